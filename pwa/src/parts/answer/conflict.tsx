// Two answers written apart (M3, M4): both in full, with author and time. One of them
// is kept, or a new one written; nothing is settled by itself.
import { useState } from "preact/hooks";
import { use_acting } from "../../app/acting";
import { use_desk } from "../../app/desk";
import type { Head, Id, Key, Value } from "../../worker/api";
import { words } from "../../words";
import { ProblemNotice } from "../problem";
import { said_words } from "./said";

const told = words.conflict;

export const conflict_id = (name: Key) => `${name}-conflict`;

interface ConflictProps {
  record: Id;
  name: Key;
  label: string;
  lead?: string;
  heads: Head[];
  /** The names of all that is settled: those of the heads, and of a row’s answers too. */
  shown?: string[];
  /** Only where a text can be written: a narrative or a line. */
  writable: boolean;
  settled: () => Promise<void>;
}

interface VersionProps {
  head: Head;
  /** Who said it, where that is told. */
  said: string;
  keep: () => void;
  busy: boolean;
}

function Version({ head, said, keep, busy }: VersionProps) {
  const says = head.words || told.blank;
  return (
    <li class="hw-version">
      <p class="hw-version__words">{says}</p>
      <p class="hw-version__from">
        {told.by(head.author, head.at.words)}, {head.this_tablet ? told.here : told.elsewhere}
        {said && <> · {said}</>}
        <> · {words.answer.shared[head.sharing]}</>
      </p>
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        disabled={busy}
        onClick={keep}
      >
        {told.keep}
        <span class="govuk-visually-hidden">: {says}</span>
      </button>
    </li>
  );
}

interface WriterProps {
  id: string;
  text: string;
  suggested: boolean;
  busy: boolean;
  change: (text: string) => void;
  use: () => void;
  stop: () => void;
}

function Writer({ id, text, suggested, busy, change, use, stop }: WriterProps) {
  return (
    <div class="hw-writer">
      <label class="govuk-label govuk-label--s" for={id}>
        {told.your_text}
      </label>
      {suggested && (
        <p id={`${id}-hint`} class="govuk-hint">
          {told.suggested}
        </p>
      )}
      <textarea
        id={id}
        class="govuk-textarea hw-narrative"
        rows={5}
        value={text}
        spellcheck={false}
        autocomplete="off"
        {...(suggested ? { "aria-describedby": `${id}-hint` } : {})}
        onInput={(event) => change(event.currentTarget.value)}
      />
      <div class="govuk-button-group">
        <button type="button" class="govuk-button" disabled={busy} onClick={use}>
          {told.use}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={stop}>
          {told.stop}
        </button>
      </div>
    </div>
  );
}

export function Conflict({
  record,
  name,
  label,
  lead = told.lead,
  heads,
  shown = heads.map((head) => head.name),
  writable,
  settled,
}: ConflictProps) {
  const { client } = use_desk();
  const { busy, problem, act } = use_acting();
  const [draft, set_draft] = useState<{ text: string; suggested: boolean } | null>(null);

  const alike = heads.every((head) => head.words === heads[0]?.words); // but for who said it

  const settle = (keep: string | null, value: Value | null) =>
    act(
      () => client.call("settle", { record, key: name, shown, keep, value }),
      () => void settled(),
    );
  const write = async () => {
    const answer = await client.call("suggest", { record, key: name });
    const text = answer.ok ? answer.value.text : null;
    set_draft({ text: text ?? "", suggested: text !== null });
  };
  return (
    <section
      id={conflict_id(name)}
      class="hw-conflict"
      aria-label={`${told.title}: ${label}`}
      tabIndex={-1}
    >
      <h3 class="govuk-heading-s">
        {heads.length > 2 ? told.title_many(heads.length) : told.title}
      </h3>
      <p class="govuk-body">{lead}</p>
      {problem && <ProblemNotice problem={problem} />}
      <ul class="hw-versions">
        {heads.map((head) => (
          <Version
            key={head.name}
            head={head}
            said={alike ? words.answer.said[head.said_by] : said_words(head)}
            busy={busy}
            keep={() => void settle(head.name, null)}
          />
        ))}
      </ul>
      {writable && !draft && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => void write()}
        >
          {told.write}
        </button>
      )}
      {draft && (
        <Writer
          id={`${name}-new`}
          {...draft}
          busy={busy}
          change={(text) => set_draft({ ...draft, text })}
          use={() =>
            void settle(
              null,
              draft.text === "" ? { kind: "blank" } : { kind: "text", text: draft.text },
            )
          }
          stop={() => set_draft(null)}
        />
      )}
    </section>
  );
}
