// The interview, from the first page to the confirmation.
import type { AnswerView, GuardView, Head, Returned } from "../src/worker/api";
import {
  fine,
  interviewer,
  offline_sync,
  opened,
  quiet_sync,
  refuse,
  writable,
  type Replies,
} from "./client";
import type { Example, Examples } from "./example";
import { now, view_of, type Fixture, type Given, type GivenRows } from "./forms";
import { due_soon } from "./home";
import { begun, gone_through } from "./last_time";
import { no_consent, not_independent } from "./policy";

const text = (said: string) => ({ kind: "text" as const, text: said });

export const given: Given = {
  "before_we_start.started": {
    kind: "instant",
    at: "2026-03-31T12:30:00Z",
    local: "2026-03-31T13:30",
  },
  "before_we_start.outcome": { kind: "code", code: "held" },
  "before_we_start.place": text("The library, small room upstairs"),
  "before_we_start.mode": { kind: "code", code: "in_person" },
  "before_we_start.interviewer": text("Priya Sandhurst"),
  "before_we_start.organisation": text("Example County Council"),
  "what_happened.before": text(
    "We had a row about my phone. Mum took it off me and I just wanted to be on my own for a bit.",
  ),
  "what_happened.why": text("I couldn’t breathe in there. I wanted it to stop."),
  "what_happened.during": { kind: "absence", absence: "would_not_say", why: "" },
  "harm_and_risk.hurt_or_harmed": { kind: "yes_no", yes: false },
  "harm_and_risk.sexual_exploitation": {
    kind: "absence",
    absence: "not_asked",
    why: "Younger brother came into the room",
  },
  "harm_and_risk.trafficking": { kind: "yes_no", yes: true },
  "push_and_pull.push": { kind: "codes", codes: ["family_conflict", "loneliness"] },
};

export const rows: GivenRows = {
  "what_happened.who_with": [
    {
      id: "row-1",
      answers: { name: text("“Dee”, from the park"), how_known: text("A friend’s older cousin") },
    },
  ],
};

const head = (author: string, words: string, more: Partial<Head>): Head => ({
  name: author,
  value: text(words),
  words,
  said_by: "child",
  sharing: "case_file",
  author,
  mine: author === "Priya Sandhurst",
  this_tablet: author === "Priya Sandhurst",
  tablet: 0,
  at: now,
  where: author === "Priya Sandhurst" ? "council" : "received",
  ...more,
});

export const torn: AnswerView = {
  heads: [
    head("Priya Sandhurst", "I walked to the park and then I got the bus with Dee.", {}),
    head("Mina Oakridge", "Got the 14 bus from the park with Dee. Dee paid.", {
      at: { at: "2026-03-31T12:40:00Z", words: "Tuesday 31 March, 13:40" },
    }),
  ],
  conflict: true,
  before: [
    head("Priya Sandhurst", "I walked to the park.", {
      at: { at: "2026-03-31T12:20:00Z", words: "Tuesday 31 March, 13:20" },
    }),
  ],
  earlier: true,
  draft: null,
  settling: null,
  comments: [],
  changed_since_return: null,
  addendum: false,
};

const base: Fixture = {
  form: "interview",
  given,
  rows,
  over: { clock: due_soon, since_return: "41 hours since return" },
};

const one = (path: string, fixture: Fixture = base, more: Example["replies"] = {}): Example => ({
  path: `/record/interview-1${path}`,
  replies: opened({ ...writable(fixture), ...more }, interviewer, offline_sync),
});

const with_answer = (key: string, view: AnswerView): Fixture => ({
  ...base,
  given: { ...given, [key]: view },
  over: { ...base.over, conflicts: view.conflict ? [key] : [] },
});

const commented: AnswerView = {
  ...torn,
  conflict: false,
  heads: torn.heads.slice(0, 1),
  comments: [
    {
      text: "Which bus? Police could ask for the cameras.",
      author: "Tom Hollowell",
      at: { at: "2026-03-31T09:12:00Z", words: "Tuesday 31 March, 10:12" },
    },
  ],
};

/** When it was returned. */
export const asked_for: Returned = {
  words: "Returned by T. Hollowell on Tuesday 31 March, 10:12",
  reason: "Careful work. Two things to add.",
  comments: [
    {
      key: "push_and_pull.push_words",
      label: "Tell me about that",
      text: "Say a little more about the evenings, if Rowan is content to.",
    },
    {
      key: "what_happened.travel",
      label: "How did you get around?",
      text: "Which bus? Police could ask for the cameras.",
    },
  ],
};

