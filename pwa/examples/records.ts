// The safety plan, an offer, a note, and the history of one answer.
import type { Head, HistoryEntry } from "../src/worker/api";
import type { Examples } from "./example";
import { fine, interviewer, offline_sync, opened, supervisor, writable } from "./client";
import { view_of, type Fixture } from "./forms";
import { torn } from "./interview";
import { no_remarks } from "./review";

const text = (said: string) => ({ kind: "text" as const, text: said });
const row = (id: string, column: string, said: string) => ({
  id,
  answers: { [column]: text(said) },
});

const plan: Fixture = {
  form: "safety_plan",
  given: {},
  rows: {
    "noticing.warning_signs": [
      row("r1", "sign", "I go quiet and stop answering messages"),
      row("r2", "sign", "Shouting downstairs"),
    ],
    "noticing.what_helps": [
      row("r3", "help", "Music in my room, door shut"),
      row("r4", "help", "A walk with the dog"),
    ],
  },
};

const returned: Fixture = {
  ...plan,
  over: {
    stage: "returned",
    stage_words: "Returned by T. Hollowell on Tuesday 31 March, 10:12",
    returned: {
      words: "Returned by T. Hollowell on Tuesday 31 March, 10:12",
      reason: "Who does Rowan ring first?",
      comments: [],
    },
  },
};

const to_decide: Fixture = {
  ...plan,
  over: {
    stage: "submitted",
    stage_words: "Submitted by P. Sandhurst on Monday 30 March, 17:20",
    can: { write: false, submit: false, decide: true, why_not: "" },
  },
};

const record = (fixture: Fixture, path: string) => ({
  path,
  replies: opened(writable(fixture), interviewer, offline_sync),
});

export const safety_plan: Examples = {
  start: record({ ...plan, rows: {} }, "/record/safety_plan-1"),
  begun: record(plan, "/record/safety_plan-1"),
  warning_signs: record(plan, "/record/safety_plan-1/section/noticing/1"),
  agreement: record(plan, "/record/safety_plan-1/section/our_agreement/1"),
  returned: record(returned, "/record/safety_plan-1"),
  check: {
    path: "/record/safety_plan-1/check",
    replies: opened(
      {
        ...writable({ ...plan, over: { missing: [] } }),
        submit: () => fine({ submitted: true as const }),
      },
      interviewer,
    ),
  },
  review: {
    path: "/review/safety_plan-1",
    replies: opened({ review: () => fine({ ...view_of(to_decide), remarks: no_remarks }) }, supervisor),
  },
};

export const short_form: Examples = {
  offer: record(
    {
      form: "offer",
      given: { "answer.answer": { kind: "code", code: "declined" } },
      rows: {},
      over: { stage: "plain", reviewed: "if_asked", stage_words: "" },
    },
    "/record/offer-1",
  ),
  note: record(
    {
      form: "note",
      given: {},
      rows: {},
      over: { stage: "plain", reviewed: "if_asked", stage_words: "" },
    },
    "/record/note-1",
  ),
  note_returned: record(
    {
      form: "note",
      given: { "note.text": { kind: "text", text: "Rowan prefers to meet at the library." } },
      rows: {},
      over: {
        stage: "returned",
        reviewed: "if_asked",
        stage_words: "Returned by Sam Aldercott on Tuesday 31 March, 16:20",
        returned: {
          words: "Returned by Sam Aldercott on Tuesday 31 March, 16:20",
          reason: "Which library, and with whom?",
          comments: [],
        },
      },
    },
    "/record/note-1",
  ),
  note_check: record(
    {
      form: "note",
      given: { "note.text": { kind: "text", text: "Rowan prefers to meet at the library." } },
      rows: {},
      over: { stage: "plain", reviewed: "if_asked", stage_words: "" },
    },
    "/record/note-1/check",
  ),
};

const entry = (head: Head, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  ...head,
  replaced: true,
  to_settle: false,
  apart: [],
  settles: null,
  ...more,
});

const first = { name: "first", at: { at: "2026-03-31T12:10:00Z", words: "Tuesday 31 March, 13:10" } };
const settling = {
  name: "settling",
  at: { at: "2026-03-31T14:20:00Z", words: "Tuesday 31 March, 15:20" },
  where: "tablet" as const,
};

const read = (entries: HistoryEntry[]) => ({
  path: "/record/interview-1/history/what_happened.travel",
  replies: opened({
    ...writable({ form: "interview", given: {}, rows: {} }),
    history: () => fine(entries),
  }),
});

const [mine, theirs] = torn.heads as [Head, Head];
const apart = (more: Partial<HistoryEntry> = {}) => [
  entry({ ...mine, ...first, words: "I walked to the park." }),
  entry(theirs, { apart: [mine.name], ...more }),
  entry(mine, { apart: [theirs.name], ...more }),
];

export const history: Examples = {
  written_on: read([
    entry({ ...mine, ...first, words: "I walked to the park." }),
    entry(mine, { replaced: false }),
  ]),
  to_settle: read(apart({ replaced: false, to_settle: true })),
  settled: read(
    [
      ...apart(),
      entry({ ...mine, ...settling, words: theirs.words }, { replaced: false, settles: { kept: theirs.name } }),
    ].map((one) => (one.name === theirs.name ? { ...one, replaced: false } : one)),
  ),
  settled_anew: read([
    ...apart(),
    entry(
      { ...mine, ...settling, words: "I walked to the park and got the 14 bus with Dee. Dee paid." },
      { replaced: false, settles: { kept: null } },
    ),
  ]),
};
