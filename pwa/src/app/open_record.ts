// A record that is being written: what the core says of it, with what is being typed
// on top. Typed text always wins over what is read again; relevance, what is required
// and states are read again after every choice and whenever a field is left.
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type {
  AnswerView,
  Id,
  Key,
  Owed,
  Problem,
  Question,
  RecordView,
  Value,
} from "../worker/api";
import type { AnswersSave, Autosave, Saving, Typed } from "./autosave";
import { use_desk } from "./desk";
import { use_reading } from "./reading";
import { answer_key, settling_key } from "./settling";
import { named } from "./steps";

export interface OpenRecord {
  view: RecordView;
  saving: Saving;
  /** Of the whole record: what stands in its fields and is no answer yet. */
  unfinished: Omit<Owed, "section">[];
  autosave: AnswersSave;
  /** What to show in the field now. */
  standing(key: Key, question: Question, answer: AnswerView | undefined): Typed;
  /** Still being typed: sent to the database within a blink, the form stays as it is. */
  type(key: Key, typed: Typed): void;
  /** A choice was made: saved at once, and the form read again. */
  choose(key: Key, typed: Typed): Promise<void>;
  leave(key: Key | null): Promise<void>;
  again(): Promise<void>;
}

export const empty_answer: AnswerView = {
  heads: [],
  conflict: false,
  before: [],
  earlier: false,
  draft: null,
  settling: null,
  comments: [],
  changed_since_return: null,
  addendum: false,
};

const blank: Value = { kind: "blank" };

/** The names of the heads that what stands in its field grew from: none of a conflict, which
 * stands in the field's place. */
export const shown_of = ({ draft, conflict, heads }: AnswerView): string[] =>
  draft?.shown ?? (conflict ? [] : heads.map(({ name }) => name));

export function read_standing(question: Question, answer: AnswerView): Typed {
  const head = answer.heads[0];
  const stands = answer.draft ?? head;
  return {
    value: stands?.value ?? blank,
    said_by: stands?.said_by ?? question.said_by ?? "unsaid",
    sharing: stands?.sharing ?? question.sharing ?? "case_file",
    shown: shown_of(answer),
  };
}

/** As it was read, and as it was typed since. */
function unfinished_now(view: RecordView, autosave: AnswersSave): OpenRecord["unfinished"] {
  const is_typed = (key: Key) => autosave.unfinished(key) !== undefined;
  const read = view.unfinished.filter(({ key }) => !is_typed(key) && !is_typed(settling_key(key)));
  return [...read, ...autosave.all_unfinished().map(([key, why]) => ({
    key: answer_key(key),
    why,
    label: named(view, key).label,
  }))];
}

export function use_saving<T>(autosave: Autosave<T>): Saving {
  const [, render] = useState(0);
  useEffect(() => autosave.listen(() => render((turn) => turn + 1)), [autosave]);
  return autosave.saving();
}

export type OpenReading = {
  record: OpenRecord | null;
  problem: Problem | null;
  again: () => Promise<void>;
};

export function use_open_record(id: Id): OpenReading {
  const { autosaves } = use_desk();
  const autosave = useMemo(() => autosaves.of(id), [autosaves, id]);
  // Of any change: what was submitted and decided stands in records of its own.
  const { value: view, problem, again } = use_reading("record", { record: id });
  const saving = use_saving(autosave);

  // Leaving the screen leaves the field.
  useEffect(() => () => void autosave.leave(null), [autosave]);

  const leave = useCallback(
    async (key: Key | null) => {
      const typed = key === null ? null : autosave.typed(key);
      await autosave.leave(key);
      await again();
      if (key !== null && typed) autosave.show_what_is_read(key, typed);
    },
    [autosave, again],
  );
  const choose = useCallback(
    async (key: Key, typed: Typed) => {
      autosave.put(key, typed);
      await autosave.flush();
      await again();
    },
    [autosave, again],
  );
  if (!view) return { record: null, problem, again };
  autosave.read(view);
  const record: OpenRecord = {
    view,
    saving,
    unfinished: unfinished_now(view, autosave),
    autosave,
    standing: (key, question, answer) =>
      autosave.typed(key) ?? read_standing(question, answer ?? empty_answer),
    type: (key, typed) => autosave.type(key, typed),
    choose,
    leave,
    again,
  };
  return { record, problem, again };
}
