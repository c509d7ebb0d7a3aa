// What is owed, refused, asked and drawn, with the packs' own rules; the facts are invented.
import type {
  DutyView,
  GuardView,
  Judge,
  Moment,
  ReportView,
  RouteView,
  RuleView,
  TimelineView,
  UpcomingView,
} from "../src/worker/api";
import lancashire from "../../core/policy/packs/lancashire.json";
import newham from "../../core/policy/packs/newham.json";
import north_somerset from "../../core/policy/packs/north-somerset.json";

interface RuleJson {
  id: string;
  what?: string;
  note?: string;
  source: { document: string; quote: string };
}

const rules = new Map(
  [lancashire, newham, north_somerset]
    .flatMap((pack) => pack.rules as unknown as RuleJson[])
    .map((rule) => [rule.id, rule]),
);

function rule_of(id: string): RuleView & { what: string } {
  const rule = rules.get(id);
  if (!rule) throw new Error(`No pack has the rule ${id}.`);
  const { what = "", note = "", source } = rule;
  return { rule: id, source: source.document, quote: source.quote, note, what };
}

export const alone: Judge = { name: "North Somerset", side: null };
export const home_judge: Judge = { name: "North Somerset", side: "home" };
export const host_judge: Judge = { name: "Newham", side: "host" };

export const at = (day: string, time: string, words: string): Moment => ({
  at: `${day}T${time}:00Z`,
  words,
});

const returned = at("2026-03-28", "06:40", "Saturday 28 March, 06:40");

type Timed = [DutyView["state"], string, Moment | null];
const late: Timed = [
  "overdue",
  "Overdue by 2 days",
  at("2026-03-30", "05:40", "Monday 30 March, 06:40"),
];
const soon: Timed = [
  "due_soon",
  "Due in 9 hours",
  at("2026-03-31", "22:00", "Tuesday 31 March, 23:00"),
];
const later: Timed = ["open", "Due in 4 days", at("2026-04-04", "09:00", "Saturday 4 April, 10:00")];
const untimed: Timed = ["open", "Owed until it is done", null];
const met: Timed = ["met", "Met", at("2026-03-28", "22:40", "Saturday 28 March, 22:40")];
const cancelled: Timed = ["cancelled", "No longer owed: the child was found", null];
const waived: Timed = ["waived", "Waived by T. Hollowell: held by phone instead", null];
export const times = { late, soon, later, untimed, met, cancelled, waived };

export function duty(
  rule: string,
  who: string,
  [state, state_words, due]: Timed,
  more: Partial<DutyView> = {},
): DutyView {
  return {
    ...rule_of(rule),
    key: `${rule} ${more.episode ?? "episode-2"}`,
    judge: alone,
    who,
    episode: "episode-2",
    episode_words: "Episode 2, from Friday 27 March",
    state,
    state_words,
    due,
    arose: returned,
    because: "Came back on Saturday 28 March at 06:40, after 9 hours 25 minutes missing.",
    act: null,
    waive: null,
    ...more,
  };
}

/** Of a whole authority: a rule of kind report. */
export const report = (
  rule: string,
  who: string,
  audience: string,
  [state, state_words, next]: [ReportView["state"], string, Moment | null],
  because: string,
): ReportView => ({ ...rule_of(rule), who, audience, state, state_words, next, because });

export const interview = (judge = alone) =>
  duty("NSC-2.1", "Interviewer", soon, {
    judge,
    because:
      "Came back on Saturday 28 March at 06:40. 72 hours from then end on Tuesday 31 March at 07:40, British Summer Time.",
    act: { words: "Continue the interview", type: "interview", record: "interview-1", rule: null },
  });

export const consent = (judge = alone) =>
  duty("NSC-2.4", "Interviewer", untimed, {
    judge,
    because: "Rowan was 13 on Friday 27 March.",
    act: { words: "Record a consent", type: "consent", record: null, rule: null },
  });

export const meeting = (judge = alone) =>
  duty("NSC-D2", "Allocated practitioner", late, {
    judge,
    because: "The third time missing in 90 days: 4 January, 14 February and 27 March.",
    act: { words: "Record a meeting", type: "meeting", record: null, rule: null },
  });

export const done = (judge = alone): DutyView[] => [
  duty("NSC-2.5", "Interviewer", met, { judge }),
  duty("NSC-1.7", "Team manager", cancelled, { judge }),
  duty("NSC-3.4", "Team manager", waived, { judge }),
];

