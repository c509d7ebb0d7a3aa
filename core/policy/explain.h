// What a rule asks, when it arises, what satisfies and what cancels it, and where it
// stands in its source: for a person at a prompt.
#pragma once

#include <string>

#include "core/policy/pack.h"

namespace homeward {

// "notified to head of service, or done"
std::string words(const Patterns& patterns);

// "under 13 and category missing"; empty where it always holds.
std::string words(const Circumstance& circumstance);

std::string words(const Trigger& trigger);
std::string words(const Due& due, int at_once_minutes);

std::string explain(const Pack& pack, const Rule& rule);

// The same of the rule that holds in every pack (answer.h).
std::string explain_rule_of_every_pack();

}  // namespace homeward
