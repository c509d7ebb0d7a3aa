#include "core/policy/report_run.h"

#include <algorithm>

#include "core/policy/because.h"

namespace homeward {

namespace {

constexpr int months_of_quarter = 3;

LocalDate first_of_month(LocalDate date, int months) {
  return {date.year, date.month - (date.month - 1) % months, 1};
}

// When a report is wanted, and since when that is known.
struct Dated {
  Instant at;
  Instant known;
};

// The times at which one report is made.
class Times {
 public:
  Times(const Timeline& line, const Report& report) : line_(line), report_(report) {}

  // The first at or after this instant.
  Instant from(Instant at) const;
  // One time of the rhythm earlier.
  Instant before(Instant time) const;
  // The earliest date set that begins then or later: the happening that set it.
  std::optional<Dated> date_set_from(Instant at) const;

 private:
  // The day of the rhythm in whose week, month or quarter the date lies.
  LocalDate start_of(LocalDate date) const;
  LocalDate moved(LocalDate start, int times) const;
  Instant opening(LocalDate date) const { return instant_of({date, line_.pack().office.opens}); }

  const Timeline& line_;
  const Report& report_;
};

LocalDate Times::start_of(LocalDate date) const {
  switch (report_.every) {
    case Rhythm::week: {
      const int past = static_cast<int>(weekday(date)) - static_cast<int>(report_.weekday);
      return plus_days(date, -((past + 7) % 7));
    }
    case Rhythm::month:
      return first_of_month(date, 1);
    case Rhythm::quarter:
      return first_of_month(date, months_of_quarter);
    default:
      return date;
  }
}

LocalDate Times::moved(LocalDate start, int times) const {
  switch (report_.every) {
    case Rhythm::week:
      return plus_days(start, 7 * times);
    case Rhythm::month:
      return plus_months(start, times);
    case Rhythm::quarter:
      return plus_months(start, months_of_quarter * times);
    default:
      return plus_days(start, times);
  }
}

std::optional<Dated> Times::date_set_from(Instant at) const {
  std::optional<Dated> earliest;
  for (EventType type : report_.before ? report_.before->types : std::vector<EventType>{}) {
    for (int place : line_.all_of(type)) {
      const Instant day = instant_of({*line_.happening(place).event->date, {}});
      if (day >= at && (!earliest || day < earliest->at))
        earliest = Dated{day, line_.happening(place).at};
    }
  }
  return earliest;
}

Instant Times::from(Instant at) const {
  if (const auto set = date_set_from(at))
    return set->at;
  const LocalDate start = start_of(local(at).date);
  const Instant time = opening(start);
  return time >= at ? time : opening(moved(start, 1));
}

Instant Times::before(Instant time) const {
  const LocalDateTime when = local(time);
  return instant_of({moved(when.date, -1), when.time});
}

std::optional<Instant> last_run_of(const Timeline& line, const Report& report) {
  const std::string& rule = line.pack().rules[report.rule].id;
  const std::span<const int> done = line.all_of(EventType::done);
  const auto last = std::find_if(done.rbegin(), done.rend(), [&](int place) {
    return line.happening(place).event->rule == rule && is_plausible(line.happening(place).at);
  });
  return last == done.rend() ? std::nullopt : std::optional(line.happening(*last).at);
}

DutyState state_of(const Timeline& line, const Dated& wanted) {
  const Instant now = line.now();
  if (now > wanted.at)
    return DutyState::overdue;
  const Progress progress = line.calendar().progress(wanted.known, wanted.at, Clock::days, now);
  return progress.to_last_quarter_ms() <= 0 ? DutyState::due_soon : DutyState::open;
}

DutyState state_of(const Timeline& line, const Times& times, Instant next) {
  return state_of(line, Dated{next, times.before(next)});
}

// From when on a date that was set is still to be made for: from the first, where none was told
// to be made, and else after the one that the last was made for.
Instant to_make_from(const Times& times, std::optional<Instant> last_run) {
  if (!last_run)
    return Instant{INT64_MIN};
  const auto run_for = times.date_set_from(*last_run);
  return run_for ? run_for->at.plus_ms(1) : *last_run;
}

// What it is wanted for next: a date that was set, or the time said by who asked.
std::optional<Dated> wanted_next(const Timeline& line, const Times& times, ReportRun& run) {
  const std::string& rule = line.pack().rules[run.report->rule].id;
  std::optional<Dated> wanted = times.date_set_from(to_make_from(times, run.last_run));
  for (int place : line.all_of(EventType::report_requested)) {
    const Happening& one = line.happening(place);
    if (one.event->rule != rule || (run.last_run && one.at <= *run.last_run))
      continue;
    run.asked = run.asked.value_or(one.at);
    const std::optional<Instant> until = one.event->until;
    if (until && is_plausible(*until) && (!wanted || *until < wanted->at))
      wanted = Dated{*until, one.at};
  }
  return wanted;
}

ReportRun run_on_request(const Timeline& line, ReportRun run) {
  const Times times(line, *run.report);
  if (const auto wanted = wanted_next(line, times, run)) {
    run.next = wanted->at;
    run.state = state_of(line, *wanted);
  } else if (run.asked) {
    run.state = DutyState::open;
  } else if (run.last_run) {
    run.state = DutyState::met;
  }
  return run;
}

ReportRun run_of(const Timeline& line, const Report& report) {
  ReportRun run{&report, std::nullopt, std::nullopt, last_run_of(line, report), std::nullopt};
  if (report.every == Rhythm::request)
    return run_on_request(line, run);
  const Times times(line, report);
  if (!run.last_run) {
    run.next = times.from(line.now());
    run.state = state_of(line, times, *run.next);
    return run;
  }
  const Instant run_for = times.from(*run.last_run);
  run.next = times.from(run_for.plus_ms(1));
  run.state = run_for >= line.now() ? DutyState::met : state_of(line, times, *run.next);
  return run;
}

std::string when_words(const Timeline& line, Instant at) {
  return words(local(at), local(line.now()).date.year);
}

std::string two_digits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string rhythm_words(const Report& report, LocalTime opens) {
  const std::string at = " at " + two_digits(opens.hour) + ":" + two_digits(opens.minute);
  switch (report.every) {
    case Rhythm::day:
      return "Every day" + at;
    case Rhythm::week:
      return "Every week, on " + capital(std::string(name_of(report.weekday))) + at;
    case Rhythm::month:
      return "Every month, on the first day" + at;
    case Rhythm::quarter:
      return "Every quarter, on the first day" + at;
    default:
      return "On request";
  }
}

}  // namespace

std::vector<ReportRun> report_runs(const Timeline& line) {
  std::vector<ReportRun> runs;
  if (!is_plausible(line.now()))
    return runs;
  for (const Report& report : line.pack().reports)
    runs.push_back(run_of(line, report));
  return runs;
}

std::string because(const Timeline& line, const ReportRun& run) {
  std::string said = rhythm_words(*run.report, line.pack().office.opens);
  if (run.report->before)
    said += ", or before the date that was set";
  said += ".";
  if (run.asked)
    said += " Asked for on " + when_words(line, *run.asked) + ".";
  if (run.last_run)
    said += " Last made " + when_words(line, *run.last_run) + ".";
  if (run.next)
    said += (run.state == DutyState::overdue ? " It was due " : " Next ") +
            when_words(line, *run.next) + ".";
  return said;
}

}  // namespace homeward
