// Plans, assessments and meetings.
import type { AssessmentView, Value } from "../src/worker/api";
import type { Example, Examples } from "./example";
import { fine, interviewer, offline_sync, opened, supervisor, writable } from "./client";
import { no_remarks } from "./review";
import { not_absent } from "./policy";
import { seraf_code, view_of, type Fixture, type Given } from "./forms";

const text = (said: string): Value => ({ kind: "text", text: said });
const code = (one: string): Value => ({ kind: "code", code: one });
const ticks = (...codes: string[]): Value => ({ kind: "codes", codes });
const at: Value = { kind: "instant", at: "2026-03-30T10:05:00Z", local: "2026-03-30T11:05" };

const record = (fixture: Fixture, path: string): Example => ({
  path,
  replies: opened(writable(fixture), interviewer, offline_sync),
});

const score: AssessmentView = {
  instrument: "SERAF, as North Somerset uses it",
  from: "Barnardo's, as printed in Appendix 2 of North Somerset's protocol.",
  score_words: "Score 6 of 75",
  category_words: "Category 2 (mild)",
  advice: "The score counts what was ticked and nothing else. Say what you judge.",
  unsettled: false,
  judged_words: "",
  aged: null,
};

const ticked: Given = {
  "assessment.what": code("exploitation"),
  "assessment.when": at,
  "assessment.by_whom": text("Priya Sandhurst, Example County Council"),
  "assessment.by_role": code("social_worker"),
  [`${seraf_code}_significant.going_missing`]: ticks("earlier", "now"),
  [`${seraf_code}_significant.going_missing_evidence`]: text(
    "Four times since Christmas; twice last summer. From the police reports.",
  ),
};

const seraf: Fixture = {
  form: "exploitation_assessment",
  given: ticked,
  rows: {},
  over: { episode: null, assessment: score },
};

const aged: Fixture = {
  ...seraf,
  over: {
    ...seraf.over,
    stage: "authorised",
    stage_words: "Authorised by T. Hollowell on Tuesday 2 September 2025, 09:15",
    assessment: {
      ...score,
      judged_words: "Category 3, by professional judgement",
      unsettled: true,
      aged: {
        words:
          "Made Monday 1 September 2025, 11:05. What was ticked as “now, or in the past 6 months” is older than that today. Ask again, and make a new assessment.",
        items: ["Periods of going missing (most of the day, overnight or longer)"],
      },
    },
  },
};

const to_decide: Fixture = {
  ...seraf,
  over: {
    ...seraf.over,
    stage: "submitted",
    stage_words: "Submitted by P. Sandhurst on Monday 30 March, 17:20",
    submission: { id: "submission-1", pin: "pin-1", by: "Priya Sandhurst" },
    can: { write: false, submit: false, decide: true, why_not: "" },
    outcomes: {
      label: "What happens next?",
      outcomes: [
        { code: "refer_for_assessment", label: "Refer to children's services for assessment" },
        { code: "continue_support", label: "Continue with current support" },
        { code: "strategy_meeting", label: "Strategy meeting" },
        { code: "early_help", label: "Early help" },
      ],
      consent_label: "Is there consent to any referral?",
      consents: [
        { code: "given", label: "Yes" },
        { code: "refused", label: "No" },
        { code: "not_needed", label: "No referral, or consent is not needed" },
      ],
    },
  },
};

const meeting: Fixture = {
  form: "meeting",
  given: {
    "meeting.kind": code("strategy"),
    "meeting.called": at,
    "held.happened": { kind: "yes_no", yes: true },
  },
  rows: {
    "people.invited": [
      {
        id: "r1",
        answers: {
          name: text("Constable Invented"),
          role: code("police"),
          came: code("apologies"),
        },
      },
    ],
  },
};

const trigger: Fixture = {
  form: "trigger_plan",
  given: {
    "background.words": text("Invented: in care since spring. Asthma, carries an inhaler."),
  },
  rows: {
    "where_to_look.places": [
      { id: "r1", answers: { address: text("Madeup Park, the bandstand") } },
    ],
  },
  over: { episode: null },
};

const of = (form: Fixture["form"], given: Given = {}): Fixture => ({ form, given, rows: {} });

export const plans: Examples = {
  assessment: record(seraf, "/record/exploitation_assessment-1"),
  significant: record(
    seraf,
    `/record/exploitation_assessment-1/section/${seraf_code}_significant/1`,
  ),
  judgement: record(
    { ...seraf, given: { ...ticked, "judgement.agrees": code("override") } },
    "/record/exploitation_assessment-1/section/judgement/1",
  ),
  aged: record(aged, "/record/exploitation_assessment-1"),
  check: record(
    { ...seraf, over: { ...seraf.over, missing: [] } },
    "/record/exploitation_assessment-1/check",
  ),
  review: {
    path: "/review/exploitation_assessment-1",
    replies: opened(
      { review: () => fine({ ...view_of(to_decide), remarks: no_remarks }) },
      supervisor,
    ),
  },
  trigger_plan: record(trigger, "/record/trigger_plan-1"),
  trigger_plan_places: record(trigger, "/record/trigger_plan-1/section/where_to_look/1"),
  grab_pack: record(of("grab_pack"), "/record/grab_pack-1/section/identifiers/1"),
  action_plan: record(of("action_plan"), "/record/action_plan-1/section/plan/1"),
  risk_matrix: record(
    of("risk_matrix", { "matrix.level": code("high") }),
    "/record/risk_matrix-1/section/follow_up/1",
  ),
  meeting: record(meeting, "/record/meeting-1"),
  meeting_people: record(meeting, "/record/meeting-1/section/people/1"),
  notification: record(
    of("notification", { "notification.kind": code("hours_24") }),
    "/record/notification-1/section/appendix_d/1",
  ),
  step: record(
    {
      ...of("step", { "step.kind": code("considered") }),
      over: { stage: "plain", reviewed: "if_asked", stage_words: "" },
    },
    "/record/step-1",
  ),
  waiver_read: record(
    {
      ...of("waiver", { "waiver.rule": text("LAN-05") }),
      over: {
        stage: "plain",
        reviewed: "if_asked",
        stage_words: "",
        can: {
          write: false,
          submit: false,
          decide: false,
          why_not: "Only a supervisor can waive a duty.",
        },
      },
    },
    "/record/waiver-1",
  ),
  episode: record(
    {
      ...of("episode", { "absence.category": code("missing") }),
      over: { stage: "plain", reviewed: "if_asked" },
    },
    "/record/episode-1",
  ),
  episode_not_absent: record(
    {
      ...of("episode", { "absence.category": code("absent") }),
      over: { stage: "plain", reviewed: "if_asked", guards: [not_absent] },
    },
    "/record/episode-1/section/absence/1",
  ),
  episode_away: record(
    {
      ...of("episode", { "absence.category": code("missing") }),
      over: { stage: "plain", reviewed: "if_asked" },
    },
    "/record/episode-1/section/absence/1",
  ),
};
