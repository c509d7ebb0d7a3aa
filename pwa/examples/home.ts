// My children.
import type { ChildCard, ClockView, Home, ReviewCard, Warning } from "../src/worker/api";
import { fine, interviewer, offline_sync, opened, quiet_sync, refuse, supervisor } from "./client";
import type { Examples } from "./example";

export const due_soon: ClockView = {
  rule: "LAN-01",
  source: "Lancashire, missing from home and care protocol, section 7.2",
  what: "Offer a return home interview",
  state: "due_soon",
  state_words: "Due in 9 hours",
  due: { at: "2026-04-01T23:00:00Z", words: "Thursday 2 April, 00:00" },
  because:
    "Found Saturday 28 March 06:40. 72 working hours: the clock starts Monday 30 March 00:00 and ends Thursday 2 April 00:00 (British Summer Time).",
};
const overdue: ClockView = {
  ...due_soon,
  state: "overdue",
  state_words: "Overdue by 2 hours",
  due: { at: "2026-03-31T11:00:00Z", words: "Tuesday 31 March, 12:00" },
};
const open: ClockView = {
  ...due_soon,
  state: "open",
  state_words: "Due in 2 days",
  due: { at: "2026-04-02T23:00:00Z", words: "Friday 3 April, 00:00" },
};
export const met: ClockView = { ...due_soon, state: "met", state_words: "Offered in time" };

const card = (
  name: string,
  age_words: string,
  placement_words: string,
  more: Partial<ChildCard> = {},
): ChildCard => ({
  id: name.toLowerCase().replace(" ", "-"),
  name,
  age_words,
  placement_words,
  away: "",
  due: null,
  next_step: "No interview to offer or hold",
  unsent: 0,
  conflicts: 0,
  returned_to_you: 0,
  ...more,
});

const children: ChildCard[] = [
  card("Teal Whitterfield-Featherstonehaugh", "16 years old", "Foster care", {
    away: "Missing since Monday 30 March, 21:15, for 16 hours 45 minutes",
    next_step: "Not recorded as returned",
  }),
  card("Juno Applegarth", "15 years old", "Residential, Example House", {
    due: overdue,
    unsent: 12,
  }),
  card("Rowan Fernhollow", "13 years old", "At home", { due: due_soon, conflicts: 1 }),
  card("Sky Marlowe-Example", "16 years old", "Foster care", { due: open }),
  card("Wren Thistledown", "14 years old", "At home", {
    next_step: "Wait for the supervisor’s decision",
  }),
  card("Ash Pebbleworth", "12 years old", "Foster care", {
    returned_to_you: 1,
    next_step: "Correct the returned interview",
  }),
  card("Ember Quillfeather", "17 years old", "Semi-independent"),
  card("Lark Brambleby", "11 years old", "At home"),
  card("Robin Saltmarsh", "14 years old", "Residential, Example House"),
];

const review = (child_name: string, more: Partial<ReviewCard> = {}): ReviewCard => ({
  interview: "interview-1",
  type: "interview",
  title: "Return home interview",
  child: "child-1",
  child_name,
  interviewer: "Priya Sandhurst",
  submitted: { at: "2026-03-30T16:20:00Z", words: "Monday 30 March, 17:20" },
  stage_words: "Submitted on Monday 30 March, 17:20",
  changed_since_return: 0,
  comments_begun: 0,
  conflict: false,
  mine: false,
  clock: null,
  ...more,
});

const plain: Home = { me: interviewer, can_add_child: true, children, to_review: [], returned: [] };

const returned = review("Ash Pebbleworth", {
  interview: "interview-2",
  stage_words: "Returned by T. Hollowell on Tuesday 31 March, 10:12",
});

const to_review = [
  review("Wren Thistledown", { clock: met }),
  review("Ash Pebbleworth", { interview: "interview-2", changed_since_return: 3, comments_begun: 2 }),
  review("Lark Brambleby", { interview: "interview-3", interviewer: "Tom Hollowell", mine: true }),
  review("Ember Quillfeather", { interview: "interview-4", conflict: true }),
  review("Wren Thistledown", {
    interview: "exploitation_assessment-1",
    type: "exploitation_assessment",
    title: "Exploitation assessment",
  }),
  review("Ash Pebbleworth", { interview: "safety_plan-1", type: "safety_plan", title: "Safety plan" }),
];

export const waiting: Home = {
  ...plain,
  me: supervisor,
  children: children.slice(0, 4),
  to_review,
};

const never_ready = () => new Promise<never>(() => undefined);

const unnamed = card("Name not recorded (added Friday 27 March 2026, 22:40)", "Age not known", "", {
  unsent: 3,
});

const clock_fast: Warning = {
  about: "clock_fast",
  read: false,
  code: "unexpected",
  says: "This tablet’s clock is 2 hours fast.",
  todo: "Set the tablet’s date and time to automatic.",
};

export const home: Examples = {
  to_know: {
    replies: opened({ home: () => fine(plain) }, interviewer, {
      ...quiet_sync,
      warnings: [clock_fast],
    }),
  },
  interviewer: {
    replies: opened(
      { home: () => fine({ ...plain, returned: [returned] }) },
      interviewer,
      offline_sync,
    ),
  },
  supervisor: {
    replies: opened({ home: () => fine(waiting) }, supervisor),
  },
  empty: { replies: opened({ home: () => fine({ ...plain, children: [] }) }) },
  first_receiving: {
    replies: opened({ home: () => fine({ ...plain, children: [] }) }, interviewer, {
      ...quiet_sync,
      now: "receiving",
      words: "Receiving your children’s records: 640 of 2,015",
      progress: { done: 640, total: 2015 },
    }),
  },
  new_version: {
    update: true,
    replies: opened({ home: () => fine({ ...plain, children: children.slice(0, 2) }) }),
  },
  unnamed: {
    replies: opened({ home: () => fine({ ...plain, children: [...children.slice(0, 2), unnamed] }) }),
  },
  damaged: { replies: opened({ home: () => refuse("damaged") }) },
  opening: { replies: opened({ home: never_ready }) },
  broken: {
    replies: opened({ home: () => fine({ ...plain, children: null as unknown as ChildCard[] }) }),
  },
  nowhere: { path: "/somewhere/else/entirely", replies: opened({}) },
};

export const reviews: Examples = {
  waiting: {
    path: "/reviews",
    replies: opened({ home: () => fine(waiting) }, supervisor),
  },
  none: {
    path: "/reviews",
    replies: opened({ home: () => fine({ ...waiting, to_review: [] }) }, supervisor),
  },
};
