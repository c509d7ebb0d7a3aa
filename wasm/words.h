// Instants, lengths of time and counts as a worker reads them.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>

#include "core/time/instant.h"

namespace homeward {

// "Saturday 28 March, 06:40", in UK time; the year where it is not that of `now`.
// "an unknown time" where no calendar has it: a tablet's clock can be that wrong.
std::string when_words(Instant at, Instant now);

// {"at", "words"} (Moment in api.ts).
boost::json::value moment_json(Instant at, Instant now);
boost::json::value moment_json(const std::optional<Instant>& at, Instant now);

// The same of when something is due: midnight is "the end of Wednesday 25 November".
boost::json::value due_json(const std::optional<Instant>& at, Instant now);

// "41 hours 12 minutes", "6 days 2 hours 5 minutes", "0 minutes": whole minutes
// gone by, never rounded up; from three years on "more than 56 years". `ms` is not negative.
std::string duration_words(std::int64_t ms);

// "12,345"
std::string grouped(std::uint64_t count);

// "1 answer", "2 answers"; `many` where it is not `one` and an s.
std::string count_words(std::size_t count, const std::string& one);
std::string count_words(std::size_t count, const std::string& one, const std::string& many);

}  // namespace homeward
