// Sending and receiving, and the words for each trouble.
import type { Problem, SetAside, SetAsidePage, SyncState, Warning } from "../src/worker/api";
import { words } from "../src/words";
import { fine, interviewer, offline_sync, opened, problem, quiet_sync, refuse, supervisor, type Replies } from "./client";
import type { Example, Examples } from "./example";

const no_network: NonNullable<Replies["sync_now"]> = () => refuse("offline");

const at = (state: SyncState, signed_in = true, sync_now = no_network): Example => ({
  path: "/sync",
  replies: opened({ sync_now }, { ...interviewer, signed_in }, state),
});

const held: SyncState = {
  ...offline_sync,
  now: "waiting",
  words: "12 answers saved on this tablet, not yet sent",
  put_back: { at: "2026-03-30T08:00:00Z", words: "Monday 30 March, 09:00" },
  renewed: { at: { at: "2026-03-30T09:00:00Z", words: "Monday 30 March, 10:00" }, sent_again: 3 },
  held_back: [
    {
      record: "interview-9",
      what: "Return home interview of Ember Quillfeather: “Where did you go?”",
      why: "This child is not, or is no longer, one of yours.",
      todo: "Tell your supervisor. The council keeps what you wrote.",
      at: { at: "2026-03-31T11:00:00Z", words: "Tuesday 31 March, 12:00" },
      decision: null,
    },
    {
      record: "interview-8",
      what: "Return home interview of Juniper Larkspur: “Who were you with?”",
      why: "Your account had been disabled when this arrived.",
      todo: "",
      at: { at: "2026-03-29T10:00:00Z", words: "Sunday 29 March, 11:00" },
      decision: {
        admitted: true,
        words: "Admitted into the record by S. Example, Monday 30 March, 10:12: “Written on her last day, and true.”",
      },
    },
  ],
  warnings: [
    {
      code: "unexpected",
      about: "clock_fast",
      read: false,
      says: "This tablet’s clock is 3 hours fast. Times are kept as the tablet says, with the difference noted.",
      todo: "Set the tablet’s clock to be set automatically.",
    },
  ],
};

/** What the supervisor's button finds. */
const set_aside: SetAside = {
  child: "child-1",
  child_name: "Ember Quillfeather",
  what: "Return home interview",
  author: "Priya Sandhurst",
  reason: "This person may not write records of this child.",
  at: { at: "2026-03-31T11:00:00Z", words: "Tuesday 31 March, 12:00" },
  tablet: "00ff",
  number: "7",
  answers: [
    {
      label: "Why did you go?",
      words: "She said the house had been loud since Friday, and nobody would let her sleep.",
    },
    { label: "Where did you go?", words: "The station, then her aunt’s." },
  ],
  written: { at: "2026-03-31T09:30:00Z", words: "Tuesday 31 March, 10:30" },
  why_not: "",
  decision: null,
};
const set_aside_page = (is_decided: boolean): SetAsidePage => {
  const decision = {
    admitted: false,
    words: "Not taken in, by S. Example, Tuesday 31 March, 13:00: “It is about another child.”",
  };
  const own = {
    ...set_aside,
    number: "8",
    child_name: null,
    what: "Safety plan",
    answers: null,
    why_not: "You wrote this. Another supervisor decides what happens to it.",
  };
  return is_decided
    ? { held: [{ ...set_aside, number: "9", decision }], left: 0 }
    : { held: [set_aside, own], left: 10 };
};

/** Every code once, so that each message is looked at. */
const every: Warning[] = (Object.keys(words.problems) as Problem["code"][]).map((code) => ({
  ...problem(code),
  about: code,
  read: false,
}));

export const sync: Examples = {
  all_held: at(quiet_sync),
  offline: at(offline_sync),
  slow: at(offline_sync, true, () => new Promise((answer) => {
    window.answer_now = () => answer(refuse("offline"));
  })),
  held_back: at(held),
  differs: at({
    ...quiet_sync,
    compared: {
      at: { at: "2026-03-31T08:02:00Z", words: "Tuesday 31 March, 09:02" },
      records: 214,
      mended: ["Return home interview, Rowan Fernhollow"],
      left: [
        {
          what: "Safety plan, Ember Quillfeather",
          why: "The council’s copy lacks something that is on this tablet. It is kept here. Tell your administrator.",
        },
      ],
    },
  }),
  first: at({
    ...quiet_sync,
    now: "receiving",
    words: "Receiving your children’s records",
    last_receipt: null,
    progress: { done: 640, total: 2015 },
  }),
  signed_out: at(
    {
      ...offline_sync,
      now: "signed_out",
      words: "12 answers saved on this tablet. Sign in to send them",
    },
    false,
  ),
  unreadable: at({ ...quiet_sync, unreadable: 3 }),
  sealed: at({ ...quiet_sync, sealed: 14 }),
  set_aside: {
    path: "/sync",
    replies: opened(
      {
        set_aside: ({ is_decided }) => fine(set_aside_page(is_decided)),
      },
      supervisor,
    ),
  },
  every_problem: at({ ...offline_sync, warnings: every }),
  sign_in_again: { ...at({ ...offline_sync, now: "signed_out" }, false), path: "/sign-in" },
};
