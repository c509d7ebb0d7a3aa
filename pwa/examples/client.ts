// A Client that answers from a fixture. What is typed is kept, so that forms behave.
// What was asked last, by name, and two levers stand on the window for the tests.
import { empty_answer } from "../src/app/open_record";
import type { Answer, AnswerView, CallName, Calls, Client, Event, Id, Problem, SyncState, Value } from "../src/worker/api";
import { words } from "../src/words";
import { now, view_of, type Fixture, type GivenRows } from "./forms";

declare global {
  interface Window {
    asked: Partial<Record<CallName, unknown>>;
    change_now: (records?: Id[]) => void;
    answer_now: () => void;
  }
}

export type Replies = {
  [N in CallName]?: (
    args: Calls[N]["args"],
  ) => Answer<Calls[N]["value"]> | Promise<Answer<Calls[N]["value"]>>;
};

export const fine = <T>(value: T): Answer<T> => ({ ok: true, value });
export const problem = (code: Problem["code"]): Problem => ({ code, ...words.problems[code] });
export const refuse = (code: Problem["code"]): Answer<never> => ({
  ok: false,
  problem: problem(code),
});

export class FixtureClient implements Client {
  private readonly listeners_ = new Set<(event: Event) => void>();

  constructor(private readonly replies_: Replies) {
    window.asked = {};
    window.change_now = (records = ["interview-1"]) => {
      for (const listener of this.listeners_) listener({ event: "changed", records });
    };
  }

  async call<N extends CallName>(
    name: N,
    args: Calls[N]["args"],
  ): Promise<Answer<Calls[N]["value"]>> {
    window.asked[name] = args;
    if (name === "note_read") return this.read_all() as Promise<Answer<Calls[N]["value"]>>;
    const reply: Replies[N] = this.replies_[name];
    return reply ? reply(args) : refuse("not_found");
  }

  private async read_all(): Promise<Answer<null>> {
    const said = await this.call("sync_state", {});
    if (!said.ok) return said;
    const warnings = said.value.warnings.map((one) => ({ ...one, read: true }));
    for (const listener of this.listeners_)
      listener({ event: "sync", state: { ...said.value, warnings } });
    return fine(null);
  }

  listen(listener: (event: Event) => void): () => void {
    this.listeners_.add(listener);
    return () => this.listeners_.delete(listener);
  }
}

export const quiet_sync: SyncState = {
  now: "idle",
  words: "Everything is held by the council",
  unsent: 0,
  unsent_words: "",
  oldest_unsent: null,
  last_receipt: {
    at: { at: "2026-03-31T12:58:00Z", words: "Tuesday 31 March, 13:58" },
    changes: 412,
    tablet: "0123456789abcdef".repeat(2),
    chain: "0123456789abcdef".repeat(4),
    signature: "0123456789abcdef".repeat(8),
  },
  progress: null,
  put_back: null,
  compared: {
    at: { at: "2026-03-31T08:02:00Z", words: "Tuesday 31 March, 09:02" },
    records: 214,
    mended: [],
    left: [],
  },
  renewed: null,
  held_back: [],
  unreadable: 0,
  sealed: 0,
  warnings: [],
};

export const offline_sync: SyncState = {
  ...quiet_sync,
  now: "offline",
  words: "12 answers saved on this tablet, not yet sent",
  unsent: 12,
  unsent_words: "12 answers",
  oldest_unsent: { at: "2026-03-31T11:40:00Z", words: "Tuesday 31 March, 12:40 (1 hour 22 minutes ago)" },
};

const me = {
  user: "user-1",
  name: "Priya Commissioned-Sandhurst",
  organisation: "Example County Council",
  commissioned: false,
  authority: "Example County Council",
  signed_in: true,
};

export const interviewer = { ...me, role: "interviewer" as const };
export const supervisor = {
  ...me,
  user: "user-2",
  name: "Tom Hollowell",
  role: "supervisor" as const,
};

/** Everything a screen needs after unlocking, before its own replies. */
export function opened(
  own: Replies,
  who: typeof interviewer | typeof supervisor = interviewer,
  sync = quiet_sync,
): Replies {
  return {
    start: () => fine({ stage: "open" as const, me: who }),
    sync_state: () => fine(sync),
    leave: () => fine({ saved: true as const }),
    begin: () => refuse("offline"),
    ...own,
  };
}

/** A row that is not there is one about last time, which comes with its first answer. */
function with_cell(
  list: GivenRows[string],
  id: string,
  column: string,
  value: Value,
): GivenRows[string] {
  const row = list.find((one) => one.id === id) ?? { id, answers: {} };
  const written = { ...row, answers: { ...row.answers, [column]: value } };
  return list.includes(row) ? list.map((one) => (one === row ? written : one)) : [...list, written];
}

/** As the core answers half a date; the fixture knows no other. */
const unfinished_why = (value: Value) =>
  value.kind === "text" && /^\d*\n.*\n/.test(value.text) && value.text.trim() !== ""
    ? "Enter the day, the month, the year and the time"
    : null;

const as_typed = (value: Value, why: string): AnswerView => ({
  ...empty_answer,
  draft: { value, said_by: "unsaid", sharing: "case_file", unfinished: why, apart: false, shown: [] },
});

/** A record that can be written: what is typed changes what is read. */
export function writable(fixture: Fixture): Replies {
  const given = { ...fixture.given };
  const rows = { ...fixture.rows };
  return {
    record: () => fine(view_of({ ...fixture, given, rows })),
    type: ({ key, value }) => {
      const [list = "", row = "", column] = key.split("/");
      const why = unfinished_why(value);
      if (column === undefined) given[key] = why ? as_typed(value, why) : value;
      else rows[list] = with_cell(rows[list] ?? [], row, column, value);
      return fine({ saved: true as const, at: now, unfinished: why });
    },
    add_row: ({ list }) => {
      const id = `row-${(rows[list] ?? []).length + 1}`;
      rows[list] = [...(rows[list] ?? []), { id, answers: {} }];
      return fine({ row: id });
    },
    remove_row: ({ list, row }) => {
      rows[list] = (rows[list] ?? []).filter((one) => one.id !== row);
      return fine({ saved: true as const });
    },
    settle: () => fine({ saved: true as const }),
    suggest: () => fine({ text: null }),
    helplines: () =>
      fine([
        {
          name: "Example Lantern Line",
          words: "Free, day and night. An invented number: 01632 960 001.",
        },
      ]),
  };
}
