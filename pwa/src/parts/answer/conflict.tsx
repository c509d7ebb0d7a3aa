// Two answers written apart (M3, M4): both in full, with author, time and tablet, and what
// stood before them. One of them is kept, or both, or a new one written; nothing is settled
// by itself.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { use_acting } from "../../app/acting";
import { use_desk } from "../../app/desk";
import { focus_later } from "../../app/focus";
import type { OpenRecord } from "../../app/open_record";
import { settling_key } from "../../app/settling";
import type { Head, Key, Question, Value } from "../../worker/api";
import { words } from "../../words";
import { ProblemNotice } from "../problem";
import { said_words } from "./said";
import { text_value } from "./text";
import { outlived_id, type_settling, Writer, type From } from "./writer";

const told = words.conflict;

export const conflict_id = (name: Key) => `${name}-conflict`;

interface ConflictProps {
  record: OpenRecord;
  name: Key;
  label: string;
  lead?: string;
  heads: Head[];
  /** The names of all that is settled: those of the heads, and of a row’s answers too. */
  shown?: string[];
  /** Of an answer, not of a row: what is asked, what stood before, what was begun. */
  asked?: { question: Question; before: Head[]; begun: string };
  settled: () => Promise<void>;
}

/** What the writer opened with; empty from when on something is typed. */
interface Writing {
  from: From;
  offered: string;
}

const by_and_where = (head: Head) => `${told.by(head.author, head.at.words)}, ${told.on(head)}`;

interface VersionProps {
  head: Head;
  /** Who said it, where that is told. */
  said: string;
  /** Null while another is being written. */
  keep: (() => void) | null;
  busy: boolean;
}

function Version({ head, said, keep, busy }: VersionProps) {
  const says = head.words || told.blank;
  return (
    <li class="hw-version">
      <p class="hw-version__words">{says}</p>
      <p class="hw-version__from">
        {by_and_where(head)}
        {said && <> · {said}</>}
        <> · {words.answer.shared[head.sharing]}</>
      </p>
      {keep && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          aria-disabled={busy}
          onClick={keep}
        >
          {told.keep}
          <span class="govuk-visually-hidden">: {says}</span>
        </button>
      )}
    </li>
  );
}

/** What all of them had seen. */
function Before({ heads }: { heads: Head[] }) {
  return (
    <div class="hw-conflict__before">
      <h4 class="hw-conflict__when">{told.before}</h4>
      {heads.length === 0 && <p class="hw-version__from">{told.nothing_before}</p>}
      {heads.map((head) => (
        <div key={head.name}>
          <p class="hw-version__words">{head.words || told.blank}</p>
          <p class="hw-version__from">{by_and_where(head)}</p>
        </div>
      ))}
    </div>
  );
}

const is_text = ({ kind }: Question) => kind === "narrative" || kind === "text_line";

/** All of them in one text, each under who wrote it; null where that is no answer. */
function both_of(heads: Head[], question: Question): string | null {
  const text = heads
    .map((head) => `${told.under(told.by(head.author, head.at.words), said_words(head))}\n${head.words}`)
    .join("\n\n");
  const fits = question.max_length === 0 || text.length <= question.max_length;
  const are_words = heads.every(({ value }) => value.kind === "text");
  return question.kind === "narrative" && are_words && fits ? text : null;
}

interface WaysProps {
  heads: Head[];
  question: Question;
  begun: string;
  write: (from: From, text: string) => void;
  suggest: () => void;
}

/** What can be done but keeping one of them. */
function Ways({ heads, question, begun, write, suggest }: WaysProps) {
  const both = both_of(heads, question);
  if (begun !== "") {
    return (
      <>
        <p class="govuk-body">{told.begun}</p>
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => write("begun", begun)}
        >
          {told.carry_on}
        </button>
      </>
    );
  }
  return (
    <>
      {both === null && <p class="hw-version__from">{told.both_stay(heads.length)}</p>}
      {is_text(question) && (
        <div class="govuk-button-group hw-conflict__ways">
          {both !== null && (
            <button
              type="button"
              class="govuk-button govuk-button--secondary"
              onClick={() => write("both", both)}
            >
              {told.keep_both(heads.length)}
            </button>
          )}
          <button type="button" class="govuk-button govuk-button--secondary" onClick={suggest}>
            {told.write}
          </button>
        </div>
      )}
    </>
  );
}

export function Conflict({
  record,
  name,
  label,
  lead,
  heads,
  shown = heads.map((head) => head.name),
  asked,
  settled,
}: ConflictProps) {
  const { client } = use_desk();
  const { busy, problem, act } = use_acting();
  const begun = asked?.begun ?? "";
  const [writing, set_writing] = useState<Writing | null>(
    begun === "" ? null : { from: "begun", offered: "" },
  );
  const around = useRef<HTMLElement>(null);
  // Settled by somebody else while one is writing here: what was begun is told below.
  useLayoutEffect(
    () => () => {
      if (around.current?.contains(document.activeElement)) focus_later(outlived_id(name));
    },
    [name],
  );

  const alike = heads.every((head) => head.words === heads[0]?.words); // but for who said it
  const writable = asked !== undefined && is_text(asked.question);
  const text = begun || (writing?.offered ?? "");

  const settle = (keep: string | null, value: Value | null) =>
    act(
      async () => {
        await record.autosave.flush();
        const { id } = record.view;
        return client.call("settle", { record: id, key: name, shown, keep, value });
      },
      () => {
        record.autosave.forget_one(settling_key(name));
        void settled();
      },
    );
  const write = (from: From, offered: string) => {
    set_writing({ from, offered });
    focus_later(settling_key(name));
  };
  const change = (typed: string) => {
    type_settling(record, name, typed);
    if (writing) set_writing({ ...writing, offered: "" }); // what is typed stands in its place
  };
  const suggest = async () => {
    const answer = await client.call("suggest", { record: record.view.id, key: name });
    const suggested = answer.ok ? answer.value.text : null;
    write(suggested === null ? "nothing" : "suggested", suggested ?? "");
  };
  const stop = () => {
    set_writing(null);
    focus_later(conflict_id(name));
  };
  return (
    <section
      ref={around}
      id={conflict_id(name)}
      class="hw-conflict"
      aria-label={`${told.title}: ${label}`}
      tabIndex={-1}
    >
      <h3 class="govuk-heading-s">
        {heads.length > 2 ? told.title_many(heads.length) : told.title}
      </h3>
      <p class="govuk-body">{lead ?? told.lead(heads.length, writable)}</p>
      {problem && <ProblemNotice problem={problem} />}
      <ul class="hw-versions">
        {heads.map((head) => (
          <Version
            key={head.name}
            head={head}
            said={alike ? words.answer.said[head.said_by] : said_words(head)}
            busy={busy}
            keep={writing ? null : () => void settle(head.name, null)}
          />
        ))}
      </ul>
      {asked && <Before heads={asked.before} />}
      {asked && !writing && (
        <Ways
          heads={heads}
          question={asked.question}
          begun={begun}
          write={write}
          suggest={() => void suggest()}
        />
      )}
      {asked && writing && (
        <Writer
          name={name}
          question={asked.question}
          from={writing.from}
          text={text}
          begun={begun !== ""}
          busy={busy}
          change={change}
          use={() => void settle(null, text_value(text))}
          stop={stop}
        />
      )}
    </section>
  );
}
