// My work.
import type { DutyView, LyingView, Work, WorkChild } from "../src/worker/api";
import { fine, interviewer, offline_sync, opened, refuse, supervisor } from "./client";
import type { Examples } from "./example";
import * as policy from "./policy";

const { duty, times } = policy;

const of = (
  name: string,
  age_words: string,
  duties: DutyView[],
  questions: string[] = [],
  lying: LyingView[] = [],
): WorkChild => ({
  child: name.toLowerCase().replace(" ", "-"),
  name,
  age_words,
  lying,
  duties,
  questions,
});

const lying: LyingView[] = [
  {
    record: "interview-1",
    kind: "unfinished",
    title: "Return home interview",
    episode_words: "",
    words: "1 entry not finished",
    reason: "When did you start?",
  },
  {
    record: "interview-1",
    kind: "returned",
    title: "Return home interview",
    episode_words: "time away from Friday 27 March, 21:15",
    words: "Returned by T. Hollowell on Tuesday 31 March, 10:12",
    reason: "Careful work. One thing to add about the bus.",
  },
  {
    record: "safety_plan-1",
    kind: "to_review",
    title: "Safety plan",
    episode_words: "",
    words: "Submitted by P. Sandhurst on Monday 30 March, 17:20",
    reason: "",
  },
  {
    record: "episode-2",
    kind: "to_hold",
    title: "Return home interview",
    episode_words: "time away from Friday 27 March, 21:15",
    words: "Back since Saturday 28 March, 06:40",
    reason: "",
  },
  {
    record: "meeting-1",
    kind: "begun",
    title: "Meeting",
    episode_words: "time away from Friday 27 March, 21:15",
    words: "",
    reason: "",
  },
];

const rowan = of(
  "Rowan Fernhollow",
  "13 years old",
  [policy.meeting(), policy.interview(), policy.consent()],
  ["Episode 1 ends on 2 November at 23:10, before an offer recorded at 22:00 of the same evening."],
);

const names = [
  ["Juno Applegarth", "15 years old"],
  ["Sky Marlowe-Example", "16 years old"],
  ["Wren Thistledown", "14 years old"],
  ["Ash Pebbleworth", "12 years old"],
  ["Ember Quillfeather", "17 years old"],
  ["Lark Brambleby", "11 years old"],
  ["Robin Saltmarsh", "14 years old"],
  ["Fern Oakapple", "15 years old"],
  ["Moss Larkrise", "13 years old"],
  ["Teal Whitterfield", "16 years old"],
  ["Bryn Candlewick", "age not known"],
] as const;

const usual = (index: number): DutyView[] => [
  duty("NSC-2.1", "Interviewer", index < 3 ? times.soon : times.later, {
    act: { words: "Start the interview", type: "interview", record: null, rule: null },
  }),
  duty("NSC-2.4", "Interviewer", times.untimed, {
    act: { words: "Record a consent", type: "consent", record: null, rule: null },
  }),
  duty("NSC-1.7", "Team manager", times.untimed),
];

const crowd: WorkChild[] = [
  rowan,
  ...names.map(([name, age], index) =>
    of(
      name,
      age,
      index < 4 ? [{ ...policy.meeting(), act: null }, ...usual(index)] : usual(index),
    ),
  ),
];

const abroad = of("Sky Marlowe-Example", "16 years old", [
  policy.interview(policy.home_judge),
  duty("NEW-18", "Front door", times.untimed, {
    judge: policy.host_judge,
    episode: null,
    episode_words: "",
    because: "Sky is in the care of North Somerset and lives in Newham.",
  }),
]);

const daily = policy.report(
  "NSC-5.2",
  "Head of service",
  "Assistant director",
  ["due_soon", "Due in 2 hours", policy.at("2026-04-01", "08:00", "Wednesday 1 April, 09:00")],
  "Every day at 09:00. Next Wednesday 1 April 09:00.",
);
const weekly = policy.report(
  "NSC-4.4",
  "Front door",
  "Professional network",
  ["met", "Made for this time", policy.at("2026-04-13", "08:00", "Monday 13 April, 09:00")],
  "Every week, on Monday at 09:00. Last made Tuesday 31 March 10:00. Next Monday 13 April 09:00.",
);
const asked_for = policy.report(
  "NSC-5.4",
  "Assistant director",
  "Director of children’s services",
  [null, "On request", null],
  "On request.",
);
const reports = [daily, weekly, asked_for];

const everyone = ["Allocated practitioner", "Front door", "Interviewer", "Team manager"];
const shows = (value: Work, who: typeof interviewer | typeof supervisor = interviewer) => ({
  path: "/work",
  replies: opened({ work: () => fine(value) }, who, offline_sync),
});

export const work: Examples = {
  lying: shows({
    children: [
      of(rowan.name, rowan.age_words, rowan.duties, [], lying),
      of("Lark Brambleby", "11 years old", [], [], lying.slice(1, 2)),
    ],
    whos: everyone,
    reports: [],
    unreadable_policy: [],
  }),
  empty: shows({ children: [], whos: [], reports: [], unreadable_policy: [] }),
  one_child: shows({ children: [rowan], whos: everyone, reports: [], unreadable_policy: [] }),
  two_authorities: shows({ children: [abroad], whos: everyone, reports: [], unreadable_policy: [] }),
  reports: shows({ children: [rowan], whos: everyone, reports, unreadable_policy: [] }, supervisor),
  on_request_only: shows({ children: [], whos: [], reports: [asked_for], unreadable_policy: [] }, supervisor),
  questions_only: shows({
    children: [of("Lark Brambleby", "11 years old", [], rowan.questions)],
    whos: [],
    reports: [],
    unreadable_policy: [],
  }),
  crowded: shows({ children: crowd, whos: everyone, reports, unreadable_policy: [] }, supervisor),
  of_another_version: shows({
    children: [rowan],
    whos: everyone,
    reports: [],
    unreadable_policy: ["fernshire: rules[3].counted_by: is not a key known here"],
  }),
  damaged: { path: "/work", replies: opened({ work: () => refuse("damaged") }) },
};