export const upcoming = (judge = alone): UpcomingView => ({
  ...rule_of("NSC-1.7"),
  judge,
  who: "Team manager",
  episode_words: "Episode 2, from Friday 27 March",
  at: at("2026-03-28", "21:15", "Saturday 28 March, 21:15"),
});

const guard = (rule: string, more: Omit<GuardView, keyof RuleView | "judge">): GuardView => ({
  ...rule_of(rule),
  judge: alone,
  ...more,
});

export const no_consent = guard("NSC-2.4", {
  what: "The interview may not be held yet",
  because: "Rowan is 13, and the mother refused consent on Monday 30 March, 10:00.",
  key: null,
});

export const not_independent = guard("NEW-16.3", {
  what: "This interviewer is not independent",
  because: "Nothing is ticked, and the child has not asked for someone they know.",
  key: "before_we_start.independence",
});

export const not_absent = guard("NEW-03", {
  what: "This child cannot be recorded as absent",
  because: "The assessment of Monday 2 March records a concern about exploitation.",
  key: "absence.category",
});

export const no_oversight = guard("NSC-3.2", {
  what: "Cannot be authorised yet",
  because: "No manager’s oversight is recorded for this time away.",
  key: null,
});

const route = (rule: string, words: string, judge: Judge, because: string): RouteView => ({
  ...rule_of(rule),
  judge,
  words,
  because,
});

export const society = route(
  "LAN-02",
  "The Children’s Society",
  alone,
  "Rowan is not open to children’s social care.",
);
export const routes_of_two = [
  route("NSC-4.5", "The independent provider", home_judge, "In care of North Somerset."),
  route("NEW-18", "Nobody here: the home authority", host_judge, "In care of another authority."),
];

const bar = (
  number: number,
  from: number,
  long: number,
  words: string,
  more: Partial<TimelineView["bars"][number]> = {},
): TimelineView["bars"][number] => ({
  episode: `episode-${number}`,
  number,
  category: "missing",
  from,
  to: from + long,
  away: false,
  counts: true,
  words,
  ...more,
});

const months = ["Oct", "Nov", "Dec", "Jan 2026", "Feb", "Mar"];
const ticks = months.map((words, index) => ({ at: 0.02 + index * 0.17, words }));
const the_window = { from: 0.5, to: 1, words: "The 90 days to Friday 27 March" };

export const two_away: TimelineView = {
  words: "1 time missing in the 90 days to Friday 27 March",
  window: the_window,
  ticks,
  bars: [
    bar(1, 0.21, 0.002, "Missing, Sunday 2 November 19:00 to 23:10", { counts: false }),
    bar(2, 0.993, 0.003, "Missing, Friday 27 March 21:15 to Saturday 28 March 06:40"),
  ],
};

export const many_away: TimelineView = {
  words: "6 times missing in the 90 days to Friday 27 March",
  window: the_window,
  ticks,
  bars: [
    bar(1, 0.05, 0.03, "Missing, Monday 6 October 22:00 to Saturday 11 October 09:00", {
      counts: false,
    }),
    bar(2, 0.21, 0.002, "Absent, Sunday 2 November 19:00 to 23:10", {
      category: "absent",
      counts: false,
    }),
    bar(3, 0.52, 0.01, "Missing, Friday 2 January 18:00 to Saturday 3 January 17:00"),
    bar(4, 0.56, 0.12, "Missing, Friday 9 January 20:00 to Saturday 31 January 11:00"),
    bar(5, 0.7, 0.002, "Missing, Tuesday 3 February 23:00 to Wednesday 4 February 05:00"),
    bar(6, 0.72, 0.05, "Absent, Saturday 7 February 12:00 to Sunday 15 February 19:00", {
      category: "absent",
      counts: false,
    }),
    bar(7, 0.78, 0.03, "Away without authorisation, Tuesday 17 February to Sunday 22 February", {
      category: "away_without_authorisation",
      counts: false,
    }),
    bar(8, 0.85, 0.002, "Missing, Monday 2 March 21:00 to Tuesday 3 March 02:00"),
    bar(9, 0.87, 0.002, "Missing, Thursday 5 March 21:30 to Friday 6 March 03:10"),
    bar(10, 0.98, 0.02, "Missing, since Thursday 26 March 21:15", { away: true }),
  ],
};
