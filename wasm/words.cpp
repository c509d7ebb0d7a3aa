#include "wasm/words.h"

#include "core/time/civil.h"

namespace homeward {
namespace {

// Up to four days in hours: the policies count in hours.
constexpr std::int64_t hours_only_ms = 96 * hour_ms;
// From here on nobody counts days: a clock that lost its battery is decades off.
constexpr std::int64_t year_ms = 365 * day_ms;
constexpr std::int64_t years_only_ms = 3 * year_ms;

void append(std::string& words, std::int64_t count, const char* one) {
  if (!words.empty()) {
    words += ' ';
  }
  words += count_words(static_cast<std::size_t>(count), one);
}

}  // namespace

std::string when_words(Instant at, Instant now) {
  if (!is_plausible(at)) {
    return "an unknown time";
  }
  std::string all = words(local(at), is_plausible(now) ? local(now).date.year : 0);
  return all.insert(all.rfind(' '), ",");
}

boost::json::value moment_json(Instant at, Instant now) {
  return {{"at", is_plausible(at) ? to_string(at) : ""}, {"words", when_words(at, now)}};
}

boost::json::value moment_json(const std::optional<Instant>& at, Instant now) {
  return at ? moment_json(*at, now) : boost::json::value(nullptr);
}

boost::json::value due_json(const std::optional<Instant>& at, Instant now) {
  if (!at) {
    return nullptr;
  }
  const std::string words = when_words(*at, now);
  if (words.size() < 7 || words.substr(words.size() - 7) != ", 00:00") {
    return moment_json(*at, now);
  }
  const std::string evening = when_words(at->plus_ms(-minute_ms), now);
  return {{"at", to_string(*at)}, {"words", "the end of " + evening.substr(0, evening.size() - 7)}};
}

std::string duration_words(std::int64_t ms) {
  if (ms >= years_only_ms) {
    return "more than " + count_words(static_cast<std::size_t>(ms / year_ms), "year");
  }
  std::string words;
  const std::int64_t days = ms < hours_only_ms ? 0 : ms / day_ms;
  const std::int64_t hours = (ms - days * day_ms) / hour_ms;
  const std::int64_t minutes = ms % hour_ms / minute_ms;
  if (days > 0) {
    append(words, days, "day");
  }
  if (hours > 0) {
    append(words, hours, "hour");
  }
  if (minutes > 0 || words.empty()) {
    append(words, minutes, "minute");
  }
  return words;
}

std::string grouped(std::uint64_t count) {
  std::string digits = std::to_string(count);
  for (std::size_t left = digits.size(); left > 3;) {
    left -= 3;
    digits.insert(left, 1, ',');
  }
  return digits;
}

std::string count_words(std::size_t count, const std::string& one) {
  return count_words(count, one, one + "s");
}

std::string count_words(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace homeward
