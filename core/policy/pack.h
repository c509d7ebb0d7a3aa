// A policy pack: one authority's rules, as data that server and tablet read alike.
//
// A pack is refused whole at the first reading, with the path of every mistake:
//   "lancashire: rules[0].amount: is from 1 to 10000"
// Each rule carries the id of policies.md and its source, so that anyone can go
// from "why is this overdue?" to the sentence. What a deployment may choose stands
// under "settings"; a rule may take its clock from there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/policy/facts.h"
#include "core/time/clock.h"

namespace homeward {

// Where a rule comes from.
struct RuleSource {
  std::string document;
  std::string section;  // empty where the document has no numbers
  std::string quote;

  bool operator==(const RuleSource&) const = default;
};

// Facts of which all that are named must be so.
struct Circumstances {
  std::optional<Rag> rag;
  std::optional<bool> allocated;

  bool hold_for(std::optional<Rag> rated, bool is_allocated) const {
    return (!rag || rag == rated) && (!allocated || allocated == is_allocated);
  }
};

// What a deadline counts from.
enum class Trigger { returned };

// What meets a duty.
enum class Satisfier { interview_held, final_decline, offer_accepted, offer_declined };

struct DeadlineRule {
  std::string id;
  Trigger after = Trigger::returned;
  std::string trigger_words;  // "Found": what a reader calls the trigger
  Clock clock = Clock::hours;
  int amount = 1;
  std::vector<Satisfier> satisfied_by;
  std::string what;                     // "Offer a return home interview"
  std::string who;                      // a role
  std::optional<Circumstances> when;    // arises only in these
  std::optional<Circumstances> unless;  // and not in these
  RuleSource source;
  std::string note;  // the reading chosen, where the source leaves a choice

  bool arises_for(std::optional<Rag> rag, bool allocated) const;
  bool satisfied_by_any(Satisfier one) const;
};

struct Pack {
  std::string id;
  std::string title;
  OfficeHours office;
  int at_once_minutes = 60;
  std::vector<DeadlineRule> deadlines;
  std::vector<std::size_t> interview_clock;  // of `deadlines`; exactly one ever arises

  const DeadlineRule& interview_rule(std::optional<Rag> rag, bool allocated) const;
};

// `name` is said in mistakes. `settings` is a JSON object whose values stand in for
// the pack's own; a setting the pack does not have is a mistake.
Result<Pack> load_pack(std::string_view json, std::string_view name,
                       std::string_view settings = "{}");

// One of the five: darlington, north-somerset, newham, london-workflow, lancashire.
Result<Pack> built_in_pack(std::string_view id, std::string_view settings = "{}");

}  // namespace homeward
