// Return with comments, or authorise, after a second look. Pins the version read (M7).
import { useEffect, useRef, useState } from "preact/hooks";
import { use_acting } from "../../app/acting";
import { use_desk, type Done } from "../../app/desk";
import { focus_later } from "../../app/focus";
import { paths } from "../../app/routes";
import { error_of, Mistakes, type Mistake } from "../../parts/form";
import { Guards, guards_of_all } from "../../parts/policy/guard";
import { ProblemNotice } from "../../parts/problem";
import type { RecordView } from "../../worker/api";
import { words } from "../../words";
import { OutcomesAsked, type Outcomes } from "./outcomes";
import type { Remarks } from "./remarks";

const told = words.review;

/** Where it stands on the screen. */
export const decision_place = "decision";

interface ReasonProps {
  value: string;
  error: string | null;
  change: (text: string) => void;
}

function Reason({ value, error, change }: ReasonProps) {
  return (
    <div class={`govuk-form-group${error ? " govuk-form-group--error" : ""}`}>
      <label class="govuk-label govuk-label--s" for="reason">
        {told.reason}
      </label>
      <div id="reason-hint" class="govuk-hint">
        {told.reason_hint}
      </div>
      {error && (
        <p id="reason-error" class="govuk-error-message">
          <span class="govuk-visually-hidden">{words.common.error_prefix}</span> {error}
        </p>
      )}
      <textarea
        id="reason"
        class={`govuk-textarea hw-narrative${error ? " govuk-textarea--error" : ""}`}
        rows={3}
        value={value}
        spellcheck={false}
        autocomplete="off"
        aria-describedby={error ? "reason-hint reason-error" : "reason-hint"}
        onInput={(event) => change(event.currentTarget.value)}
      />
    </div>
  );
}

const authorise_id = "authorise"; // the button's, or that of the question in its place

interface SureProps {
  says: string;
  busy: boolean;
  yes: () => void;
  no: () => void;
}

function Sure({ says, busy, yes, no }: SureProps) {
  return (
    <div
      class="govuk-inset-text hw-asked"
      id={authorise_id}
      role="group"
      aria-label={told.authorise_sure}
      tabIndex={-1}
    >
      <p class="govuk-body govuk-!-font-weight-bold">{told.authorise_sure}</p>
      <p class="govuk-body">{says}</p>
      <div class="govuk-button-group">
        <button type="button" class="govuk-button" aria-disabled={busy} onClick={yes}>
          {told.authorise_yes}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={no}>
          {told.authorise_no}
        </button>
      </div>
    </div>
  );
}

function sure_of(view: RecordView): string {
  if (view.type === "interview") return told.authorise_sure_says;
  return view.type === "safety_plan" ? told.authorise_sure_plan : told.authorise_sure_any;
}

function what_was_done(view: RecordView, by: string, what: "return_interview" | "authorise"): Done {
  const of = `${view.child_name}, ${view.title.toLowerCase()}`;
  return what === "authorise"
    ? { what: told.authorised(of), next: told.authorised_next(by) }
    : { what: told.returned(by, of), next: told.returned_next };
}

const again_id = "submitted-again";

/** There before it says anything: else it is not read out. */
function SubmittedAgain({ again }: { again: boolean }) {
  return (
    <div role="status" id={again_id} tabIndex={-1} class={again ? "hw-notice" : ""}>
      {again && (
        <>
          <p class="govuk-body govuk-!-font-weight-bold">{told.again_title}</p>
          <p class="govuk-body">{told.again}</p>
        </>
      )}
    </div>
  );
}

/** What was said of one version is not said of the next (M7). */
function use_of_version<T>(pin: string, at_first: T): [T, (value: T) => void] {
  const [said, say] = useState({ pin, value: at_first });
  return [said.pin === pin ? said.value : at_first, (value) => say({ pin, value })];
}

const nothing_next: Outcomes = { outcomes: [], consent: "" };

interface DecisionProps {
  view: RecordView;
  submission: NonNullable<RecordView["submission"]>;
  /** It is another version than the one that was opened. */
  is_another: boolean;
  remarks: Remarks;
  read_again: () => Promise<void>;
}

export function Decision({ view, submission, is_another, remarks, read_again }: DecisionProps) {
  const read = { interview: view.id, submission: submission.id, pin: submission.pin };
  const { client, place, say_done } = use_desk();
  const { busy, problem, act, forget } = use_acting();
  const [sure, ask] = use_of_version(submission.pin, false);
  const [next, set_next] = use_of_version(submission.pin, nothing_next);
  const [mistakes, set_mistakes] = useState<Mistake[]>([]);
  const comments = remarks.written.map(({ key, text }) => ({ key, text }));
  const reason = remarks.reason.trim();
  const is_said = comments.length > 0 || reason !== "";
  /** What an earlier attempt came to is not about the next, nor about what was mended. */
  const begin_anew = () => {
    set_mistakes([]);
    forget();
  };
  useEffect(begin_anew, [is_said, next]);
  const was_sure = useRef(sure);
  useEffect(() => {
    if (was_sure.current) focus_later(again_id); // the question went from under the finger
  }, [submission.pin]);
  useEffect(() => void (was_sure.current = sure));
  /** What is decided is what is on the screen; it is in the database first. */
  const decide = (what: "return_interview" | "authorise") =>
    act(
      async () => {
        await remarks.save();
        const agreed = what === "authorise" && view.outcomes ? next : {};
        const answer = await client.call(what, { ...read, comments, reason, ...agreed });
        if (!answer.ok) await read_again();
        return answer;
      },
      () => {
        remarks.decided();
        say_done(what_was_done(view, submission.by, what));
        place.go(paths.reviews);
      },
    );

  const give_back = () => {
    begin_anew();
    if (is_said) void decide("return_interview");
    else set_mistakes([{ id: "reason", says: told.return_needs }]);
  };
  const ask_sure = (wanted: boolean) => {
    begin_anew();
    ask(wanted);
    focus_later(authorise_id);
  };
  return (
    <section class="hw-decision">
      <h2 class="govuk-heading-m" id={decision_place} tabIndex={-1}>
        {told.decide}
      </h2>
      <SubmittedAgain again={is_another} />
      <Mistakes mistakes={mistakes} />
      <p class="govuk-body">{told.comments_count(comments.length)}</p>
      <Reason
        value={remarks.reason}
        error={error_of(mistakes, "reason")}
        change={remarks.change_reason}
      />
      {view.outcomes && (
        <OutcomesAsked offered={view.outcomes} chosen={next} change={set_next} />
      )}
      <Guards guards={guards_of_all(view)} />
      {problem && <ProblemNotice problem={problem} />}
      {sure ? (
        <Sure
          says={sure_of(view)}
          busy={busy}
          yes={() => void decide("authorise")}
          no={() => ask_sure(false)}
        />
      ) : (
        <div class="govuk-button-group">
          <button
            type="button"
            id={authorise_id}
            class="govuk-button"
            aria-disabled={busy}
            onClick={() => ask_sure(true)}
          >
            {told.authorise}
          </button>
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            aria-disabled={busy}
            onClick={give_back}
          >
            {told.return}
          </button>
        </div>
      )}
    </section>
  );
}
