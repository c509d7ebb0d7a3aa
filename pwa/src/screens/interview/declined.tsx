// The child does not want an interview: a result in its own right, and it can be undone.
import { use_acting } from "../../app/acting";
import { use_desk } from "../../app/desk";
import { empty_answer, shown_of, type OpenRecord } from "../../app/open_record";
import { paths } from "../../app/routes";
import { path_to } from "../../app/steps";
import { Link } from "../../parts/link";
import { Page } from "../../parts/page";
import { ProblemNotice } from "../../parts/problem";
import { RecordStrip } from "../../parts/record_strip";
import type { Answer, Client, Value } from "../../worker/api";
import { words } from "../../words";

const told = words.interview;

async function set_outcome(
  client: Client,
  record: OpenRecord,
  value: Value,
): Promise<Answer<{ saved: true }>> {
  const { id, outcome } = record.view;
  if (outcome === null) return { ok: true, value: { saved: true } };
  const typed = await client.call("type", {
    record: id,
    key: outcome,
    value,
    said_by: "child",
    sharing: "case_file",
    shown: shown_of(record.view.answers[outcome] ?? empty_answer),
  });
  return typed.ok ? client.call("leave", { record: id, key: outcome }) : typed;
}

export function Undecline({ record }: { record: OpenRecord }) {
  const { client } = use_desk();
  const { busy, problem, act } = use_acting();
  const undo = () =>
    act(
      () => set_outcome(client, record, { kind: "blank" }),
      () => void record.again(),
    );
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      <button
        type="button"
        class="hw-plain-button"
        aria-disabled={busy}
        onClick={() => void undo()}
      >
        {told.undo_declined}
      </button>
    </>
  );
}

export function Declined({ record }: { record: OpenRecord }) {
  const { client, place } = use_desk();
  const { busy, problem, act } = use_acting();
  const { view } = record;
  const decline = () =>
    act(
      () => set_outcome(client, record, { kind: "code", code: "declined" }),
      () => place.go(view.outcome === null ? paths.record(view.id) : path_to(view, view.outcome)),
    );
  return (
    <Page
      title={told.declined_title(view.called)}
      tab={told.declined_tab}
      back={{ to: paths.record(view.id), text: told.to_sections }}
      calm
    >
      <RecordStrip record={record} />
      <p class="govuk-body-l">{told.declined_lead}</p>
      <p class="govuk-body">{told.declined_next}</p>
      {problem && <ProblemNotice problem={problem} />}
      <div class="govuk-button-group">
        <button
          type="button"
          class="govuk-button"
          aria-disabled={busy}
          onClick={() => void decline()}
        >
          {told.declined_button}
        </button>
        <Link to={paths.record(view.id)} class="govuk-link hw-alone">
          {words.common.cancel}
        </Link>
      </div>
    </Page>
  );
}
