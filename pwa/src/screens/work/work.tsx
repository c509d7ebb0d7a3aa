// My work: what lies with me, and all that is owed for my children, the most urgent child
// first, and why.
import { useState } from "preact/hooks";
import { use_reading } from "../../app/reading";
import { paths } from "../../app/routes";
import { ButtonLink, Link } from "../../parts/link";
import { Opening, Page } from "../../parts/page";
import { Duty } from "../../parts/policy/duty";
import { Questions } from "../../parts/policy/questions";
import { ProblemNotice, ProblemPage } from "../../parts/problem";
import { Tag } from "../../parts/tag";
import type { Id, LyingView, Work as WorkView, WorkChild } from "../../worker/api";
import { words } from "../../words";
import { everything, is_everything, shown_of, type Chosen } from "./chosen";
import { Filter } from "./filter";
import { Reports } from "./reports";

const told = words.work;

const ways: Record<LyingView["kind"], (record: Id, child: Id) => string> = {
  unfinished: paths.record,
  returned: paths.record,
  to_review: paths.review,
  to_hold: (episode, child) => paths.episode(child, episode),
  begun: paths.record,
};

const colours = {
  unfinished: "amber",
  returned: "amber",
  to_review: "blue",
  to_hold: "blue",
  begun: "grey",
} as const;

/** Records that wait for the reader's own hand. */
function Lying({ lying, child, about }: { lying: LyingView[]; child: Id; about: string }) {
  if (lying.length === 0) return null;
  return (
    <ul class="hw-duties">
      {lying.map(({ record, kind, title, episode_words, words: says, reason }) => (
        <li key={`${kind} ${record}`} class="hw-lying">
          <p class="hw-duty__state">
            <Tag colour={colours[kind]}>{told.lying[kind]}</Tag>
            <span class="hw-quiet">{says}</span>
          </p>
          <p class="hw-duty__what">{title}</p>
          {(reason || episode_words) && (
            <p class="hw-duty__who hw-quiet">{[reason, episode_words].filter(Boolean).join(" · ")}</p>
          )}
          <div class="hw-duty__act">
            <ButtonLink
              to={ways[kind](record, child)}
              label={`${told.open_lying[kind]}: ${title}, ${about}`}
              quiet
            >
              {told.open_lying[kind]}
            </ButtonLink>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Child({ of }: { of: WorkChild }) {
  return (
    <li class="hw-work-child">
      <h2 class="hw-work-child__title">
        <Link to={paths.child(of.child)} class="hw-card__link">
          {of.name}
        </Link>
        <span class="hw-work-child__facts">
          {of.age_words} · {told.owed_of(of.duties.length)}
          {of.lying.length > 0 && ` · ${told.lying_of(of.lying.length)}`}
        </span>
      </h2>
      <Questions questions={of.questions} />
      <Lying lying={of.lying} child={of.child} about={of.name} />
      <ul class="hw-duties">
        {of.duties.map((duty) => (
          <Duty key={duty.key} child={of.child} duty={duty} about={of.name} alone />
        ))}
      </ul>
    </li>
  );
}

interface OwedProps {
  work: WorkView;
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
}

function Owed({ work, chosen, choose }: OwedProps) {
  const shown = shown_of(work.children, chosen);
  const duties = shown.reduce((sum, one) => sum + one.duties.length, 0);
  const lying = shown.reduce((sum, one) => sum + one.lying.length, 0);
  return (
    <>
      <Filter work={work} chosen={chosen} choose={choose} />
      <p class="govuk-body hw-quiet" role="status">
        {shown.length === 0 ? told.none_shown : told.counts(duties, lying, shown.length)}
      </p>
      {!is_everything(chosen) && (
        <button type="button" class="hw-plain-button" onClick={() => choose(everything)}>
          {told.show_all}
        </button>
      )}
      <ul class="hw-cards" aria-label={told.list}>
        {shown.map((one) => (
          <Child key={one.child} of={one} />
        ))}
      </ul>
    </>
  );
}

function UnreadablePolicy({ mistakes }: { mistakes: string[] }) {
  if (mistakes.length === 0) return null;
  return (
    <div class="govuk-inset-text">
      <p class="govuk-body">{told.unreadable_policy}</p>
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">{told.unreadable_details}</span>
        </summary>
        <div class="govuk-details__text">
          {mistakes.map((one) => (
            <p key={one}>{one}</p>
          ))}
        </div>
      </details>
    </div>
  );
}

export function Work() {
  const { value: work, problem, again } = use_reading("work", {});
  const [chosen, choose] = useState(everything);
  if (!work) return problem ? <ProblemPage problem={problem} again={again} /> : <Opening />;
  return (
    <Page title={told.title}>
      {problem && <ProblemNotice problem={problem} />}
      <UnreadablePolicy mistakes={work.unreadable_policy} />
      <Reports reports={work.reports} />
      {work.children.length === 0 ? (
        <p class="govuk-inset-text">{told.none}</p>
      ) : (
        <Owed work={work} chosen={chosen} choose={choose} />
      )}
    </Page>
  );
}
