// Sending and receiving, and the words for each trouble.
import type { Problem, SyncState } from "../src/worker/api";
import { words } from "../src/words";
import { fine, interviewer, offline_sync, opened, problem, quiet_sync, refuse, supervisor } from "./client";
import type { Example, Examples } from "./example";

const at = (state: SyncState, signed_in = true): Example => ({
  path: "/sync",
  replies: opened({ sync_now: () => refuse("offline") }, { ...interviewer, signed_in }, state),
});

const held: SyncState = {
  ...offline_sync,
  now: "waiting",
  words: "12 answers saved on this tablet, not yet sent",
  put_back: { at: "2026-03-30T08:00:00Z", words: "Monday 30 March, 09:00" },
  held_back: [
    {
      record: "interview-9",
      what: "Return home interview of Ember Quillfeather: “Where did you go?”",
      why: "This child is not, or is no longer, one of yours.",
      todo: "Tell your supervisor. The council keeps what you wrote.",
      at: { at: "2026-03-31T11:00:00Z", words: "Tuesday 31 March, 12:00" },
    },
  ],
  warnings: [
    {
      code: "unexpected",
      says: "This tablet’s clock is 3 hours fast. Times are kept as the tablet says, with the difference noted.",
      todo: "Set the tablet’s clock to be set automatically.",
    },
  ],
};

/** What the supervisor's button finds. */
const set_aside = {
  child: "child-1",
  child_name: "Ember Quillfeather",
  what: "Return home interview",
  author: "Priya Sandhurst",
  reason: "This person may not write records of this child.",
  at: { at: "2026-03-31T11:00:00Z", words: "Tuesday 31 March, 12:00" },
};

/** Every code once, so that each message is looked at. */
const every: Problem[] = (Object.keys(words.problems) as Problem["code"][]).map(problem);

export const sync: Examples = {
  all_held: at(quiet_sync),
  offline: at(offline_sync),
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
  set_aside: {
    path: "/sync",
    replies: opened(
      {
        set_aside: () =>
          fine([set_aside, { ...set_aside, child_name: null, what: "Safety plan" }]),
      },
      supervisor,
    ),
  },
  every_problem: at({ ...offline_sync, warnings: every }),
  sign_in_again: { ...at({ ...offline_sync, now: "signed_out" }, false), path: "/sign-in" },
};
