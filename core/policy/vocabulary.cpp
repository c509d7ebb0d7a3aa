#include "core/policy/vocabulary.h"

#include <algorithm>

#include "core/base/assert.h"

namespace homeward {

namespace {

using std::string_view;

template <std::size_t one, std::size_t other>
constexpr std::array<string_view, one + other> joined(const std::array<string_view, one>& words,
                                                      const std::array<string_view, other>& more) {
  std::array<string_view, one + other> all{};
  for (std::size_t at = 0; at < all.size(); ++at)
    all[at] = at < one ? words[at] : more[at - one];
  return all;
}

constexpr std::array<string_view, event_type_count> type_names{"missing",
                                                               "category_changed",
                                                               "risk_changed",
                                                               "rag_changed",
                                                               "contact",
                                                               "returned",
                                                               "duplicate",
                                                               "notification",
                                                               "interview_offered",
                                                               "interview_requested",
                                                               "interview_response",
                                                               "interviewer_chosen",
                                                               "interview_held",
                                                               "interview_submitted",
                                                               "police_check",
                                                               "interview_authorised",
                                                               "consent",
                                                               "parents_spoken",
                                                               "helplines_given",
                                                               "read_back",
                                                               "sharing_explained",
                                                               "disclosure",
                                                               "task_received",
                                                               "action_plan_completed",
                                                               "action_plan_authorised",
                                                               "meeting_called",
                                                               "meeting_held",
                                                               "considered",
                                                               "matrix",
                                                               "followed_up",
                                                               "assessed",
                                                               "document",
                                                               "notified",
                                                               "informed",
                                                               "referred",
                                                               "shared",
                                                               "checked",
                                                               "extension_agreed",
                                                               "waived",
                                                               "approved",
                                                               "panel_set",
                                                               "group_set",
                                                               "done",
                                                               "oversight",
                                                               "report_requested",
                                                               "offer_made",
                                                               "final_decline"};

constexpr std::array<string_view, 36> key_names{
    "category",     "risk",     "rag",         "with_others",    "harm",
    "out_of_hours", "spoken",   "seen",        "category_found", "of",
    "answer",       "by",       "planned_for", "wants",          "mode",
    "kind",         "outcomes", "from",        "given",          "for",
    "why",          "decision", "invited",     "attended",       "police_intelligence",
    "what",         "level",    "item",        "concern",        "to",
    "who",          "with",     "rule",        "until",          "date",
    "role"};

constexpr std::array<string_view, 31> role_words{"social_worker",
                                                 "interviewer",
                                                 "team_manager",
                                                 "practice_lead",
                                                 "service_manager",
                                                 "head_of_service",
                                                 "head_of_corporate_parenting",
                                                 "director_of_operations",
                                                 "director_of_childrens_services",
                                                 "assistant_director",
                                                 "front_door",
                                                 "business_support",
                                                 "missing_coordinator",
                                                 "youth_service",
                                                 "family_wellbeing",
                                                 "out_of_hours",
                                                 "screening_worker",
                                                 "duty_social_worker",
                                                 "supervising_social_worker",
                                                 "reviewing_officer",
                                                 "lead_officer",
                                                 "hub_practice_lead",
                                                 "allocated_worker",
                                                 "police",
                                                 "home_authority",
                                                 "network",
                                                 "parents",
                                                 "carers",
                                                 "child",
                                                 "provider",
                                                 "independent"};
constexpr std::array<string_view, 3> category_words{"missing", "absent",
                                                    "away_without_authorisation"};
constexpr std::array<string_view, 4> risk_words{"none", "low", "medium", "high"};
constexpr std::array<string_view, 3> rag_words{"green", "amber", "red"};
constexpr std::array<string_view, 4> legal_words{"none", "in_need", "protection_plan",
                                                 "looked_after"};
constexpr std::array<string_view, 5> placement_words{"family_home", "foster", "residential",
                                                     "semi_independent", "other"};
constexpr std::array<string_view, 4> team_words{"social_care", "early_help", "family_wellbeing",
                                                "youth_offending"};
constexpr std::array<string_view, 3> exploitation_words{"none", "suspected", "known"};
constexpr std::array<string_view, 3> care_words{"section_20", "interim_order", "full_order"};
constexpr std::array<string_view, 10> route_words{
    "childrens_society",    "work_tray",       "exploitation_hub", "family_wellbeing",
    "independent_provider", "youth_service",   "early_help",       "missing_coordinator",
    "youth_tray",           "allocated_worker"};
constexpr std::array<string_view, 3> nearest_words{"placement", "own_social_worker", "family"};
constexpr auto interviewer_words = joined(role_words, nearest_words);
constexpr std::array<string_view, 1> found_words{"unauthorised_absence"};
constexpr std::array<string_view, 4> answer_words{"accepted", "declined", "no_answer", "deferred"};
constexpr std::array<string_view, 2> wants_words{"own_worker", "independent"};
constexpr std::array<string_view, 3> mode_words{"in_person", "phone", "video"};
constexpr std::array<string_view, 2> check_words{"safe_and_well", "prevention"};
constexpr std::array<string_view, 10> outcome_words{
    "refer_for_assessment", "continue_support", "strategy_meeting",
    "legal_planning",       "early_help",       "community_service",
    "support_declined",     "no_issues",        "safeguarding_concerns",
    "support_services"};
constexpr std::array<string_view, 3> consent_from_words{"child", "parent", "carer"};
constexpr std::array<string_view, 4> consent_for_words{"interview", "media", "referral", "checks"};
constexpr std::array<string_view, 13> meeting_words{
    "strategy", "review_strategy", "follow_up",    "stage_1",      "stage_2",
    "stage_3",  "multi_agency",    "exploitation", "safeguarding", "complex_strategy",
    "family",   "panel",           "group"};
constexpr std::array<string_view, 5> other_considered_words{
    "directors_letter", "lead_member", "referral", "absence_interview", "checks"};
constexpr auto considered_words = joined(meeting_words, other_considered_words);
constexpr std::array<string_view, 1> meeting_decision_words{"no_section_47"};
constexpr std::array<string_view, 2> decision_words{"yes", "no"};
constexpr std::array<string_view, 3> level_words{"low", "medium", "high"};
constexpr std::array<string_view, 7> item_words{"police",   "case_file", "module",      "marker",
                                                "referral", "group",     "intelligence"};
constexpr std::array<string_view, 4> assessed_words{"exploitation", "screening", "risk",
                                                    "trafficking"};
constexpr std::array<string_view, 9> document_words{
    "safety_plan",      "grab_pack",  "trigger_plan",    "briefing",         "serious_incident",
    "directors_letter", "appendix_d", "case_discussion", "intelligence_form"};
constexpr std::array<string_view, 7> referred_words{
    "front_door",        "social_care",    "early_help",       "awareness_programme",
    "national_referral", "resource_panel", "community_service"};
constexpr std::array<string_view, 2> approved_words{"media", "briefing"};
constexpr std::array<string_view, 2> yes_no_words{"true", "false"};

constexpr KeyForm must(Key key, Vocabulary vocabulary) {
  return {key, SaidAs::word, vocabulary, true, {}};
}
constexpr KeyForm may(Key key, Vocabulary vocabulary, string_view otherwise = {}) {
  return {key, SaidAs::word, vocabulary, false, otherwise};
}
constexpr KeyForm list_of(Key key, Vocabulary vocabulary) {
  return {key, SaidAs::words, vocabulary, false, {}};
}
constexpr KeyForm yes_no(Key key, string_view otherwise = "false") {
  return {key, SaidAs::yes_no, yes_no_words, false, otherwise};
}
constexpr KeyForm other(Key key, SaidAs as, bool must = false) {
  return {key, as, {}, must, {}};
}

constexpr KeyForm missing_keys[] = {may(Key::category, category_words, "missing"),
                                    may(Key::risk, risk_words, "none"),
                                    may(Key::rag, rag_words),
                                    yes_no(Key::with_others),
                                    yes_no(Key::harm),
                                    yes_no(Key::out_of_hours, {})};
constexpr KeyForm category_keys[] = {must(Key::category, category_words)};
constexpr KeyForm risk_keys[] = {must(Key::risk, risk_words)};
constexpr KeyForm rag_keys[] = {must(Key::rag, rag_words)};
constexpr KeyForm contact_keys[] = {yes_no(Key::spoken), yes_no(Key::seen)};
constexpr KeyForm returned_keys[] = {may(Key::category_found, found_words)};
constexpr KeyForm duplicate_keys[] = {other(Key::of, SaidAs::text, true)};
constexpr KeyForm notification_keys[] = {yes_no(Key::harm)};
constexpr KeyForm offered_keys[] = {must(Key::answer, answer_words), may(Key::by, role_words),
                                    yes_no(Key::out_of_hours, {})};
constexpr KeyForm requested_keys[] = {other(Key::planned_for, SaidAs::instant)};
constexpr KeyForm chosen_keys[] = {must(Key::wants, wants_words)};
constexpr KeyForm held_keys[] = {may(Key::mode, mode_words, "in_person"), may(Key::by, role_words)};
constexpr KeyForm check_keys[] = {must(Key::kind, check_words)};
constexpr KeyForm authorised_keys[] = {list_of(Key::outcomes, outcome_words)};
constexpr KeyForm consent_keys[] = {must(Key::from, consent_from_words),
                                    {Key::given, SaidAs::yes_no, yes_no_words, true, {}},
                                    may(Key::for_what, consent_for_words, "interview"),
                                    other(Key::why, SaidAs::text)};
constexpr KeyForm meeting_keys[] = {
    must(Key::kind, meeting_words), may(Key::decision, meeting_decision_words),
    list_of(Key::invited, role_words), list_of(Key::attended, role_words),
    yes_no(Key::police_intelligence)};
constexpr KeyForm considered_keys[] = {must(Key::what, considered_words),
                                       must(Key::decision, decision_words),
                                       other(Key::why, SaidAs::text)};
constexpr KeyForm matrix_keys[] = {must(Key::level, level_words)};
constexpr KeyForm followed_keys[] = {must(Key::item, item_words)};
constexpr KeyForm assessed_keys[] = {must(Key::what, assessed_words), yes_no(Key::concern),
                                     may(Key::by, role_words)};
constexpr KeyForm document_keys[] = {must(Key::kind, document_words)};
constexpr KeyForm notified_keys[] = {must(Key::to, role_words)};
constexpr KeyForm informed_keys[] = {must(Key::who, role_words)};
constexpr KeyForm referred_keys[] = {must(Key::to, referred_words)};
constexpr KeyForm shared_keys[] = {must(Key::with, role_words)};
constexpr KeyForm extension_keys[] = {other(Key::rule, SaidAs::text, true),
                                      other(Key::until, SaidAs::instant, true),
                                      may(Key::by, role_words)};
constexpr KeyForm waived_keys[] = {other(Key::rule, SaidAs::text, true),
                                   other(Key::why, SaidAs::text), may(Key::by, role_words),
                                   other(Key::until, SaidAs::instant)};
constexpr KeyForm approved_keys[] = {must(Key::what, approved_words), may(Key::by, role_words)};
constexpr KeyForm date_keys[] = {other(Key::date, SaidAs::date, true)};
constexpr KeyForm done_keys[] = {other(Key::rule, SaidAs::text, true)};
constexpr KeyForm asked_keys[] = {other(Key::rule, SaidAs::text, true), may(Key::by, role_words),
                                  other(Key::until, SaidAs::instant)};

constexpr std::array<std::span<const string_view>, 24> all_words{
    role_words,        category_words,     risk_words,
    rag_words,         legal_words,        placement_words,
    team_words,        exploitation_words, care_words,
    route_words,       interviewer_words,  found_words,
    answer_words,      wants_words,        mode_words,
    check_words,       outcome_words,      consent_from_words,
    consent_for_words, considered_words,   meeting_decision_words,
    decision_words,    level_words,        item_words};
constexpr std::array<std::span<const string_view>, 5> more_words{
    assessed_words, document_words, referred_words, approved_words, yes_no_words};

constexpr std::size_t words_max = 300;

// Every word once; its place is its number.
struct Lexicon {
  std::array<string_view, words_max> words{};
  std::size_t count = 0;