const returned: Fixture = {
  ...with_answer("what_happened.travel", commented),
  over: {
    ...base.over,
    stage: "returned",
    stage_words: "Returned by T. Hollowell on Tuesday 31 March, 10:12",
    returned: asked_for,
  },
};

/** Read by a colleague. */
const returned_to_another: Fixture = {
  ...returned,
  over: {
    ...returned.over,
    can: { write: false, submit: false, decide: false, why_not: "Priya Sandhurst corrects it." },
  },
};

const declined: Fixture = {
  ...base,
  given: { "before_we_start.outcome": { kind: "code", code: "declined" } },
  rows: {},
};

const missing: Fixture = {
  ...with_answer("what_happened.travel", torn),
  over: {
    ...base.over,
    conflicts: ["what_happened.travel"],
    missing: [
      {
        key: "what_happened.where",
        section: "what_happened",
        label: "Where did you go, and where did you sleep?",
        why: "Needed before submitting.",
      },
      {
        key: "parents_or_carers.spoken_with",
        section: "parents_or_carers",
        label: "Have you spoken with a parent or carer?",
        why: "Needed before submitting.",
      },
    ],
  },
};

const submitted = {
  ...base.over,
  stage: "submitted" as const,
  stage_words: "Submitted on Tuesday 31 March, 14:02",
  can: {
    write: true,
    submit: false,
    decide: false,
    why_not: "Submitted on Tuesday 31 March, 14:02. What you change now stands beside it.",
  },
};

/** A third version was begun, and left. */
const begun_to_settle: AnswerView = {
  ...torn,
  settling: "Walked to the park, then got the 14 bus with Dee, who paid.",
};

/** Two of them by one colleague, on two tablets; nothing had been written before. */
const torn_in_three: AnswerView = {
  ...torn,
  heads: [
    ...torn.heads.slice(0, 1),
    ...torn.heads.slice(1).map((one) => ({ ...one, tablet: 1 })),
    head("Mina Oakridge", "Bus, with Dee.", { name: "third", tablet: 2 }),
  ],
  before: [],
};

/** Neither is a text. */
const torn_codes: AnswerView = {
  ...torn,
  heads: [
    head("Priya Sandhurst", "In person", { value: { kind: "code", code: "in_person" } }),
    head("Mina Oakridge", "By phone", { value: { kind: "code", code: "phone" } }),
  ],
  before: [],
};

const row_torn: Fixture = {
  ...base,
  rows: {
    "what_happened.who_with": [
      {
        ...(rows["what_happened.who_with"]?.[0] ?? { id: "row-1", answers: {} }),
        conflict: true,
        presence: [
          head("Priya Sandhurst", "Kept, and changed", {}),
          head("Mina Oakridge", "Removed", {}),
        ],
      },
    ],
  },
};

/** Whichever is chosen, the row is kept. */
const row_settled = (): Replies => {
  let settled = false;
  return {
    record: () => fine(view_of(settled ? base : row_torn)),
    settle: () => {
      settled = true;
      return fine({ saved: true as const });
    },
  };
};

const guarded: Fixture = {
  ...base,
  over: { ...base.over, guards: [no_consent, not_independent], missing: [] },
};

const may_be_left: Fixture = {
  ...base,
  over: {
    ...base.over,
    sections: view_of(base).sections.map((section) =>
      section.id === "harm_and_risk"
        ? { ...section, state: "done", state_words: "16 of 30, the rest may be left" }
        : section,
    ),
  },
};

/** Half a day and no time, left standing in the field. */
const half_typed: Fixture = {
  ...base,
  given: {
    ...given,
    "before_we_start.started": {
      ...torn,
      conflict: false,
      heads: [],
      draft: {
        value: text("31\n2\n\n"),
        said_by: "unsaid",
        sharing: "case_file",
        unfinished: "Enter the day, the month, the year and the time",
        apart: false,
        shown: [],
      },
    },
  },
};

/** Somebody else's answer comes with the first change after the page was opened. */
const becomes_torn = (): Replies => {
  const [own] = torn.heads;
  let read = 0;
  const mine: AnswerView = { ...torn, conflict: false, heads: own ? [own] : [] };
  const now_torn = { ...torn, heads: [...torn.heads].reverse() };
  return {
    record: () =>
      fine(view_of(with_answer("what_happened.travel", read++ === 0 ? mine : now_torn))),
    type: () => fine({ saved: true as const, at: now, unfinished: null }),
  };
};

