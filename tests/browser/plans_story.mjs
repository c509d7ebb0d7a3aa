// What the journey of the plans records. All of it is invented.
import { hours_ago } from "./journey_story.mjs";
import { seraf_code } from "./world_words.mjs";

const significant = `${seraf_code}_significant`;
const moderate = `${seraf_code}_moderate`;
const now = "Now, or in the past 6 months";
const nothing = { absent: "Nothing to tell" };

export const evidence = "Three times since spring, from the invented police reports.";

export const assessment = {
  "assessment.what": { pick: "Risk of exploitation" },
  "assessment.when": { now: true },
  "assessment.by_whom": "Iris Interviewer, Example County Council",
  "assessment.by_role": { choose: "Social worker" },
  [`${significant}.going_missing`]: {
    tick: [now],
    then: { [`${significant}.going_missing_evidence`]: evidence },
  },
};

export const more_ticks = {
  [`${moderate}.staying_out_late`]: {
    tick: [now],
    then: { [`${moderate}.staying_out_late_evidence`]: "Said by the aunt." },
  },
};

export const judgement = {
  "judgement.concern_area": "A group met in Madeup Park.",
  "judgement.words": "More worrying than the score: the phone is new and nobody bought it.",
  "judgement.concern": { pick: "Yes" },
  "judgement.agrees": { pick: "Yes" },
  "judgement.next_steps": "A meeting next week.",
};

export const trigger_plan = {
  "background.words": "Lives with an aunt. Asthma, carries an inhaler. Invented.",
  "background.child_involved": {
    pick: "No",
    then: { "background.why_not_involved": "Cedar was at school. To be shown tomorrow." },
  },
  "if_missing.first_steps": "Ring Cedar, then Fern's mum.",
  "if_missing.contact_first": {
    rows: [{ name: "Fern's mum (invented)", how_to_reach: "On the fridge" }],
  },
  "if_missing.then_report": "After an hour without an answer.",
  "police.needs": "Speak slowly, and give time.",
  "police.information_sought": nothing,
  "police.actions": "Check the bandstand of Madeup Park first.",
  "where_to_look.check_first": "Madeup Park, the bandstand",
  "where_to_look.places": { rows: [{ address: "The invented pond" }] },
  "people.associates": nothing,
  "people.family": { rows: [{ name: "Auntie Priya (invented)" }] },
  "people.professionals": {
    rows: [{ name: "Iris Interviewer", role: "Interviewer", how_to_reach: "Through the council" }],
  },
  "plan.completed": { on: hours_ago(0) },
};
