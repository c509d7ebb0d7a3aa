// The safety plan, made with the child: large, in the first person, a part at a time.
// It is submitted and decided on like an interview (M7).
import type { OpenRecord } from "../../app/open_record";
import { paths } from "../../app/routes";
import { asked_sections, has_answer } from "../../app/steps";
import { ButtonLink, Link } from "../../parts/link";
import { ToCheck } from "../../parts/onward";
import { Page } from "../../parts/page";
import { RecordStrip } from "../../parts/record_strip";
import { Tag, stage_colours } from "../../parts/tag";
import type { RecordView, SectionView } from "../../worker/api";
import { words } from "../../words";
import { Notices } from "../interview/tasks";
import { Written } from "../interview/written";

const told = words.plan;

function Part({ view, section }: { view: RecordView; section: SectionView }) {
  const asked = section.questions.filter(({ relevant }) => relevant);
  return (
    <li class="hw-plan__part">
      <h2 class="hw-plan__title">
        <Link to={paths.section(view.id, section.id)} class="hw-card__link">
          {section.title}
        </Link>
      </h2>
      {asked.map((question) => (
        <div key={question.key} class="hw-plan__question">
          <h3 class="hw-plan__label">{question.label}</h3>
          {has_answer(view, question) ? (
            <Written view={view} question={question} />
          ) : (
            <p class="hw-quiet">{told.not_yet}</p>
          )}
        </div>
      ))}
    </li>
  );
}

function Onward({ view }: { view: RecordView }) {
  return (
    <div class="govuk-button-group">
      <ToCheck view={view} />
      {view.can.decide && (
        <ButtonLink to={paths.review(view.id)}>{words.interview.to_review}</ButtonLink>
      )}
    </div>
  );
}

export function SafetyPlan({ record }: { record: OpenRecord }) {
  const { view } = record;
  const first = asked_sections(view)[0];
  return (
    <Page title={view.title} back={{ to: paths.child(view.child), text: view.child_name }} calm>
      <RecordStrip record={record} />
      <p class="hw-card__tags">
        <Tag colour={stage_colours[view.stage]}>{view.stage_words}</Tag>
      </p>
      <p class="govuk-body-l">{told.intro}</p>
      <Notices record={record} />
      {view.can.write && <p class="govuk-body hw-quiet">{told.with}</p>}
      {view.can.write && first && first.state === "not_started" && (
        <ButtonLink to={paths.section(view.id, first.id)}>{told.start}</ButtonLink>
      )}
      <ol class="hw-plan">
        {asked_sections(view).map((section) => (
          <Part key={section.id} view={view} section={section} />
        ))}
      </ol>
      <Onward view={view} />
    </Page>
  );
}