/** Something that somebody else wrote comes with the first change, and is refused unread. */
const becomes_more = (): Replies => {
  const more = { ...base, over: { ...base.over, version: "what came too" } };
  let read = 0;
  return {
    record: () => fine(view_of(read++ === 0 ? base : more)),
    submit: ({ version }) =>
      version === "what came too" ? fine({ submitted: true as const }) : refuse("refused"),
  };
};

/** Refused only once something is chosen. */
const refused_when_chosen = (): Replies => {
  let guards: GuardView[] = [];
  return {
    record: () => fine(view_of({ ...base, over: { ...base.over, guards } })),
    type: () => {
      guards = [not_independent];
      return fine({ saved: true as const, at: now, unfinished: null });
    },
  };
};

export const interview: Examples = {
  tasks_guarded: one("", guarded),
  becomes_guarded: one("/section/before_we_start/7", base, refused_when_chosen()),
  not_independent: one("/section/before_we_start/7", guarded),
  check_guarded: one("/check", guarded),
  tasks: one(""),
  unfinished: one("/section/before_we_start/2", half_typed),
  tasks_unfinished: one("", half_typed),
  tasks_may_be_left: one("", may_be_left),
  tasks_returned: one("", returned),
  tasks_declined: one("", declined),
  first_page: one("/section/before_we_start/1"),
  narrative: one("/section/what_happened/1"),
  people: one("/section/what_happened/5"),
  row_removed_elsewhere: one("/section/what_happened/5", row_torn, row_settled()),
  conflict: one("/section/what_happened/6", with_answer("what_happened.travel", torn)),
  conflict_begun: one(
    "/section/what_happened/6",
    with_answer("what_happened.travel", begun_to_settle),
  ),
  conflict_of_three: one(
    "/section/what_happened/6",
    with_answer("what_happened.travel", torn_in_three),
  ),
  conflict_of_codes: one(
    "/section/before_we_start/4",
    with_answer("before_we_start.mode", torn_codes),
  ),
  conflict_not_saved: one(
    "/section/what_happened/6",
    with_answer("what_happened.travel", torn),
    { type: () => refuse("storage_full") },
  ),
  conflict_outlived: one(
    "/section/what_happened/6",
    with_answer("what_happened.travel", {
      ...begun_to_settle,
      conflict: false,
      heads: torn.heads.slice(1),
      before: [],
    }),
  ),
  becomes_torn: one("/section/what_happened/6", base, becomes_torn()),
  comment: one("/section/what_happened/6", returned),
  push: one("/section/push_and_pull/1"),
  harm: one("/section/harm_and_risk/3"),
  not_asked: one("/section/harm_and_risk/2"),
  scale: one("/section/what_needs_to_change/5"),
  not_saved: one("/section/what_happened/1", base, { type: () => refuse("storage_full") }),
  slow_tablet: one("/section/what_happened/1", base, {
    type: () =>
      new Promise((answer) => {
        window.answer_now = () => answer(fine({ saved: true, at: now, unfinished: null }));
      }),
  }),
  tasks_again: one("", begun(base)),
  since_last_time: one("/section/since_last_time", begun(base)),
  since_last_time_gone_through: one("/section/since_last_time", gone_through(base)),
  as_last_time: one("/section/push_and_pull", gone_through(base)),
  this_time_too: one("/section/what_happened/4", begun(base)),
  check_again: one("/check", gone_through(base)),
  declined: one("/declined"),
  read_through: one("/read"),
  read_through_submitted: one("/read", { ...base, over: submitted }),
  read_through_returned: one("/read", returned_to_another),
  check_returned: one("/check", returned),
  check_missing: one("/check", missing),
  check_ready: one("/check"),
  check_arrived: one("/check", base, becomes_more()),
  submitted: one("/submitted", { ...base, over: submitted }),
  submitted_held: {
    ...one("/submitted"),
    replies: opened(
      writable({ ...base, over: { ...submitted, held_by_council: true } }),
      interviewer,
      quiet_sync,
    ),
  },
  read_only: one("/section/what_happened/1", {
    ...base,
    over: {
      ...base.over,
      stage: "authorised",
      stage_words: "Authorised by T. Hollowell",
      can: {
        write: false,
        submit: false,
        decide: false,
        why_not: "This child is no longer allocated to you.",
      },
    },
  }),
};
