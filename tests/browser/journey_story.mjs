// The invented interview that the journeys record: every question that is asked, in each
// of the ways an answer can be given. Nothing in it is about anyone.
const hour_ms = 3_600_000;

/** UK local time that many hours ago, "2026-03-28T06:40". */
export function hours_ago(hours) {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Europe/London",
    dateStyle: "short",
    timeStyle: "short",
  }).format(new Date(Date.now() - hours * hour_ms));
  return parts.replace(" ", "T");
}

export const before_we_start = {
  "before_we_start.outcome": { pick: "Yes, it was held" },
  "before_we_start.started": { now: true },
  "before_we_start.present": { rows: [{ name: "Priya Pretend", role: "An aunt (invented)" }] },
  "before_we_start.place": "The invented youth centre",
  "before_we_start.mode": { pick: "In person" },
  "before_we_start.interviewer": "Iris Interviewer",
  "before_we_start.organisation": "Example County Council",
  "before_we_start.relation_to_child": "We have not met before",
  "before_we_start.independence": {
    tick: ["I am not one of the child’s family", "I do not work where the child lives"],
  },
  "before_we_start.childs_wish": { pick: "No preference" },
  "before_we_start.sharing_explained": { pick: "Yes" },
  "before_we_start.sharing_with": { tick: ["Their social worker", "My manager"] },
  "before_we_start.sharing_understood": { pick: "Yes, after questions" },
};

export const what_happened = {
  "what_happened.before": "There was a row about a phone. None of this happened.",
  "what_happened.why": "I wanted some quiet.",
  "what_happened.during": "I sat by the invented pond until it got cold.",
  "what_happened.where": "Madeup Park, then a friend's house.",
  "what_happened.who_with": {
    rows: [
      { name: "Fern (invented)", age: "15", how_known: "School", words: "She lets me talk." },
      { name: "Another friend (invented)", how_known: "Fern's cousin" },
    ],
  },
  "what_happened.travel": "Walked, then the last bus.",
  "what_happened.who_helped": { words: "Fern's mum was seen waving from the door.", said: "observed" },
  "what_happened.contact_home": { absent: "Would not say" },
  "what_happened.how_found": "I came back by myself.",
  "what_happened.after": { absent: "Nothing to tell" },
  "what_happened.saw_self_as_missing": { pick: "No" },
  "what_happened.saw_self_as_missing_words": "I knew where I was.",
};

export const how_often = { "what_happened.how_often": { absent: "Not asked", why: "It was late, and enough for one day." } };

export const reasons = {
  "push_and_pull.push": { tick: ["Arguments or trouble in the family", "Feeling alone"] },
  "push_and_pull.push_words": "It is loud at home.",
  "push_and_pull.pull": { tick: ["Feeling free"] },
  "push_and_pull.pull_words": "Outside I can breathe.",
};

const no = { pick: "No" };
const nothing = { absent: "Nothing to tell" };

export const harm = {
  "harm_and_risk.hurt_or_harmed": no,
  "harm_and_risk.sexual_exploitation": no,
  "harm_and_risk.trafficking": no,
  "harm_and_risk.modern_slavery": no,
  "harm_and_risk.forced_marriage": { absent: "Not asked", why: "Nothing pointed that way." },
  "harm_and_risk.honour_based_violence": no,
  "harm_and_risk.genital_mutilation": { absent: "Not asked", why: "Not with an aunt in the room." },
  "harm_and_risk.offending": no,
  "harm_and_risk.criminal_exploitation": no,
  "harm_and_risk.substances": { absent: "Would not say" },
  "harm_and_risk.risky_adults": no,
  "harm_and_risk.other_children_at_risk": no,
  "harm_and_risk.self_harm": no,
  "harm_and_risk.online_contact": {
    pick: "Yes",
    then: { "harm_and_risk.online_contact_words": "A friend from an invented game." },
  },
  "harm_and_risk.money_or_gifts": no,
};

export const rest = {
  "what_needs_to_change.home_or_placement": "Somewhere quiet after tea.",
  "what_needs_to_change.education": nothing,
  "what_needs_to_change.social": nothing,
  "what_needs_to_change.what_would_stop_it": "Somebody asking first.",
  "what_needs_to_change.options_discussed": "Ring Fern's mum, and text home.",
  "what_needs_to_change.likelihood": { pick: "3" },
  "what_needs_to_change.likelihood_reason": "It depends on the evenings.",
  "what_needs_to_change.help_to_locate": { absent: "Would not say" },
  "parents_or_carers.spoken_with": { pick: "Yes" },
  "parents_or_carers.who": "A carer (invented)",
  "parents_or_carers.when": { on: hours_ago(2) },
  "parents_or_carers.account": "We did not know where to look.",
  "parents_or_carers.views": "Calmer evenings.",
  "parents_or_carers.support_offered": { absent: "Nothing to tell" },
  "staying_safe.plan_opened": { pick: "Made one" },
  "staying_safe.advice": "Keep the phone charged; who to ring first.",
  "staying_safe.helplines_given": { tick: ["National runaway helpline (set by your council)"] },
  "read_back.read_to_child": { pick: "Yes" },
  "read_back.corrections": nothing,
  "read_back.is_right": { pick: "Yes, it is right" },
  "read_back.agreement": { pick: "Yes" },
  "interviewers_view.analysis": "Cedar spoke openly. The rows are the reason given. This text is invented.",
  "interviewers_view.safeguarding_concern": no,
  "interviewers_view.recommendations": "A family meeting about evenings.",
  "interviewers_view.referrals": { rows: [{ to: "A mediation service (invented)", why: "To talk about evenings." }] },
  "before_we_start.ended": { now: true },
};

export const plan = {
  "noticing.warning_signs": { rows: [{ sign: "I go quiet and put my headphones on." }] },
  "noticing.what_helps": { rows: [{ help: "Ten minutes by myself." }] },
  "doing.my_actions": { rows: [{ what: "text before I walk out." }] },
  "doing.professionals_actions": { rows: [{ what: "Ask before tea", who: "My carer", by_when: { on: hours_ago(-72).slice(0, 10) } }] },
  "people_and_places.safe_people": { rows: [{ name: "Auntie Priya (invented)", who: "My aunt" }] },
  "people_and_places.places": { rows: [{ name: "The invented library" }] },
  "people_and_places.named_person": "Iris",
  "our_agreement.helplines_given": { tick: ["National runaway helpline (set by your council)"] },
  "our_agreement.agrees": { pick: "Yes" },
  "our_agreement.review_due": { on: hours_ago(-24 * 30).slice(0, 10) },
};

/** What must be answered where the child said no: the parents' part stays. */
export const declined = {
  "before_we_start.declined_reason": "I have told the police all of it already.",
  "before_we_start.interviewer": "Iris Interviewer",
  "before_we_start.organisation": "Example County Council",
  "before_we_start.relation_to_child": "We have not met before",
  "parents_or_carers.spoken_with": { pick: "Yes" },
  "parents_or_carers.who": "A carer (invented)",
  "parents_or_carers.when": { on: hours_ago(2) },
  "parents_or_carers.account": "Came home late, and went to bed.",
  "parents_or_carers.views": "A second offer next week.",
  "parents_or_carers.support_offered": { absent: "Nothing to tell" },
  "staying_safe.helplines_given": { tick: ["Family support line (set by your council)"] },
  "interviewers_view.analysis": "Declined calmly. A second offer may be welcome.",
  "interviewers_view.safeguarding_concern": no,
  "interviewers_view.recommendations": { absent: "Nothing to tell" },
  "interviewers_view.referrals": { absent: "Nothing to tell" },
};