  constexpr std::size_t place_of(string_view word) const {
    std::size_t at = 0;
    while (at < count && words[at] != word)
      ++at;
    return at;
  }
  constexpr void add(std::span<const string_view> vocabulary) {
    for (string_view word : vocabulary) {
      if (place_of(word) == count)
        words[count++] = word;
    }
  }
};

constexpr Lexicon made_lexicon() {
  Lexicon lexicon;
  for (std::span<const string_view> vocabulary : all_words)
    lexicon.add(vocabulary);
  for (std::span<const string_view> vocabulary : more_words)
    lexicon.add(vocabulary);
  return lexicon;
}

constexpr Lexicon lexicon = made_lexicon();

template <class Enum, std::size_t size>
std::optional<Enum> named(const std::array<string_view, size>& names, string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::optional<EventType> event_type_named(string_view name) {
  return named<EventType>(type_names, name);
}

string_view name_of(EventType type) {
  return type_names[static_cast<std::size_t>(type)];
}

std::optional<Key> key_named(string_view name) {
  return named<Key>(key_names, name);
}

string_view name_of(Key key) {
  return key_names[static_cast<std::size_t>(key)];
}

std::optional<Word> word_named(string_view name) {
  const std::size_t place = lexicon.place_of(name);
  if (place == lexicon.count)
    return std::nullopt;
  return static_cast<Word>(place);
}

string_view name_of(Word word) {
  return lexicon.words[static_cast<std::size_t>(word)];
}

Word word(string_view name) {
  const auto found = word_named(name);
  HW_ASSERT(found);
  return *found;
}

Word word_of(bool yes) {
  static const Word yes_word = word("true");
  static const Word no_word = word("false");
  return yes ? yes_word : no_word;
}

std::span<const KeyForm> keys_of(EventType type) {
  switch (type) {
    case EventType::missing:
      return missing_keys;
    case EventType::category_changed:
      return category_keys;
    case EventType::risk_changed:
      return risk_keys;
    case EventType::rag_changed:
      return rag_keys;
    case EventType::contact:
      return contact_keys;
    case EventType::returned:
      return returned_keys;
    case EventType::duplicate:
      return duplicate_keys;
    case EventType::notification:
      return notification_keys;
    case EventType::interview_offered:
    case EventType::offer_made:
    case EventType::final_decline:
      return offered_keys;
    case EventType::interview_requested:
      return requested_keys;
    case EventType::interviewer_chosen:
      return chosen_keys;
    case EventType::interview_held:
    case EventType::interview_submitted:
      return held_keys;
    case EventType::police_check:
      return check_keys;
    case EventType::interview_authorised:
      return authorised_keys;
    case EventType::consent:
      return consent_keys;
    case EventType::meeting_called:
    case EventType::meeting_held:
      return meeting_keys;
    case EventType::considered:
      return considered_keys;
    case EventType::matrix:
      return matrix_keys;
    case EventType::followed_up:
      return followed_keys;
    case EventType::assessed:
      return assessed_keys;
    case EventType::document:
      return document_keys;
    case EventType::notified:
      return notified_keys;
    case EventType::informed:
      return informed_keys;
    case EventType::referred:
      return referred_keys;
    case EventType::shared:
      return shared_keys;
    case EventType::extension_agreed:
      return extension_keys;
    case EventType::waived:
      return waived_keys;
    case EventType::approved:
      return approved_keys;
    case EventType::panel_set:
    case EventType::group_set:
      return date_keys;
    case EventType::done:
      return done_keys;
    case EventType::report_requested:
      return asked_keys;
    default:
      return {};
  }
}

bool may_lack_episode(EventType type) {
  switch (type) {
    case EventType::missing:
    case EventType::category_changed:
    case EventType::risk_changed:
    case EventType::rag_changed:
    case EventType::returned:
    case EventType::duplicate:
      return false;
    default:
      return true;
  }
}

bool is_made(EventType type) {
  return type == EventType::offer_made || type == EventType::final_decline;
}

Vocabulary roles() {
  return role_words;
}
Vocabulary categories() {
  return category_words;
}
Vocabulary risks() {
  return risk_words;
}
Vocabulary ratings() {
  return rag_words;
}
Vocabulary legal_statuses() {
  return legal_words;
}
Vocabulary placements() {
  return placement_words;
}
Vocabulary teams() {
  return team_words;
}
Vocabulary exploitation_risks() {
  return exploitation_words;
}
Vocabulary care_bases() {
  return care_words;
}
Vocabulary routes() {
  return route_words;
}
Vocabulary interviewers() {
  return interviewer_words;
}

bool contains(Vocabulary vocabulary, string_view word) {
  return std::find(vocabulary.begin(), vocabulary.end(), word) != vocabulary.end();
}

std::string listed(Vocabulary vocabulary) {
  std::string all;
  for (string_view word : vocabulary)
    all += (all.empty() ? "" : ", ") + std::string(word);
  return all;
}

}  // namespace homeward
