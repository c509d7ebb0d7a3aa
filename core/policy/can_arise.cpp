// A rule that can never arise is a mistake of who wrote it: its circumstances ask for
// two things of one fact that cannot both be so.
#include <algorithm>

#include "core/policy/pack_reader.h"

namespace homeward {

namespace {

using Kind = Circumstance::Kind;

// What must all hold, found in a tree of circumstances.
void gather(const Circumstance& one, std::vector<const Circumstance*>& all) {
  if (one.kind != Kind::all)
    all.push_back(&one);
  for (const Circumstance& part : one.parts) {
    if (one.kind == Kind::all)
      gather(part, all);
  }
}

bool is_of_words(Kind kind) {
  return kind == Kind::legal_status || kind == Kind::placement || kind == Kind::exploitation_risk ||
         kind == Kind::care_basis || kind == Kind::category || kind == Kind::risk ||
         kind == Kind::rag;
}

bool is_yes_or_no(Kind kind) {
  return kind == Kind::open || kind == Kind::allocated || kind == Kind::responsible ||
         kind == Kind::with_others || kind == Kind::harm || kind == Kind::out_of_hours ||
         kind == Kind::away || kind == Kind::found_unauthorised;
}

bool share_a_word(const Circumstance& a, const Circumstance& b) {
  return (a.unrated && b.unrated) || std::any_of(a.words.begin(), a.words.end(), [&](Word word) {
           return std::find(b.words.begin(), b.words.end(), word) != b.words.end();
         });
}

bool contradict(const Circumstance& a, const Circumstance& b) {
  if (a.kind == Kind::under && b.kind == Kind::at_least)
    return a.from <= b.from;
  if (a.kind == Kind::at_least && b.kind == Kind::under)
    return b.from <= a.from;
  if (a.kind != b.kind)
    return false;
  if (is_of_words(a.kind))
    return !share_a_word(a, b);
  return is_yes_or_no(a.kind) && a.yes != b.yes;
}

bool always_holds(const Circumstance& one) {
  return one.kind == Kind::all && std::all_of(one.parts.begin(), one.parts.end(), always_holds);
}

// The value of the episode that a trigger itself asks for.
std::optional<Circumstance> asked_by(const Trigger& trigger) {
  if (trigger.kind != Trigger::Kind::becomes && trigger.kind != Trigger::Kind::away)
    return std::nullopt;
  const bool of_category = trigger.kind == Trigger::Kind::away || trigger.becomes == Key::category;
  Circumstance one;
  one.kind = of_category ? Kind::category : trigger.becomes == Key::risk ? Kind::risk : Kind::rag;
  one.words = trigger.values;
  return one;
}

bool can_arise(const Trigger& trigger, const Circumstance& when, const Circumstance& unless) {
  if (always_holds(unless) || always_holds(trigger.unless))
    return false;
  std::vector<const Circumstance*> all;
  gather(when, all);
  gather(trigger.when, all);
  const auto asked = asked_by(trigger);
  if (asked)
    all.push_back(&*asked);
  for (std::size_t one = 0; one < all.size(); ++one) {
    for (std::size_t other = one + 1; other < all.size(); ++other) {
      if (contradict(*all[one], *all[other]))
        return false;
    }
  }
  return true;
}

void check(const std::vector<Trigger>& on, const Circumstance& when, const Circumstance& unless,
           const Rule& rule, JsonMistakes& mistakes) {
  for (std::size_t at = 0; at < on.size(); ++at) {
    if (!can_arise(on[at], when, unless))
      mistakes.add(rule.id + ".on[" + std::to_string(at) + "]",
                   "can never arise: its conditions contradict each other");
  }
}

}  // namespace

void check_can_arise(const Pack& pack, JsonMistakes& mistakes) {
  for (const Duty& duty : pack.duties)
    check(duty.on, duty.when, duty.unless, pack.rules[duty.rule], mistakes);
  for (const Cancellation& one : pack.cancellations)
    check(one.on, one.when, one.unless, pack.rules[one.rule], mistakes);
  for (const Content& one : pack.contents)
    check(one.on, one.when, one.unless, pack.rules[one.rule], mistakes);
}

}  // namespace homeward
