#include "core/time/clock.h"

#include <algorithm>
#include <array>

namespace homeward {

namespace {

struct ClockEntry {
  Clock clock;
  const char* name;
  const char* words;  // of one; an "s" makes it several. Whole where no amount is taken.
  bool takes_amount;
  bool counts_working_days;
};

constexpr std::array<ClockEntry, 9> entries{{
    {Clock::hours, "hours", "hour", true, false},
    {Clock::days, "days", "day", true, false},
    {Clock::working_hours, "working-hours", "working hour", true, true},
    {Clock::working_days, "working-days", "working day", true, true},
    {Clock::same_working_day, "same-working-day", "the same working day", false, true},
    {Clock::next_working_day, "next-working-day", "the next working day", false, true},
    {Clock::before_next_working_day, "before-next-working-day", "before the next working day",
     false, true},
    {Clock::weeks, "weeks", "week", true, false},
    {Clock::months, "months", "month", true, false},
}};

const ClockEntry& entry_of(Clock clock) {
  return entries[static_cast<std::size_t>(clock)];
}

}  // namespace

const char* name_of(Clock clock) {
  return entry_of(clock).name;
}

std::optional<Clock> clock_named(std::string_view name) {
  const auto* found = std::find_if(entries.begin(), entries.end(),
                                   [&](const ClockEntry& entry) { return entry.name == name; });
  if (found == entries.end())
    return std::nullopt;
  return found->clock;
}

bool takes_amount(Clock clock) {
  return entry_of(clock).takes_amount;
}

bool counts_working_days(Clock clock) {
  return entry_of(clock).counts_working_days;
}

std::string words(Clock clock, int amount) {
  const ClockEntry& entry = entry_of(clock);
  if (!entry.takes_amount)
    return entry.words;
  return std::to_string(amount) + " " + entry.words + (amount == 1 ? "" : "s");
}

}  // namespace homeward
