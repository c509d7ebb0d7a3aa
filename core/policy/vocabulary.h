// The words of a scenario: event types, their keys, and what each may say (scenarios.md).
//
// Facts and packs are both read against these tables, so that a pack cannot ask for a
// word that no fact can say. A word is kept as a small number, so that matching one
// event with one pattern costs a comparison.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace homeward {

// The last two are made from offers: `offer_made` of one accepted or declined, and
// `final_decline` of one declined, unless the pack says that it is not final.
enum class EventType : std::uint8_t {
  missing,
  category_changed,
  risk_changed,
  rag_changed,
  contact,
  returned,
  duplicate,
  notification,
  interview_offered,
  interview_requested,
  interview_response,
  interviewer_chosen,
  interview_held,
  interview_submitted,
  police_check,
  interview_authorised,
  consent,
  parents_spoken,
  helplines_given,
  read_back,
  sharing_explained,
  disclosure,
  task_received,
  action_plan_completed,
  action_plan_authorised,
  meeting_called,
  meeting_held,
  considered,
  matrix,
  followed_up,
  assessed,
  document,
  notified,
  informed,
  referred,
  shared,
  checked,
  extension_agreed,
  waived,
  approved,
  panel_set,
  group_set,
  done,
  oversight,
  report_requested,
  offer_made,
  final_decline,
};

constexpr std::size_t event_type_count = 47;

enum class Key : std::uint8_t {
  category,
  risk,
  rag,
  with_others,
  harm,
  out_of_hours,
  spoken,
  seen,
  category_found,
  of,
  answer,
  by,
  planned_for,
  wants,
  mode,
  kind,
  outcomes,
  from,
  given,
  for_what,
  why,
  decision,
  invited,
  attended,
  police_intelligence,
  what,
  level,
  item,
  concern,
  to,
  who,
  with,
  rule,
  until,
  date,
  role,  // of patterns only: `to` of a notification, `who` of an informing
};

// One of the words that a key may say; also true and false.
enum class Word : std::uint16_t {};

using Vocabulary = std::span<const std::string_view>;

std::optional<EventType> event_type_named(std::string_view name);
std::string_view name_of(EventType type);

std::optional<Key> key_named(std::string_view name);
std::string_view name_of(Key key);

// None where no key says such a word.
std::optional<Word> word_named(std::string_view name);
std::string_view name_of(Word word);

Word word_of(bool yes);

// Of a word that the tables have.
Word word(std::string_view name);

// ---- what a key may say

enum class SaidAs : std::uint8_t { word, words, yes_no, instant, date, text };

struct KeyForm {
  Key key;
  SaidAs as = SaidAs::word;
  Vocabulary vocabulary;       // of a word, or of words
  bool must = false;           // cannot be left out
  std::string_view otherwise;  // the word where it is left out; empty: nothing is said
};

// Of a type that scenarios may write, and of the two made ones, which have the keys of an offer.
std::span<const KeyForm> keys_of(EventType type);

// False of the types that say nothing without an episode.
bool may_lack_episode(EventType type);

// True of the two made types, which no scenario may write.
bool is_made(EventType type);

Vocabulary roles();
Vocabulary categories();
Vocabulary risks();
Vocabulary ratings();
Vocabulary legal_statuses();
Vocabulary placements();
Vocabulary teams();  // of `open_to`
Vocabulary exploitation_risks();
Vocabulary care_bases();
Vocabulary routes();
Vocabulary interviewers();

bool contains(Vocabulary vocabulary, std::string_view word);

// "a, b, c", for a mistake.
std::string listed(Vocabulary vocabulary);

}  // namespace homeward
