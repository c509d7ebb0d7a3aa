// Before submitting: what is missing, what is to be settled, and everything written.
import { use_acting } from "../../app/acting";
import { use_desk } from "../../app/desk";
import type { OpenRecord } from "../../app/open_record";
import { paths } from "../../app/routes";
import { asked_sections, has_answer, path_to } from "../../app/steps";
import { Assessment } from "../../parts/assessment";
import {
  is_about_last_time,
  LastTimeLines,
  stands_as_last_time,
  StandsAsLastTime,
} from "../../parts/last_time";
import { Link } from "../../parts/link";
import { Page } from "../../parts/page";
import { Guards } from "../../parts/policy/guard";
import { ProblemNotice } from "../../parts/problem";
import { RecordStrip } from "../../parts/record_strip";
import type { AnswerView, Question, RecordView, RowView, SectionView } from "../../worker/api";
import { words } from "../../words";

const told = words.check;

function title_of(view: RecordView): string {
  if (!view.can.submit) return view.title;
  if (view.type === "safety_plan") return told.plan_title;
  if (view.type === "episode") return told.finalise_title;
  return view.reviewed === "always" ? told.title : told.ask_title;
}

function back_words(view: RecordView): string {
  if (view.type === "safety_plan") return words.plan.to_parts;
  return view.reviewed === "always" ? words.interview.to_sections : view.title;
}

function Missing({ view }: { view: RecordView }) {
  if (view.missing.length === 0) return null;
  return (
    <section class="hw-notice">
      <h2 class="govuk-heading-m">{told.missing_title}</h2>
      <p class="govuk-body">{told.missing_lead}</p>
      <ul class="govuk-list govuk-list--bullet">
        {view.missing.map(({ key, label, why }) => (
          <li key={key}>
            <Link to={path_to(view, key)}>{label}</Link>
            {why && <span class="hw-quiet"> {why}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function label_of(view: RecordView, key: string): string {
  const id = key.split("/")[0];
  const found = view.sections.flatMap(({ questions }) => questions).find((one) => one.key === id);
  return found?.label ?? key;
}

function ToSettle({ view }: { view: RecordView }) {
  if (view.conflicts.length === 0) return null;
  return (
    <section class="hw-notice">
      <h2 class="govuk-heading-m">{told.conflicts_title}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {view.conflicts.map((key) => (
          <li key={key}>
            <Link to={path_to(view, key)}>{told.conflict_item(label_of(view, key))}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

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

/** What was written; what was not is only counted, and listed above where it is needed. */
function SectionAnswers({ view, section }: { view: RecordView; section: SectionView }) {
  const asked = section.questions.filter(({ relevant }) => relevant);
  const answered = asked.filter((question) => has_answer(view, question));
  const left = asked.length - answered.length;
  return (
    <div>
      <h3 class="govuk-heading-s">{section.title}</h3>
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

function Answers({ view }: { view: RecordView }) {
  return (
    <section class="hw-section">
      <h2 class="govuk-heading-m">{told.answers}</h2>
      {asked_sections(view).map((section) => (
        <SectionAnswers key={section.id} view={view} section={section} />
      ))}
    </section>
  );
}

function Submit({ record }: { record: OpenRecord }) {
  const { client, place } = use_desk();
  const { busy, problem, act } = use_acting();
  const { view } = record;
  const submit = () =>
    act(
      async () => {
        await record.autosave.leave(null);
        return client.call("submit", { record: view.id, version: view.version });
      },
      (value) => {
        if ("submitted" in value) place.go(paths.submitted(view.id));
        else void record.again();
      },
    );
  const ready = view.missing.length === 0 && view.conflicts.length === 0;
  if (!ready) return null;
  return (
    <section class="hw-section">
      <p class="govuk-inset-text">{told.ready}</p>
      <p class="govuk-body">{told.what_happens}</p>
      {problem && <ProblemNotice problem={problem} />}
      <button type="button" class="govuk-button" disabled={busy} onClick={() => void submit()}>
        {busy ? told.submitting : told.submit}
      </button>
    </section>
  );
}

export function Check({ record }: { record: OpenRecord }) {
  const { view } = record;
  return (
    <Page
      title={title_of(view)}
      back={{ to: paths.record(view.id), text: back_words(view) }}
      calm
    >
      <RecordStrip record={record} />
      {!view.can.submit && view.can.why_not && (
        <p class="govuk-inset-text">{view.can.why_not}</p>
      )}
      {view.assessment && <Assessment assessment={view.assessment} />}
      {view.can.submit && <Missing view={view} />}
      <ToSettle view={view} />
      <Guards guards={view.guards} />
      {view.can.submit && <Submit record={record} />}
      <Answers view={view} />
    </Page>
  );
}
