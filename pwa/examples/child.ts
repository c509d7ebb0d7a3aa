// A child.
import type { ChildView, EpisodeView, ShelfView } from "../src/worker/api";
import { fine, interviewer, offline_sync, opened, supervisor } from "./client";
import type { Examples } from "./example";
import { a_picture, child_files, episode_files } from "./files";
import { due_soon, met } from "./home";
import * as policy from "./policy";

const one = (type: string, title: string, begin: string): ShelfView => ({
  type,
  title,
  begin: [{ words: begin, instrument: null }],
  records: [],
});

const child_shelves: ShelfView[] = [
  {
    ...one("trigger_plan", "Trigger plan", ""),
    begin: [],
    records: [
      {
        id: "trigger_plan-1",
        words: "Monday 2 March, 15:40",
        stage: "authorised",
        stage_words: "Authorised by T. Hollowell on Tuesday 3 March, 09:15",
      },
    ],
  },
  one("grab_pack", "Grab pack", "Make the grab pack"),
  {
    ...one("exploitation_assessment", "Exploitation assessment", ""),
    begin: [
      {
        words: "Make an assessment: SERAF, as North Somerset uses it",
        instrument: "seraf_north_somerset_1",
      },
      { words: "Make an assessment without a score", instrument: null },
    ],
    records: [
      {
        id: "exploitation_assessment-1",
        words: "Category 2 (mild), score 6; Risk of exploitation; Monday 30 March, 11:05",
        stage: "submitted",
        stage_words: "Submitted by P. Sandhurst on Monday 30 March, 17:20",
      },
    ],
  },
  one("meeting", "Meeting", "Record a meeting"),
];

const newest: EpisodeView = {
  id: "episode-2",
  number: 2,
  missing_from: { at: "2026-03-27T21:15:00Z", words: "Friday 27 March, 21:15" },
  away: "",
  returned: { at: "2026-03-28T06:40:00Z", words: "Saturday 28 March, 06:40" },
  category_words: "Missing",
  risk_words: "Medium",
  summary: "Left home after an argument. Came back alone on the first bus.",
  clock: due_soon,
  offers: [
    {
      id: "offer-1",
      at: { at: "2026-03-30T09:00:00Z", words: "Monday 30 March, 10:00" },
      words: "No answer, by phone",
      by: "Priya Sandhurst",
      stage_words: "",
    },
    {
      id: "offer-2",
      at: { at: "2026-03-31T08:30:00Z", words: "Tuesday 31 March, 09:30" },
      words: "Accepted, by text message",
      by: "Priya Sandhurst",
      stage_words: "Submitted by Priya Sandhurst on Tuesday 31 March, 11:02",
    },
  ],
  interview: {
    id: "interview-1",
    stage_words: "Draft: 2 of 9 sections done",
    stage: "draft",
    can_decide: false,
    declined: false,
  },
  duties: [policy.meeting(), policy.interview(), policy.consent(), ...policy.done()],
  upcoming: [],
  guards: [],
  routes: [policy.society],
  stage_words: "",
  steps: ["Speak with a parent or carer", "Submit it to your supervisor"],
  shelves: [
    one("action_plan", "Missing from home action plan", "Make the action plan"),
    {
      ...one("meeting", "Meeting", "Record a meeting"),
      records: [
        {
          id: "meeting-1",
          words: "Strategy meeting or discussion; Saturday 28 March, 08:10",
          stage: "draft",
          stage_words: "Draft, not submitted",
        },
      ],
    },
    one("notification", "Notification", "Write a notification"),
    one("referral", "Referral", "Make a referral"),
    one("share", "Sharing", "Record that something was shared"),
    one("consent", "Consent", "Record a consent"),
    one("step", "Decision or step taken", "Record a decision or a step"),
  ],
  attachments: [],
  can_attach: true,
};

const older: EpisodeView = {
  ...newest,
  id: "episode-1",
  number: 1,
  missing_from: { at: "2025-11-02T19:00:00Z", words: "Sunday 2 November 2025, 19:00" },
  returned: { at: "2025-11-02T23:10:00Z", words: "Sunday 2 November 2025, 23:10" },
  summary: "",
  clock: met,
  offers: [],
  interview: {
    id: "interview-0",
    stage_words: "Authorised by T. Hollowell",
    stage: "authorised",
    can_decide: false,
    declined: false,
  },
  duties: [],
  routes: [],
  stage_words: "",
  steps: [],
  shelves: [],
};

const rowan: ChildView = {
  id: "child-1",
  name: "Rowan Fernhollow",
  called: "Rowan",
  age_words: "13 years old",
  away: "",
  stage_words: "",
  added: "Added by Priya Sandhurst on Friday 27 March, 22:40",
  facts: [
    { label: "Date of birth", words: "1 May 2012" },
    { label: "Lives", words: "At home with mother" },
    { label: "Languages", words: "English" },
    { label: "Social worker", words: "Alex Winterbourne (invented)" },
    { label: "Known risks", words: "Asthma: carries an inhaler" },
  ],
  duties: [],
  questions: [],
  timeline: policy.two_away,
  episodes: [newest, older],
  can_add_episode: true,
  safety_plan: {
    id: "safety_plan-1",
    words: "Last changed Tuesday 31 March, 14:02. To be looked at again on 1 May.",
  },
  notes: [
    {
      id: "note-1",
      at: { at: "2026-03-30T15:00:00Z", words: "Monday 30 March, 16:00" },
      author: "Priya Sandhurst",
      text: "Rowan prefers to meet at the library, after four.",
      stage_words: "",
    },
  ],
  shelves: child_shelves,
  attachments: [],
  can_attach: true,
};

