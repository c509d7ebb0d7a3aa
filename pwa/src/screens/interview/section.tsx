// One page of one section: previous, next, and a list to jump anywhere.
import type { OpenRecord } from "../../app/open_record";
import { paths } from "../../app/routes";
import { asked_sections, has_answer, in_steps, steps_of } from "../../app/steps";
import { ScoreLine } from "../../parts/assessment";
import { AskOne } from "../../parts/answer/question";
import { Begin } from "../../parts/begin";
import { ButtonLink, Link } from "../../parts/link";
import { ToRead } from "../../parts/onward";
import { Page } from "../../parts/page";
import { RecordStrip } from "../../parts/record_strip";
import { ReturnedWith } from "../../parts/returned";
import type { Question, RecordView, SectionView } from "../../worker/api";
import { words } from "../../words";
import { Nowhere } from "../nowhere/nowhere";

const told = words.interview;

const whole = (view: RecordView) =>
  view.type === "safety_plan" ? words.plan.to_parts : told.to_sections;

interface JumpProps {
  view: RecordView;
  section: SectionView;
  steps: Question[][];
  step: number;
}

function Jump({ view, section, steps, step }: JumpProps) {
  return (
    <details class="govuk-details hw-jump">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{told.jump}</span>
      </summary>
      <ol class="hw-jump__list">
        {steps.flatMap((page, at) =>
          page.map((question) => (
            <li key={question.key} {...(at === step ? { "aria-current": "step" as const } : {})}>
              <Link to={paths.section(view.id, section.id, at)} class="hw-jump__link">
                <span>{question.label}</span>
                <span class="hw-jump__state">
                  {has_answer(view, question) ? told.answered : told.not_answered}
                </span>
              </Link>
            </li>
          )),
        )}
      </ol>
    </details>
  );
}

function Onward({ view, section, steps, step }: JumpProps) {
  const sections = asked_sections(view);
  const after = sections[sections.findIndex(({ id }) => id === section.id) + 1];
  const next =
    step + 1 < steps.length
      ? { to: paths.section(view.id, section.id, step + 1), says: words.common.next }
      : after
        ? { to: paths.section(view.id, after.id), says: told.next_section(after.title) }
        : { to: paths.record(view.id), says: whole(view) };
  return (
    <nav class="hw-onward" aria-label={told.step(step + 1, steps.length)}>
      {step > 0 && (
        <ButtonLink to={paths.section(view.id, section.id, step - 1)} quiet>
          {words.common.previous}
        </ButtonLink>
      )}
      <ButtonLink to={next.to}>{next.says}</ButtonLink>
    </nav>
  );
}

/** To read back to the child, or to make the plan, without losing one's place. */
function Beside({ view }: { view: RecordView }) {
  return (
    <div class="govuk-button-group">
      <ToRead view={view} quiet />
      <Begin type="safety_plan" child={view.child} episode={null} quiet>
        {told.plan_link}
      </Begin>
    </div>
  );
}

interface SectionProps {
  record: OpenRecord;
  section: string;
  step: number;
}

export function Section({ record, section: id, step: wanted }: SectionProps) {
  const { view } = record;
  const section = view.sections.find((one) => one.id === id);
  const steps = section ? steps_of(view, section) : [];
  if (!section || steps.length === 0) return <Nowhere />;
  const step = Math.min(wanted, steps.length - 1);
  const page = steps[step] ?? [];
  const all = { view, section, steps, step };
  return (
    <Page
      title={section.title}
      {...(in_steps(view) ? { caption: told.step(step + 1, steps.length) } : {})}
      back={{ to: paths.record(view.id), text: whole(view) }}
      large={view.type === "safety_plan"}
      part={`${section.id} ${step}`}
      calm
    >
      <RecordStrip record={record} />
      <ReturnedWith view={view} beside={page.map(({ key }) => key)} />
      {step === 0 && section.intro && <p class="govuk-body hw-intro">{section.intro}</p>}
      {view.assessment && <ScoreLine assessment={view.assessment} />}
      {page.map((question) => (
        <AskOne
          key={question.key}
          record={record}
          question={question}
          plain={!in_steps(view)}
        />
      ))}
      <Onward {...all} />
      {in_steps(view) && <Jump {...all} />}
      {view.type === "interview" && <Beside view={view} />}
    </Page>
  );
}
