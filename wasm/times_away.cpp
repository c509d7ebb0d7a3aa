#include "wasm/times_away.h"

#include <algorithm>
#include <boost/json/array.hpp>

#include "core/base/sorting.h"
#include "core/time/civil.h"
#include "wasm/words.h"

namespace homeward {
namespace {

constexpr std::int64_t window_days = 90;
constexpr std::int64_t shown_days_max = 366;
constexpr std::int64_t shown_days_min = 120;

Instant start_of(std::int64_t day) {
  return instant_of({date_of_day(day), {}});
}

std::int64_t day_of(Instant at) {
  return day_number(local(at).date);
}

// "27 March 2026"
std::string day_words(std::int64_t day) {
  static constexpr const char* months[] = {"January",   "February", "March",    "April",
                                           "May",       "June",     "July",     "August",
                                           "September", "October",  "November", "December"};
  const LocalDate date = date_of_day(day);
  return std::to_string(date.day) + " " + months[date.month - 1] + " " + std::to_string(date.year);
}

// The stretch of time that is drawn.
struct Span {
  Instant from, to;

  double place(Instant at) const {
    const double part = static_cast<double>(at.ms - from.ms) / static_cast<double>(to.ms - from.ms);
    return std::clamp(part, 0.0, 1.0);
  }
};

class Picture {
 public:
  Picture(const CaseFile& file, const Judged& judged) : file_(file), line_(judged.line) {
    for (const Episode& episode : line_.episodes()) {
      if (episode.missing_at) {
        begun_.push_back(&episode);
      }
    }
    sort_stably(begun_,
                [](const Episode* a, const Episode* b) { return a->missing_at < b->missing_at; });
  }

  bool is_empty() const { return begun_.empty(); }
  boost::json::object json();

 private:
  bool is_missing(const Episode& episode) const;
  std::size_t number_of(const Episode& episode) const;
  boost::json::array bars() const;
  boost::json::object bar(const Episode& episode) const;
  boost::json::array ticks() const;
  // Of the newest episode of category missing, else of the newest.
  std::int64_t newest_day() const;

  const CaseFile& file_;
  const Timeline& line_;
  std::vector<const Episode*> begun_;
  Span span_{};
  std::int64_t last_ = 0;  // local day on which the window ends
};

Word category_of(const Episode& episode) {
  return episode.category.empty() ? word("missing") : episode.category.back().word;
}

// Now, as the pack's own counts read it.
bool Picture::is_missing(const Episode& episode) const {
  static const Word missing = word("missing");
  return Timeline::at_instant(episode.category, line_.now()) == missing;
}

std::int64_t Picture::newest_day() const {
  for (auto at = begun_.rbegin(); at != begun_.rend(); ++at) {
    if (is_missing(**at)) {
      return day_of(*(*at)->missing_at);
    }
  }
  return day_of(*begun_.back()->missing_at);
}

std::size_t Picture::number_of(const Episode& episode) const {
  for (std::size_t at = 0; at < file_.episodes.size(); ++at) {
    if (file_.episodes[at].header().id.hex() == episode.id) {
      return at + 1;
    }
  }
  return 0;
}

boost::json::object Picture::bar(const Episode& episode) const {
  const Instant now = line_.now();
  const Instant ended = episode.returned_at.value_or(now);
  const std::int64_t day = day_of(*episode.missing_at);
  const bool counts = is_missing(episode) && day > last_ - window_days && day <= last_;
  const std::string_view category = name_of(category_of(episode));
  const std::string called = category == "absent"    ? "Absent"
                             : category == "missing" ? "Missing"
                                                     : "Away without authorisation";
  return {{"episode", episode.id},
          {"number", number_of(episode)},
          {"category", category},
          {"from", span_.place(*episode.missing_at)},
          {"to", span_.place(ended)},
          {"away", !episode.returned_at},
          {"counts", counts},
          {"words", called + ", " + when_words(*episode.missing_at, now) +
                        (episode.returned_at ? " to " + when_words(ended, now)
                                             : ", not recorded as returned")}};
}

boost::json::array Picture::bars() const {
  boost::json::array list;
  for (const Episode* episode : begun_) {
    if (episode->returned_at.value_or(line_.now()) >= span_.from) {
      list.push_back(bar(*episode));
    }
  }
  return list;
}

boost::json::array Picture::ticks() const {
  boost::json::array list;
  LocalDate month = local(span_.from).date;
  month.day = 1;
  for (month = plus_months(month, 1); instant_of({month, {}}) <= span_.to;
       month = plus_months(month, 1)) {
    const std::string words = day_words(day_number(month));
    list.push_back({{"at", span_.place(instant_of({month, {}}))}, {"words", words.substr(2)}});
  }
  return list;
}

boost::json::object Picture::json() {
  const std::int64_t today = day_of(line_.now());
  last_ = newest_day();
  const std::int64_t window = last_ - window_days + 1;
  const std::int64_t first = std::max(day_of(*begun_.front()->missing_at), today - shown_days_max);
  const std::int64_t from = std::min({first, window, today - shown_days_min});
  span_ = {start_of(from), start_of(today + 1)};
  boost::json::array drawn = bars();
  const auto counted = std::count_if(drawn.begin(), drawn.end(), [](const boost::json::value& bar) {
    return bar.at("counts").as_bool();
  });
  const std::string times = counted == 1 ? "once" : std::to_string(counted) + " times";
  const std::string days = "the 90 days to " + day_words(last_);
  return {{"words", counted == 0 ? "Not recorded as missing in " + days
                                 : "Missing " + times + " in " + days},
          {"window",
           {{"from", span_.place(start_of(window))},
            {"to", span_.place(start_of(last_ + 1))},
            {"words", day_words(window) + " to " + day_words(last_)}}},
          {"ticks", ticks()},
          {"bars", std::move(drawn)}};
}

}  // namespace

boost::json::value times_away_json(const CaseFile& file, const Judged& judged) {
  Picture picture(file, judged);
  return picture.is_empty() ? boost::json::value(nullptr) : boost::json::value(picture.json());
}

}  // namespace homeward