/** As a worker adds one before anybody knows who it is. */
const just_added: ChildView = {
  ...rowan,
  name: "Name not recorded (added Friday 27 March 2026, 22:40)",
  called: "this child",
  age_words: "Age not known",
  facts: [],
  duties: [],
  timeline: null,
  episodes: [],
  safety_plan: null,
  notes: [],
  shelves: child_shelves.map((shelf) => ({ ...shelf, records: [] })),
};

const not_begun: EpisodeView = { ...newest, interview: null, clock: null, offers: [], steps: [] };

const guarded: ChildView = {
  ...rowan,
  questions: ["Two times away are open at once: number 1 and number 2."],
  episodes: [
    {
      ...not_begun,
      duties: [policy.consent()],
      guards: [policy.no_consent],
    },
    older,
  ],
};

const missing_since = "Missing since Monday 30 March, 21:15, for 16 hours 45 minutes";

const many: ChildView = {
  ...rowan,
  away: missing_since,
  duties: [
    policy.duty("NSC-D2", "Allocated practitioner", policy.times.late, {
      episode: null,
      episode_words: "",
      because: "6 times missing in the 90 days to Friday 27 March.",
      act: { words: "Record a meeting", type: "meeting", record: null, rule: null },
    }),
  ],
  timeline: policy.many_away,
  episodes: [
    { ...not_begun, id: "episode-10", number: 10, away: missing_since, returned: null, upcoming: [policy.upcoming()] },
    ...[9, 8, 7, 6, 5].map((number) => ({ ...older, id: `episode-${number}`, number })),
  ],
};

/** One offer is a duty, and none is on record of the other. */
const two_to_offer: ChildView = {
  ...rowan,
  episodes: [
    {
      ...not_begun,
      duties: [
        {
          ...policy.interview(),
          act: { words: "Record an offer", type: "offer", record: null, rule: null },
        },
      ],
    },
    older,
  ],
};

const to_decide: ChildView = {
  ...rowan,
  episodes: [
    {
      ...newest,
      interview: {
        id: "interview-1",
        stage_words: "Submitted by P. Sandhurst on Monday 30 March, 17:20",
        stage: "submitted",
        can_decide: true,
        declined: false,
      },
      steps: ["Review the interview and decide on it."],
    },
  ],
};

const { home_judge, host_judge } = policy;

const two_authorities: ChildView = {
  ...rowan,
  episodes: [
    {
      ...not_begun,
      duties: [
        policy.interview(home_judge),
        policy.duty("NEW-18", "Front door", policy.times.untimed, {
          judge: host_judge,
          because: "Rowan is in the care of North Somerset and lives in Newham.",
          act: { words: "Write a notification", type: "notification", record: null, rule: null },
        }),
        ...policy.done(home_judge),
      ],
      upcoming: [policy.upcoming(home_judge)],
      routes: policy.routes_of_two,
      guards: [{ ...policy.no_consent, judge: home_judge }],
    },
  ],
};

const with_files: ChildView = {
  ...rowan,
  attachments: child_files,
  episodes: [{ ...newest, attachments: episode_files }, older],
};

const of_child = (view: ChildView, path = "/child/child-1") => ({
  path,
  replies: opened({ child: () => fine(view) }, interviewer, offline_sync),
});

export const child: Examples = {
  to_interview: {
    path: "/child/child-1",
    replies: opened({ child: () => fine(rowan) }, interviewer, offline_sync),
  },
  nothing_yet: {
    path: "/child/child-1",
    replies: opened({
      child: () =>
        fine({
          ...rowan,
          safety_plan: null,
          notes: [],
          timeline: null,
          shelves: child_shelves.map((shelf) => ({ ...shelf, records: [] })),
          episodes: [
            {
              ...newest,
              returned: null,
              clock: null,
              offers: [],
              interview: null,
              duties: [],
              upcoming: [policy.upcoming()],
              stage_words: "",
  steps: [],
            },
          ],
        }),
    }),
  },
  files: {
    path: "/child/child-1",
    replies: opened({ child: () => fine(with_files), file: a_picture }, interviewer, offline_sync),
  },
  just_added: of_child(just_added),
  guarded: of_child(guarded),
  many: of_child(many),
  at_a_time_away: of_child(many, "/child/child-1/episode/episode-7"),
  to_decide: {
    path: "/child/child-1",
    replies: opened({ child: () => fine(to_decide) }, supervisor),
  },
  two_to_offer: of_child(two_to_offer, "/child/child-1/episode/episode-1"),
  two_authorities: of_child(two_authorities),
  not_here: { path: "/child/child-9", replies: opened({}) },
};
