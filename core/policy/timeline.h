// The facts of one child in order of time, corrected and indexed, as of one instant.
//
// `duplicate` and a return found to be an unauthorised absence correct the record: they
// are read as if they had been known from the start (policies.md, Rolling window). What
// is recorded for later than now has not happened. Facts that contradict each other are
// never an error: they make a question for the worker, and the safer reading is taken.
//
// Whoever asks of a timeline whether an instant has come asks has_come(), which remembers
// the next one that has not: until then the same facts are judged alike.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/policy/pack.h"
#include "core/time/calendar.h"

namespace homeward {

constexpr int nowhere = -1;  // no such happening, or no episode

struct Happening {
  Instant at;
  EventType type = EventType::missing;
  int episode = nowhere;
  const Event* event = nullptr;
  bool counts = true;  // false of a decline that is not final, and of what is no interview
};

// A value and since when.
struct Since {
  Instant at;
  Word word{};
};

struct Episode {
  std::string_view id;
  int missing = nowhere;  // happenings
  int returned = nowhere;
  std::optional<Instant> missing_at;
  std::optional<Instant> returned_at;
  std::int64_t start_day = 0;  // local, of missing_at
  bool found_unauthorised = false;
  std::vector<Since> category, risk, rag;  // corrected, in order of time
};

// While a value is one of some; open-ended where it still is.
struct Span {
  Instant from;
  std::optional<Instant> to;
};

// Where to look for events: in one episode and among those of none, or everywhere.
struct Where {
  int episode = nowhere;
  bool everywhere = false;
};

// An instant at which a circumstance is judged, and on what occasion.
struct Occasion {
  Instant at;
  int episode = nowhere;
  int trigger = nowhere;  // the happening that raised it
  Instant event_at;       // of the event whose date decides the age
  const Ask* ask = nullptr;
};

class Timeline {
 public:
  // All but `now` outlive it.
  Timeline(const Pack& pack, const WorkingCalendar& calendar, const Facts& facts, Instant now);

  // For words and for asks; what is owed asks has_come().
  Instant now() const { return now_; }
  // False of what is later than now.
  bool has_come(Instant at) const;
  // The earliest instant that was asked about and had not come; none where all had. Until
  // it, all that was asked of this timeline so far would be answered as it was. Words apart:
  // a date of this year is written without it.
  std::optional<Instant> stands_until() const { return stands_until_; }

  const Pack& pack() const { return pack_; }
  const WorkingCalendar& calendar() const { return calendar_; }
  const Facts& facts() const { return facts_; }
  const std::vector<Happening>& happenings() const { return happenings_; }
  const Happening& happening(int at) const { return happenings_[static_cast<std::size_t>(at)]; }
  const std::vector<Episode>& episodes() const { return episodes_; }
  const Episode& episode(int at) const { return episodes_[static_cast<std::size_t>(at)]; }
  const std::vector<std::string>& questions() const { return questions_; }
  int episode_called(std::string_view id) const;  // a duplicate's is the one it duplicates

  // ---- looking for events; each index is a place in happenings(), which is in time order

  // The first place at or after this instant.
  int place_at(Instant instant) const;
  bool matches(const Pattern& pattern, int happening) const;
  static bool matches(const std::vector<Clause>& clauses, const Event& event);
  // Every happening of the type, in order.
  std::span<const int> all_of(EventType type) const { return among(everything_, type); }
  // The first match in [from, to), or the last; `nowhere` where there is none.
  int first(const Pattern& pattern, Where where, int from, int to) const;
  int last(const Pattern& pattern, Where where, int from, int to) const;
  int end() const { return static_cast<int>(happenings_.size()); }

  // ---- what was so

  static std::optional<Word> at_instant(const std::vector<Since>& track, Instant at);
  // The spans in which the episode's value was one of these, the child being away.
  std::vector<Span> spans(const Episode& episode, const std::vector<Since>& track,
                          const std::vector<Word>& values) const;
  bool is_away(int episode, Instant at) const;
  bool is_away_anywhere(Instant at) const;
  bool is_out_of_hours(Instant at) const;
  bool is_out_of_hours(const Happening& event) const;  // as it says, or by its instant
  int count(const Count& count, Instant at) const;
  bool holds(const Circumstance& circumstance, const Occasion& occasion) const;
  // Why what this role offers or holds on the occasion is no return interview; null where it is.
  const NoInterview* why_no_interview(Word by, const Occasion& occasion) const;
  // False of an offer or an interview that is left out for that.
  bool counts(const Event& event) const;

 private:
  // Happenings grouped by type, each group in order.
  struct Index {
    std::vector<int> places;
    std::array<std::uint32_t, event_type_count + 1> starts{};
  };

  friend class TimelineBuilder;

  std::span<const int> among(const Index& index, EventType type) const;
  int first_among(const Index& index, const Pattern& pattern, int from, int to) const;
  int last_among(const Index& index, const Pattern& pattern, int from, int to) const;

  const Pack& pack_;
  const WorkingCalendar& calendar_;
  const Facts& facts_;
  Instant now_;
  mutable std::optional<Instant> stands_until_;
  std::vector<Happening> happenings_;
  std::vector<Episode> episodes_;
  std::vector<std::pair<std::string_view, int>> called_;  // ascending; duplicates too
  Index everything_;
  Index of_none_;
  std::vector<Index> of_episode_;
  std::vector<std::string> questions_;
};

bool is_one_of(Word word, const std::vector<Word>& words);

// False of longer time agreed until an instant that no calendar has, or that is not later
// than the agreement.
bool gives_longer(const Happening& agreed);

}  // namespace homeward
