// Before submitting: what is missing, what is to be settled, and everything written.
import { useState } from "preact/hooks";
import { use_acting } from "../../app/acting";
import { use_desk } from "../../app/desk";
import { focus_later } from "../../app/focus";
import type { OpenRecord } from "../../app/open_record";
import { paths } from "../../app/routes";
import { path_to } from "../../app/steps";
import { Assessment } from "../../parts/assessment";
import { Link } from "../../parts/link";
import { Page } from "../../parts/page";
import { Guards } from "../../parts/policy/guard";
import { ProblemNotice } from "../../parts/problem";
import { RecordStrip } from "../../parts/record_strip";
import { ReturnedWith } from "../../parts/returned";
import type { RecordView } from "../../worker/api";
import { words } from "../../words";
import { back_words, ToSettle } from "./read_through";
import { answered_of, Answers } from "./written";

const told = words.check;

function title_of(view: RecordView): string {
  if (view.type === "safety_plan") return told.plan_title;
  if (view.type === "episode") return told.finalise_title;
  return view.reviewed === "always" ? told.title : told.ask_title;
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

const arrived_id = "arrived";
const submit_id = "submit";

/** There before it says anything: else it is not read out. */
function Arrived({ has, read }: { has: boolean; read: () => void }) {
  return (
    <div role="status" id={arrived_id} tabIndex={-1} class={has ? "hw-notice" : ""}>
      {has && (
        <>
          <p class="govuk-body govuk-!-font-weight-bold">{told.arrived_title}</p>
          <p class="govuk-body">{told.arrived}</p>
          <button type="button" class="govuk-button govuk-button--secondary" onClick={read}>
            {told.arrived_read}
          </button>
        </>
      )}
    </div>
  );
}

function Submit({ record }: { record: OpenRecord }) {
  const { client, place } = use_desk();
  const { busy, problem, act, forget } = use_acting();
  const { view } = record;
  const [read, set_read] = useState(view.version); // what was in view when it was read (M7)
  const is_read = read === view.version;
  const submit = () =>
    act(
      async () => {
        await record.autosave.leave(null);
        const answer = await client.call("submit", { record: view.id, version: read });
        if (!answer.ok) {
          await record.again();
          focus_later(arrived_id);
        }
        return answer;
      },
      (value) => {
        if ("submitted" in value) place.go(paths.submitted(view.id));
        else void record.again();
      },
    );
  const read_again = () => {
    forget();
    set_read(view.version);
    focus_later(submit_id);
  };
  const { answered, asked } = answered_of(view);
  const ready = view.missing.length === 0 && view.conflicts.length === 0;
  if (!ready) return null;
  return (
    <section class="hw-section">
      <p class="govuk-inset-text">{told.ready(answered, asked)}</p>
      <p class="govuk-body">{told.what_happens}</p>
      {problem && <ProblemNotice problem={problem} />}
      <Arrived has={!is_read} read={read_again} />
      {is_read && (
        <button
          type="button"
          class="govuk-button"
          id={submit_id}
          aria-disabled={busy}
          onClick={() => void submit()}
        >
          {busy ? told.submitting : told.submit}
        </button>
      )}
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
      <ReturnedWith view={view} />
      {view.assessment && <Assessment assessment={view.assessment} />}
      <Missing view={view} />
      <ToSettle view={view} />
      <Guards guards={view.guards} />
      <Submit record={record} />
      <section class="hw-section">
        <h2 class="govuk-heading-m">{told.answers}</h2>
        <Answers view={view} heading="h3" />
      </section>
    </Page>
  );
}
