// A child: what is owed, times away drawn and newest first, then plans and other records, notes, facts.
import { use_reading } from "../../app/reading";
import { paths } from "../../app/routes";
import { Attachments } from "../../parts/attachments";
import { Away } from "../../parts/away";
import { Begin } from "../../parts/begin";
import { Facts } from "../../parts/facts";
import { ButtonLink, Link } from "../../parts/link";
import { Opening, Page } from "../../parts/page";
import { judges_of, Sides } from "../../parts/policy/judged";
import { Questions } from "../../parts/policy/questions";
import { Timeline } from "../../parts/policy/timeline";
import { ProblemNotice, ProblemPage } from "../../parts/problem";
import type { ChildView, Id, Judge } from "../../worker/api";
import { words } from "../../words";
import { Episode } from "./episode";
import { Owed } from "./owed";
import { Shelves } from "./shelves";

const told = words.child;

function SafetyPlan({ child }: { child: ChildView }) {
  return (
    <section class="hw-section">
      <h2 class="govuk-heading-m">{told.safety_plan}</h2>
      <p class="govuk-body">{child.safety_plan?.words ?? told.no_plan}</p>
      {child.safety_plan ? (
        <ButtonLink to={paths.record(child.safety_plan.id)} quiet>
          {told.open_plan}
        </ButtonLink>
      ) : (
        <Begin type="safety_plan" child={child.id} episode={null} quiet>
          {told.make_plan}
        </Begin>
      )}
    </section>
  );
}

function Notes({ child }: { child: ChildView }) {
  return (
    <section class="hw-section">
      <h2 class="govuk-heading-m">{told.notes}</h2>
      {child.notes.length === 0 && <p class="govuk-body">{told.no_notes}</p>}
      <ul class="hw-notes">
        {child.notes.map((note) => (
          <li key={note.id}>
            <p class="govuk-body hw-words">{note.text}</p>
            <p class="hw-quiet">
              {words.answer.comment(note.author, note.at.words)}
              {note.stage_words && ` · ${note.stage_words}`}
            </p>
            <Link
              to={paths.record(note.id)}
              class="govuk-link hw-alone"
              label={told.open_note(note.at.words)}
            >
              {told.open}
            </Link>
          </li>
        ))}
      </ul>
      <Begin type="note" child={child.id} episode={null} quiet>
        {told.add_note}
      </Begin>
    </section>
  );
}

interface PartProps {
  child: ChildView;
  judges: Judge[];
}

/** About the child and no one time away. */
function ToDo({ child, judges }: PartProps) {
  if (child.duties.length === 0) return null;
  return (
    <section class="hw-section">
      <h2 class="govuk-heading-m">{told.owed(child.called)}</h2>
      <Sides judges={judges}>{(own) => <Owed child={child.id} duties={own(child.duties)} />}</Sides>
    </section>
  );
}

function TimesAway({ child, judges, wanted }: PartProps & { wanted: Id | null }) {
  return (
    <section class="hw-section">
      <h2 class="govuk-heading-m">{told.episodes}</h2>
      {child.episodes.length === 0 && <p class="govuk-body">{told.no_episodes}</p>}
      {child.can_add_episode && (
        <Begin type="episode" child={child.id} episode={null} quiet>
          {told.add_episode}
        </Begin>
      )}
      {child.timeline && <Timeline child={child.id} timeline={child.timeline} />}
      <ul class="hw-cards">
        {child.episodes.map((episode, index) => (
          <Episode
            key={episode.id}
            child={child.id}
            episode={episode}
            judges={judges}
            newest={index === 0}
            only={child.episodes.length === 1}
            wanted={episode.id === wanted}
          />
        ))}
      </ul>
    </section>
  );
}

export function Child({ id, episode }: { id: Id; episode: Id | null }) {
  const { value: child, problem, again } = use_reading("child", { child: id });
  if (!child) return problem ? <ProblemPage problem={problem} again={again} /> : <Opening />;
  const judges = judges_of(child);
  return (
    <Page
      title={child.name}
      tab={words.child.tab}
      caption={child.age_words}
      back={{ to: paths.home, text: words.home.title }}
    >
      {problem && <ProblemNotice problem={problem} />}
      <Away says={child.away} />
      <Questions questions={child.questions} />
      <ToDo child={child} judges={judges} />
      <TimesAway child={child} judges={judges} wanted={episode} />
      <SafetyPlan child={child} />
      <section class="hw-section">
        <h2 class="govuk-heading-m">{told.files_about(child.called)}</h2>
        <Attachments
          child={child.id}
          episode={null}
          of=""
          attachments={child.attachments}
          can_attach={child.can_attach}
        />
      </section>
      <section class="hw-section">
        <h2 class="govuk-heading-m">{told.records_about(child.called)}</h2>
        <Shelves child={child.id} episode={null} of="" shelves={child.shelves} />
      </section>
      <Notes child={child} />
      <section class="hw-section">
        <h2 class="govuk-heading-m">{told.facts}</h2>
        {child.facts.length === 0 ? (
          <p class="govuk-body">{told.no_facts}</p>
        ) : (
          <Facts facts={child.facts} />
        )}
        {child.added && <p class="govuk-body hw-quiet">{child.added}</p>}
        <Link to={paths.record(child.id)} class="govuk-link hw-alone">
          {told.open_child}
        </Link>
        {child.stage_words && <span class="hw-quiet"> {child.stage_words}</span>}
      </section>
    </Page>
  );
}
