// Everything that is written in a record, section by section.
import { paths } from "../../app/routes";
import { asked_sections, has_answer, path_to } from "../../app/steps";
import {
  is_about_last_time,
  LastTimeLines,
  stands_as_last_time,
  StandsAsLastTime,
} from "../../parts/last_time";
import { Link } from "../../parts/link";
import type { AnswerView, Question, RecordView, RowView, SectionView } from "../../worker/api";
import { words } from "../../words";

const told = words.check;

const says = (answer: AnswerView | undefined) =>
  (answer?.heads ?? []).map((head) => head.words).filter(Boolean);

function RowWords({ question, row }: { question: Question; row: RowView }) {
  const parts = question.columns.flatMap((column) => says(row.answers[column.key]));
  return <p class="hw-words">{parts.join(" · ")}</p>;
}

export function Written({ view, question }: { view: RecordView; question: Question }) {
  if (is_about_last_time(view, question)) return <LastTimeLines view={view} />;
  if (stands_as_last_time(view, question)) {
    return <StandsAsLastTime view={view} question={question} />;
  }
  const answers = says(view.answers[question.key]);
  const rows = view.rows[question.key] ?? [];
  return (
    <>
      {answers.map((one) => (
        <p class="hw-words" key={one}>
          {one}
        </p>
      ))}
      {rows.map((row) => (
        <RowWords key={row.id} question={question} row={row} />
      ))}
      {answers.length === 0 && rows.length === 0 && <span class="hw-quiet">{told.unanswered}</span>}
    </>
  );
}

function Line({ view, question }: { view: RecordView; question: Question }) {
  return (
    <div class="govuk-summary-list__row">
      <dt class="govuk-summary-list__key">{question.label}</dt>
      <dd class="govuk-summary-list__value">
        <Written view={view} question={question} />
      </dd>
      {view.can.write && (
        <dd class="govuk-summary-list__actions">
          <Link to={path_to(view, question.key)} class="govuk-link hw-alone">
            {told.change}
            <span class="govuk-visually-hidden">: {question.label}</span>
          </Link>
        </dd>
      )}
    </div>
  );
}

/** How many of the questions that are asked have an answer. */
export function answered_of(view: RecordView): { answered: number; asked: number } {
  const asked = asked_sections(view)
    .flatMap(({ questions }) => questions)
    .filter(({ relevant }) => relevant);
  const answered = asked.filter((question) => has_answer(view, question));
  return { answered: answered.length, asked: asked.length };
}

interface SectionAnswersProps {
  view: RecordView;
  section: SectionView;
  /** Of the section's title: below that of the page, or of a part of it. */
  heading: "h2" | "h3";
}

/** What was written; what was not is only counted, and listed above where it is needed. */
function SectionAnswers({ view, section, heading: Heading }: SectionAnswersProps) {
  const asked = section.questions.filter(({ relevant }) => relevant);
  const answered = asked.filter((question) => has_answer(view, question));
  const left = asked.length - answered.length;
  return (
    <div>
      <Heading class={`govuk-heading-${Heading === "h2" ? "m" : "s"}`}>{section.title}</Heading>
      {answered.length > 0 && (
        <dl class="govuk-summary-list hw-written">
          {answered.map((question) => (
            <Line key={question.key} view={view} question={question} />
          ))}
        </dl>
      )}
      {left > 0 && (
        <p class="govuk-body hw-quiet">
          <Link to={paths.section(view.id, section.id)} class="govuk-link hw-alone">
            {told.not_answered(left)}
          </Link>
        </p>
      )}
    </div>
  );
}

export function Answers({
  view,
  heading,
}: Pick<SectionAnswersProps, "view" | "heading">) {
  return (
    <>
      {asked_sections(view).map((section) => (
        <SectionAnswers key={section.id} view={view} section={section} heading={heading} />
      ))}
    </>
  );
}
