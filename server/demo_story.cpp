#include "server/demo_story.h"

#include "server/clerk.h"

namespace homeward::demo {
namespace {

Value text(std::string_view words) {
  return Value::text(words);
}
Value code(std::string_view word) {
  return Value::code(word);
}

Told away(double went, std::string risk) {
  return {went, -1, "missing", std::move(risk)};
}

Told back(double went, double returned, Stage stage, std::string worker = "",
          std::string supervisor = "") {
  Told told{went, returned, "missing", "medium", stage};
  told.worker = std::move(worker);
  told.supervisor = std::move(supervisor);
  return told;
}

Told commissioned(Told told, const std::string& to) {
  told.commissioned_to = to;
  return told;
}

// What a held interview says of the child's time away, in every demonstration.
std::vector<Version> held_answers(const std::string& name) {
  const auto child = SaidBy::child;
  return {
      field("what_happened.before",
            text("There was a row about a phone. This is an invented story."), child),
      field("what_happened.why", text("I wanted some quiet and nobody would listen."), child),
      field("what_happened.during", text("I walked to the invented park and sat by the pond."),
            child),
      field("what_happened.where", text("Madeup Park, then a friend's house."), child),
      field("what_happened.travel", text("Walked, then the bus."), child),
      field("what_happened.who_helped", text("A friend's mum made me toast."), child),
      field("what_happened.contact_home", text("I sent one message."), child),
      field("what_happened.how_found", text("I came back by myself."), child),
      field("what_happened.after", text("Everyone was tired. We went to bed."), child),
      field("what_happened.saw_self_as_missing", Value::yes_no(false), child),
      field("what_happened.how_often", text("Two or three times this year."), child),
      field("push_and_pull.push", Value::codes({"family_conflict", "loneliness"}), child),
      field("push_and_pull.push_words", text("It is loud at home."), child),
      field("push_and_pull.pull", Value::codes({"feeling_free"}), child),
      field("push_and_pull.pull_words", text("Outside I can breathe."), child),
      field("harm_and_risk.hurt_or_harmed", Value::yes_no(false), child),
      field("harm_and_risk.sexual_exploitation", Value::yes_no(false), child),
      field("harm_and_risk.substances", Value::absence({"would_not_say", ""}), child),
      field("harm_and_risk.online_contact", Value::yes_no(true), child),
      field("harm_and_risk.online_contact_words", text("A friend from an invented game."), child),
      field("what_needs_to_change.what_would_stop_it",
            text("Somewhere quiet after tea, and somebody asking first."), child),
      field("what_needs_to_change.likelihood", Value::whole_number(3)),
      field("interviewers_view.analysis",
            text(name + " spoke openly. The rows at home are the reason given, and the quiet is "
                        "what was looked for. This text is invented.")),
      field("interviewers_view.safeguarding_concern", Value::yes_no(false)),
      field("interviewers_view.recommendations", text("A family meeting about evenings.")),
  };
}

// Whatever else a submitted interview must answer, honestly marked.
std::vector<Version> rest_of_held(Instant at) {
  std::vector<Version> answers;
  for (const char* item :
       {"trafficking", "modern_slavery", "forced_marriage", "honour_based_violence",
        "genital_mutilation", "offending", "criminal_exploitation", "risky_adults",
        "other_children_at_risk", "self_harm", "money_or_gifts"}) {
    answers.push_back(
        field(std::string("harm_and_risk.") + item, Value::yes_no(false), SaidBy::child));
  }
  const auto nothing = [](std::string_view key) {
    return field(FieldKey(key), Value::absence({"nothing_to_tell", ""}), SaidBy::child);
  };
  for (const char* key :
       {"what_needs_to_change.home_or_placement", "what_needs_to_change.education",
        "what_needs_to_change.social", "what_needs_to_change.options_discussed",
        "what_needs_to_change.help_to_locate", "what_happened.who_with", "read_back.corrections",
        "interviewers_view.referrals"}) {
    answers.push_back(nothing(key));
  }
  const std::vector<Version> last{
      field("before_we_start.ended", Value::instant(at.plus_ms(50 * minute_ms))),
      field("what_needs_to_change.likelihood_reason", text("It depends on the evenings.")),
      field("parents_or_carers.spoken_with", Value::yes_no(true)),
      field("parents_or_carers.who", text("A parent (invented)")),
      field("parents_or_carers.when", Value::instant(at.plus_ms(hour_ms))),
      field("parents_or_carers.account", text("We did not know where to look."),
            SaidBy::parent_or_carer),
      field("parents_or_carers.views", text("We want it to be calmer too."),
            SaidBy::parent_or_carer),
      field("parents_or_carers.support_offered", text("A parenting group was offered.")),
      field("staying_safe.plan_opened", code("looked_at")),
      field("staying_safe.advice", text("Keep the phone charged; who to ring first.")),
      field("staying_safe.helplines_given", Value::codes({"runaway_helpline"})),
      field("read_back.read_to_child", Value::yes_no(true)),
      field("read_back.is_right", code("yes"), SaidBy::child),
      field("read_back.agreement", Value::yes_no(true), SaidBy::child),
  };
  answers.insert(answers.end(), last.begin(), last.end());
  return answers;
}

std::vector<Version> start_of_held(const std::string& worker, Instant at) {
  const std::string row = "present/0123456789abcdef0123456789abcdef";
  return {
      field("before_we_start.outcome", code("held")),
      field("before_we_start.started", Value::instant(at)),
      field("before_we_start." + row, Value::present()),
      field("before_we_start." + row + "/name", text(worker)),
      field("before_we_start." + row + "/role", text("Interviewer")),
      field("before_we_start.place", text("The invented youth centre")),
      field("before_we_start.mode", code("in_person")),
      field("before_we_start.interviewer", text(worker)),
      field("before_we_start.organisation", text("Demonstration")),
      field("before_we_start.relation_to_child", text("None")),
      field("before_we_start.independence",
            Value::codes({"not_family", "not_placement", "not_own_social_worker"})),
      field("before_we_start.childs_wish", code("no_preference"), SaidBy::child),
      field("before_we_start.sharing_explained", Value::yes_no(true)),
      field("before_we_start.sharing_with", Value::codes({"social_worker", "manager"})),
      field("before_we_start.sharing_understood", code("yes"), SaidBy::child),
  };
}

std::vector<Version> declined_answers(const std::string& worker, Instant at) {
  return {
      field("before_we_start.outcome", code("declined")),
      field("before_we_start.declined_reason", text("I have told the police all of it already."),
            SaidBy::child),
      field("before_we_start.interviewer", text(worker)),
      field("before_we_start.organisation", text("Demonstration")),
      field("before_we_start.relation_to_child", text("None")),
      field("parents_or_carers.spoken_with", Value::yes_no(true)),
      field("parents_or_carers.who", text("A carer (invented)")),
      field("parents_or_carers.when", Value::instant(at)),
      field("parents_or_carers.account", text("Came home late, upset, and went to bed."),
            SaidBy::parent_or_carer),
      field("parents_or_carers.views", text("Leave it for now, and ask again."),
            SaidBy::parent_or_carer),
      field("parents_or_carers.support_offered", text("A number to ring was given.")),
      field("interviewers_view.analysis", text("Declined calmly. A second offer may be welcome.")),
      field("interviewers_view.safeguarding_concern", Value::yes_no(false)),
      field("interviewers_view.recommendations", text("Offer again in a week.")),
      field("interviewers_view.referrals", Value::absence({"nothing_to_tell", ""})),
      field("staying_safe.helplines_given", Value::codes({"runaway_helpline"})),
  };
}

void add(std::vector<Version>& to, const std::vector<Version>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

const std::vector<Story>& stories() {
  static const std::vector<Story> all{
      {"T-1001",
       "Aspen",
       "Example",
       "2011-03-02",
       "family_home",
       "none",
       "Madeup-on-Sea",
       "north",
       {"iris"},
       {away(9, "medium")}},
      {"T-1002",
       "Birch",
       "Sample",
       "2012-07-19",
       "residential",
       "looked_after",
       "Inventham",
       "north",
       {"iris"},
       {back(24 * 40, 24 * 39, Stage::authorised, "iris", "sam"), back(60, 50, Stage::nothing_yet)},
       true},
      {"T-1003",
       "Cedar",
       "Invented",
       "",
       "foster",
       "looked_after",
       "Inventham",
       "north",
       {"iris", "ivan"},
       {back(40, 30, Stage::offered, "iris")}},
      {"T-1004",
       "Elm",
       "Pretend",
       "2009-11-30",
       "family_home",
       "in_need",
       "Madeup-on-Sea",
       "north",
       {"iris"},
       {back(70, 62, Stage::draft, "iris")}},
      {"T-1005",
       "Hazel",
       "Example",
       "2013-01-08",
       "family_home",
       "protection_plan",
       "Fictionby",
       "north",
       {"iris"},
       {back(100, 90, Stage::submitted, "iris")}},
      {"T-1006",
       "Juniper",
       "Sample",
       "2010-05-25",
       "semi_independent",
       "looked_after",
       "Fictionby",
       "north",
       {"iris"},
       {back(130, 120, Stage::returned, "iris", "sam")}},
      {"T-1007",
       "Linden",
       "Invented",
       "2011-09-14",
       "family_home",
       "none",
       "Inventham",
       "south",
       {"ivan"},
       {back(24 * 12, 24 * 11, Stage::declined, "ivan")}},
      {"T-1008",
       "Maple",
       "Pretend",
       "2014-02-11",
       "family_home",
       "in_need",
       "Madeup-on-Sea",
       "south",
       {"ivan"},
       {back(24 * 30, 24 * 29, Stage::authorised, "ivan", "sid"),
        back(24 * 15, 24 * 14, Stage::authorised, "ivan", "sid"), back(35, 26, Stage::nothing_yet)},
       true},
      {"T-1009",
       "Rowan",
       "Example",
       "2012-12-01",
       "family_home",
       "none",
       "Fictionby",
       "south",
       {"ivan"},
       {commissioned(back(50, 44, Stage::nothing_yet), "cass")}},
      {"T-1010",
       "Sorrel",
       "Sample",
       "2010-08-08",
       "family_home",
       "none",
       "Inventham",
       "south",
       {"ivan"},
       {commissioned(back(24 * 6, 24 * 5, Stage::submitted, "cass"), "cass")}},
      {"T-1011",
       "Willow",
       "Invented",
       "2009-04-17",
       "residential",
       "looked_after",
       "Fictionby",
       "south",
       {"ivan"},
       {away(30, "high")}},
      {"T-1012",
       "Bramble",
       "Pretend",
       "2013-10-03",
       "foster",
       "looked_after",
       "Madeup-on-Sea",
       "south",
       {"ivan"},
       {}},
  };
  return all;
}

std::vector<Version> child_answers(const Story& story) {
  std::vector<Version> answers{
      field("identity.given_name", text(story.given_name)),
      field("identity.family_name", text(story.family_name)),
      field("identity.birth_date_is", code(story.birth_date.empty() ? "unknown" : "known")),
      field("where_they_live.placement", code(story.placement)),
      field("where_they_live.area", text(story.area)),
      field("status.legal_status", code(story.legal_status)),
      field("status.case_system_id", text(story.case_id)),
      field("risks.known_risks", text("Invented for the demonstration: none recorded.")),
      field("risks.exploitation_risk", code("none")),
  };
  if (!story.birth_date.empty()) {
    answers.push_back(field("identity.birth_date", Value::date(story.birth_date)));
  }
  return answers;
}

std::vector<Version> episode_answers(const Told& told, Instant went) {
  return {
      field("absence.category", code(told.category)),
      field("absence.began", Value::instant(went)),
      field("absence.last_seen", Value::instant(went)),
      field("absence.last_seen_where", text("The invented bus stop")),
      field("absence.reported", Value::instant(went.plus_ms(hour_ms))),
      field("absence.reported_by", text("A parent or carer (invented)")),
      field("absence.risk_rating", code(told.risk)),
  };
}

std::vector<Version> return_answers(const Told&, Instant returned) {
  return {
      field("came_back.returned", Value::instant(returned)),
      field("came_back.how", code("returned")),
      field("came_back.where", text("Home (invented)")),
      field("came_back.safe_and_well", Value::yes_no(true)),
  };
}

std::vector<Version> offer_answers(const Told& told, const std::string& worker, Instant at) {
  const bool declined = told.stage == Stage::declined;
  std::vector<Version> answers{
      field("offer.offered", Value::instant(at)),
      field("offer.how", code("in_person")),
      field("offer.to_whom", Value::codes({"child"})),
      field("offer.by_whom", text(worker)),
      field("offer.script", code("neutral_words")),
      field("answer.answer", code(declined ? "declined" : "accepted")),
      field("answer.answered", Value::instant(at.plus_ms(10 * minute_ms))),
      field("answer.answered_by", code("child")),
  };
  if (declined) {
    answers.push_back(
        field("answer.reason", text("Does not want to go over it again."), SaidBy::child));
    answers.push_back(field("answer.final", Value::yes_no(true)));
  }
  return answers;
}

std::vector<Version> interview_answers(const Story& story, const Told& told,
                                       const std::string& worker, Instant at) {
  if (told.stage == Stage::declined) {
    return declined_answers(worker, at);
  }
  std::vector<Version> answers = start_of_held(worker, at);
  if (told.stage == Stage::draft) {
    answers.push_back(field("what_happened.why",
                            text("I wanted some quiet and nobody would listen."), SaidBy::child));
    return answers;
  }
  add(answers, held_answers(story.given_name));
  add(answers, rest_of_held(at));
  return answers;
}

std::vector<Version> plan_answers(Random& random, const std::string& review_due) {
  const auto row = [&](const char* list) {
    return std::string(list) + "/" + to_hex(random.octets(16));
  };
  const std::string sign = row("noticing.warning_signs");
  const std::string action = row("doing.my_actions");
  const std::string person = row("people_and_places.safe_people");
  return {
      field(sign, Value::present()),
      field(sign + "/sign", text("I go quiet and put my headphones on."), SaidBy::child),
      field(action, Value::present()),
      field(action + "/what", text("I text before I walk out."), SaidBy::child),
      field(person, Value::present()),
      field(person + "/name", text("Auntie Fern (invented)"), SaidBy::child),
      field(person + "/who", text("My aunt"), SaidBy::child),
      field("people_and_places.named_person", text("Iris Interviewer"), SaidBy::child),
      field("our_agreement.agrees", code("yes"), SaidBy::child),
      field("our_agreement.review_due", Value::date(review_due)),
  };
}

std::vector<CommentText> return_comments() {
  return {{"what_happened.where", "Please say which friend's house, if the child is content to."},
          {"interviewers_view.analysis", "Could you say more about the online contact?"}};
}

std::string decision_reason(bool authorises) {
  return authorises ? "Clear and in the child's own words." : "Two answers need a little more.";
}

}  // namespace homeward::demo
