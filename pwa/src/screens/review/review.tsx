// A supervisor reads the submitted version, comments answer by answer, and decides.
import { useRef, useState } from "preact/hooks";
import { use_reading } from "../../app/reading";
import { paths } from "../../app/routes";
import { asked_sections, is_asked } from "../../app/steps";
import { Assessment } from "../../parts/assessment";
import { Clock } from "../../parts/clock";
import { Jump } from "../../parts/jump";
import { Opening, Page } from "../../parts/page";
import { Guards, guards_of_all } from "../../parts/policy/guard";
import { ProblemNotice, ProblemPage } from "../../parts/problem";
import { AuthorisedWith } from "../../parts/returned";
import { SavingStrip } from "../../parts/record_strip";
import { Tag, stage_colours } from "../../parts/tag";
import type { Id, Key, RecordView, ReviewView } from "../../worker/api";
import { words } from "../../words";
import { Decision, decision_place } from "./decision";
import { changed_keys, EarlierReturn, has_changed, is_again } from "./earlier_return";
import { Read } from "./read";
import { Kept, use_remarks, type Remarks } from "./remarks";

const told = words.review;

function title_of(view: RecordView): string {
  const waits = view.stage === "submitted";
  const { type, child_name: child, title } = view;
  if (type === "interview") return waits ? told.title(child) : told.read_title(child);
  if (type === "safety_plan") return waits ? told.plan_title(child) : told.plan_read_title(child);
  return waits ? told.any_title(child, title) : told.any_read_title(child, title);
}

interface AnswersProps {
  view: ReviewView;
  only_changed: boolean;
  remarks: Remarks;
}

function Answers({ view, only_changed, remarks }: AnswersProps) {
  const commented = view.returned?.comments.map(({ key }) => key) ?? [];
  const shown = (key: Key) =>
    !only_changed ||
    commented.includes(key) ||
    has_changed(view, key) ||
    remarks.of(key) !== null;
  return (
    <>
      {asked_sections(view).map((section) => {
        const questions = section.questions.filter(
          ({ key, relevant }) => relevant && shown(key),
        );
        if (questions.length === 0) return null;
        return (
          <section key={section.id} class="hw-section">
            <h2 class="govuk-heading-m">{section.title}</h2>
            {questions.map((question) => (
              <Read
                key={question.key}
                view={view}
                question={question}
                remark={remarks.of(question.key)}
                change={view.can.decide ? (text) => remarks.change(question.key, text) : null}
              />
            ))}
          </section>
        );
      })}
    </>
  );
}

function OnlyChanged({ on, change }: { on: boolean; change: (on: boolean) => void }) {
  return (
    <div class="govuk-checkboxes govuk-form-group">
      <div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          type="checkbox"
          id="only-changed"
          checked={on}
          onChange={(event) => change(event.currentTarget.checked)}
        />
        <label class="govuk-label govuk-checkboxes__label" for="only-changed">
          {told.only_changed}
        </label>
      </div>
    </div>
  );
}

export function Review({ interview }: { interview: Id }) {
  const { value: view, problem, again } = use_reading("review", { interview });
  const remarks = use_remarks(interview, view);
  const [only_changed, set_only_changed] = useState(false);
  const opened = useRef<string | null>(null); // the pin of what was read first (M7)
  opened.current ??= view?.submission?.pin ?? null;
  if (!view) return problem ? <ProblemPage problem={problem} again={again} /> : <Opening />;

  return (
    <Page
      title={title_of(view)}
      tab={words.home.review_title}
      back={{ to: paths.reviews, text: words.home.review_title }}
    >
      {problem && <ProblemNotice problem={problem} />}
      <SavingStrip
        view={view}
        saving={remarks.saving}
        save_again={() => void remarks.save()}
        then={view.can.decide ? told.yours_until : null}
      />
      <p class="hw-card__tags">
        <Tag colour={stage_colours[view.stage]}>{view.stage_words}</Tag>
      </p>
      {view.can.decide && <ToDecision view={view} remarks={remarks} />}
      <AuthorisedWith view={view} />
      <EarlierReturn view={view} />
      {view.clock && <Clock clock={view.clock} />}
      {view.rival_submissions && (
        <div class="hw-notice">
          <p class="govuk-body govuk-!-font-weight-bold">{told.rivals_title}</p>
          <p class="govuk-body">{told.rivals}</p>
        </div>
      )}
      {view.decision_conflict && (
        <div class="hw-notice">
          <p class="govuk-body govuk-!-font-weight-bold">{told.decision_conflict_title}</p>
          <p class="govuk-body">{told.decision_conflict}</p>
        </div>
      )}
      <Guards guards={guards_of_all(view)} />
      {!view.can.decide && <Cannot why={view.can.why_not} />}
      {view.assessment && <Assessment assessment={view.assessment} />}
      {view.remarks.begun_on && (
        <div class="hw-notice">
          <p class="govuk-body govuk-!-font-weight-bold">{told.begun_earlier_title}</p>
          <p class="govuk-body">{told.begun_earlier(view.remarks.begun_on.words)}</p>
        </div>
      )}
      <Kept
        title={told.kept_title}
        lead={view.can.decide ? told.kept_elsewhere : told.kept_undecided}
        remarks={remarks}
        keys={remarks.written.map(({ key }) => key).filter((key) => !view.can.decide || !is_asked(view, key))}
        with_reason={!view.can.decide}
      />
      {changed_keys(view).length > 0 && <OnlyChanged on={only_changed} change={set_only_changed} />}
      <Answers view={view} only_changed={only_changed} remarks={remarks} />
      {view.can.decide && view.submission && (
        <Decision
          view={view}
          submission={view.submission}
          is_another={view.submission.pin !== opened.current}
          remarks={remarks}
          read_again={again}
        />
      )}
    </Page>
  );
}

/** The decision stands below all that is to be read. */
function ToDecision({ view, remarks }: { view: ReviewView; remarks: Remarks }) {
  const changed = is_again(view) ? told.changed_count(changed_keys(view).length) : "";
  const comments = told.comments_count(remarks.written.length);
  return (
    <div class="govuk-inset-text">
      <p class="govuk-body">{[told.waits, changed, comments].filter(Boolean).join(" ")}</p>
      <Jump to={decision_place} class="govuk-link hw-alone">
        {told.to_decision}
      </Jump>
    </div>
  );
}

function Cannot({ why }: { why: string }) {
  return (
    <div class="govuk-inset-text">
      <p class="govuk-body govuk-!-font-weight-bold">{told.cannot}</p>
      <p class="govuk-body">{why}</p>
    </div>
  );
}
