#include "core/policy/timeline_build.h"

#include <algorithm>

#include "core/base/sorting.h"
#include "core/policy/event_order.h"

namespace homeward {

namespace {

constexpr std::size_t questions_max = 100;  // a worker answers a few; damaged facts make thousands

std::string spaced(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string listed_roles(const std::vector<Word>& roles) {
  std::string all;
  for (Word role : roles)
    all += (all.empty() ? "" : ", ") + spaced(name_of(role));
  return all;
}

}  // namespace

std::string TimelineBuilder::when(Instant at) const {
  return words(local(at), is_plausible(line_.now_) ? local(line_.now_).date.year : 0);
}

// False, with a question, of what cannot have happened yet, or at all. A reader of
// scenarios lets no event pass that says nothing without its episode.
bool TimelineBuilder::is_usable(const Event& event) {
  if (event.episode.empty() && !may_lack_episode(event.type))
    return false;
  if (is_plausible(event.at) && line_.has_come(event.at))
    return true;
  if (line_.questions_.size() < questions_max) {
    const std::string what = "An event (" + spaced(name_of(event.type)) + ") is recorded ";
    ask(is_plausible(event.at)
            ? what + "for " + when(event.at) + ", later than now. Check the time."
            : what + "with a time that cannot be right. Check the time.");
  }
  return false;
}

void TimelineBuilder::collect() {
  std::vector<const Event*> all;
  all.reserve(line_.facts_.events.size());
  for (const Event& event : line_.facts_.events)
    all.push_back(&event);
  const auto before = [](const Event* a, const Event* b) { return stands_before(*a, *b); };
  const bool in_order = std::is_sorted(all.begin(), all.end(), before);
  const bool in_time =
      in_order || std::is_sorted(all.begin(), all.end(),
                                 [](const Event* a, const Event* b) { return a->at < b->at; });
  if (!in_order)
    sort_stably(all, before);
  for (const Event* event : all) {
    if (is_usable(*event))
      events_.push_back(event);
  }
  if (!in_time)
    ask("The events are not in order of time. They are read in order of time: check the times.");
}

void TimelineBuilder::note_episodes() {
  for (const Event* event : events_) {
    if (event->episode.empty())
      continue;
    const auto [at, is_new] =
        recorded_at_.try_emplace(event->episode, static_cast<int>(recorded_.size()));
    if (is_new)
      recorded_.push_back({event->episode, at->second, nowhere, nullptr, nullptr});
  }
}

int TimelineBuilder::canonical(int recorded) const {
  while (recorded_[static_cast<std::size_t>(recorded)].same_as != recorded)
    recorded = recorded_[static_cast<std::size_t>(recorded)].same_as;
  return recorded;
}

void TimelineBuilder::note_duplicates() {
  for (const Event* event : events_) {
    if (event->type != EventType::duplicate)
      continue;
    const int one = canonical(recorded_at_.at(event->episode));
    const auto of = recorded_at_.find(event->of);
    if (of == recorded_at_.end() || canonical(of->second) == one) {
      ask("Episode " + event->episode + " is marked a duplicate of " + event->of +
          ", which is not another episode known here.");
      continue;
    }
    recorded_[static_cast<std::size_t>(one)].same_as = canonical(of->second);
  }
}

void TimelineBuilder::note_starts() {
  for (const Event* event : events_) {
    if (event->type != EventType::missing)
      continue;
    Recorded& recorded = recorded_[static_cast<std::size_t>(recorded_at_.at(event->episode))];
    if (recorded.start != nullptr)
      ask("Episode " + event->episode + " is recorded as begun twice. The first is read.");
    else
      recorded.start = event;
  }
}

// The first return that is not before the start.
void TimelineBuilder::note_returns() {
  for (const Event* event : events_) {
    if (event->type != EventType::returned)
      continue;
    const int place = recorded_at_.at(event->episode);
    Recorded& recorded = recorded_[static_cast<std::size_t>(place)];
    const Event* start = recorded_[static_cast<std::size_t>(canonical(place))].start;
    if (start == nullptr)
      start = recorded.start;
    if (start != nullptr && event->at < start->at)
      ask("The return of episode " + event->episode + " is recorded for " + when(event->at) +
          ", before the child went missing. One of the two times is wrong.");
    else if (recorded.end != nullptr)
      ask("Episode " + event->episode + " is recorded as ended twice. The first is read.");
    else
      recorded.end = event;
    if (start == nullptr)
      ask("Episode " + event->episode + " has a return, and no time at which it began.");
  }
}

void TimelineBuilder::place_episodes() {
  for (std::size_t at = 0; at < recorded_.size(); ++at) {
    Recorded& recorded = recorded_[at];
    const int main = canonical(static_cast<int>(at));
    Recorded& read = recorded_[static_cast<std::size_t>(main)];
    if (read.place == nowhere) {
      read.place = static_cast<int>(line_.episodes_.size());
      line_.episodes_.push_back({});
      line_.episodes_.back().id = read.id;
    }
    recorded.place = read.place;
    // A duplicate's own start and end stand in where the episode itself has none.
    if (main != static_cast<int>(at)) {
      read.start = read.start == nullptr ? recorded.start : read.start;
      read.end = read.end == nullptr ? recorded.end : read.end;
    }
  }
  for (const auto& [id, at] : recorded_at_)
    line_.called_.emplace_back(id, recorded_[static_cast<std::size_t>(at)].place);
}

// True of a start or an end that is not the one its episode is read by.
bool TimelineBuilder::is_superseded(const Event& event) const {
  if (event.type != EventType::missing && event.type != EventType::returned)
    return false;
  const int place = canonical(recorded_at_.at(event.episode));
  const Recorded& read = recorded_[static_cast<std::size_t>(place)];
  return (event.type == EventType::missing ? read.start : read.end) != &event;
}

void TimelineBuilder::add_made(const Happening& offer) {
  static const Word accepted_word = word("accepted");
  static const Word declined_word = word("declined");
  const auto answer = offer.event->word_under(Key::answer);
  const bool declined = answer == declined_word;
  if (!declined && answer != accepted_word)
    return;
  Happening made = offer;
  made.type = EventType::offer_made;
  line_.happenings_.push_back(made);
  if (!declined || !offer.event->last_word)
    return;
  made.type = EventType::final_decline;
  line_.happenings_.push_back(made);
}

void TimelineBuilder::place_happenings() {
  for (const Event* event : events_) {
    if (is_superseded(*event))
      continue;
    Happening one{event->at, event->type, nowhere, event, true};
    if (!event->episode.empty())
      one.episode = recorded_[static_cast<std::size_t>(recorded_at_.at(event->episode))].place;
    const int place = static_cast<int>(line_.happenings_.size());
    line_.happenings_.push_back(one);
    if (one.type == EventType::interview_offered)
      add_made(one);
    if (one.episode == nowhere)
      continue;
    Episode& episode = line_.episodes_[static_cast<std::size_t>(one.episode)];
    if (one.type == EventType::missing) {
      episode.missing = place;
      episode.missing_at = one.at;
      episode.start_day = day_number(local(one.at).date);
    } else if (one.type == EventType::returned) {
      episode.returned = place;
      episode.returned_at = one.at;
      episode.found_unauthorised = event->word_under(Key::category_found).has_value();
    }
  }
}

void TimelineBuilder::fill(Timeline::Index& index, const std::vector<Happening>& all,
                           const std::vector<int>& places) {
  for (int place : places)
    ++index.starts[static_cast<std::size_t>(all[static_cast<std::size_t>(place)].type) + 1];
  for (std::size_t type = 0; type < event_type_count; ++type)
    index.starts[type + 1] += index.starts[type];
  index.places.resize(places.size());
  std::array<std::uint32_t, event_type_count + 1> next = index.starts;
  for (int place : places)
    index.places[next[static_cast<std::size_t>(all[static_cast<std::size_t>(place)].type)]++] =
        place;
}

void TimelineBuilder::index() {
  const std::vector<Happening>& all = line_.happenings_;
  std::vector<int> every, none;
  std::vector<std::vector<int>> of(line_.episodes_.size());
  for (std::size_t at = 0; at < all.size(); ++at) {
    const int place = static_cast<int>(at);
    every.push_back(place);
    (all[at].episode == nowhere ? none : of[static_cast<std::size_t>(all[at].episode)])
        .push_back(place);
  }
  fill(line_.everything_, all, every);
  fill(line_.of_none_, all, none);
  line_.of_episode_.resize(of.size());
  for (std::size_t at = 0; at < of.size(); ++at)
    fill(line_.of_episode_[at], all, of[at]);
}

void TimelineBuilder::track_values() {
  for (const Happening& one : line_.happenings_) {
    const bool tells = one.type == EventType::missing || one.type == EventType::category_changed ||
                       one.type == EventType::risk_changed || one.type == EventType::rag_changed;
    if (one.episode == nowhere || !tells)
      continue;
    Episode& episode = line_.episodes_[static_cast<std::size_t>(one.episode)];
    const auto note = [&](Key key, std::vector<Since>& track) {
      if (const auto said = one.event->word_under(key))
        track.push_back({one.at, *said});
    };
    if (one.type == EventType::missing || one.type == EventType::category_changed)
      note(Key::category, episode.category);
    if (one.type == EventType::missing || one.type == EventType::risk_changed)
      note(Key::risk, episode.risk);
    if (one.type == EventType::missing || one.type == EventType::rag_changed)
      note(Key::rag, episode.rag);
  }
  for (Episode& episode : line_.episodes_) {
    if (episode.found_unauthorised && episode.missing_at)
      episode.category = {{*episode.missing_at, word("absent")}};
  }
}

// What the pack reads an episode as stands over all that was recorded of it.
void TimelineBuilder::read_as() {
  for (std::size_t at = 0; at < line_.episodes_.size(); ++at) {
    Episode& episode = line_.episodes_[at];
    if (!episode.missing_at)
      continue;
    const Instant start = *episode.missing_at;
    const Occasion occasion{start, static_cast<int>(at), episode.missing, start, nullptr};
    for (const Reading& reading : line_.pack_.read_as) {
      if (!line_.holds(reading.when, occasion))
        continue;
      if (reading.category)
        episode.category = {{start, *reading.category}};
      if (reading.risk)
        episode.risk = {{start, *reading.risk}};
    }
  }
}

void TimelineBuilder::leave_out(Happening& one, const NoInterview& why) {
  one.counts = false;
  const bool is_offer = one.type == EventType::interview_offered;
  // Of what is made of an offer or follows an interview, nothing is asked once more.
  const bool is_asked = is_offer || one.type == EventType::interview_held;
  if (!is_asked || line_.questions_.size() >= questions_max)
    return;
  ask(std::string(is_offer ? "The offer of an interview" : "The interview") + " on " +
      when(one.at) + " is recorded as by " + spaced(name_of(*one.event->word_under(Key::by))) +
      " and does not count (" + line_.pack_.rules[why.rule].id + "). " + why.because);
}

void TimelineBuilder::leave_out_no_interviews() {
  if (line_.pack_.no_interview.empty())
    return;
  for (const EventType type :
       {EventType::interview_offered, EventType::interview_held, EventType::interview_submitted,
        EventType::offer_made, EventType::final_decline}) {
    for (int place : line_.all_of(type)) {
      Happening& one = line_.happenings_[static_cast<std::size_t>(place)];
      const auto by = one.event->word_under(Key::by);
      const Occasion occasion{one.at, one.episode, place, one.at, nullptr};
      const NoInterview* why = by ? line_.why_no_interview(*by, occasion) : nullptr;
      if (why != nullptr)
        leave_out(one, *why);
    }
  }
}

// The first decline of an episode may not be its last word (NSC-2.14); a second is.
void TimelineBuilder::settle_declines() {
  if (!line_.pack_.decline_not_final)
    return;
  for (std::size_t at = 0; at < line_.happenings_.size(); ++at) {
    Happening& one = line_.happenings_[at];
    if (one.type != EventType::final_decline)
      continue;
    const int place = static_cast<int>(at);
    const Pattern offers{{EventType::offer_made}, {}};
    // The offer itself stands before its decline.
    const int earlier = line_.first(offers, {one.episode, false}, 0, place - 1);
    const Occasion occasion{one.at, one.episode, place, one.at, nullptr};
    if (earlier == nowhere && line_.holds(*line_.pack_.decline_not_final, occasion))
      one.counts = false;
  }
}

void TimelineBuilder::ask_about_overlaps() {
  std::vector<const Episode*> begun;
  for (const Episode& episode : line_.episodes_) {
    if (episode.missing_at)
      begun.push_back(&episode);
  }
  sort_stably(begun,
              [](const Episode* a, const Episode* b) { return a->missing_at < b->missing_at; });
  for (std::size_t at = 1; at < begun.size() && line_.questions_.size() < questions_max; ++at) {
    const Episode& before = *begun[at - 1];
    if (before.returned_at && *before.returned_at <= *begun[at]->missing_at)
      continue;
    ask("Episode " + std::string(begun[at]->id) + " began on " + when(*begun[at]->missing_at) +
        ", before episode " + std::string(before.id) +
        " ended. Check the times, or mark one a duplicate of the other.");
  }
}

void TimelineBuilder::ask_about_interviews() {
  for (const Happening& one : line_.happenings_) {
    const bool held = one.type == EventType::interview_held;
    if ((!held && one.type != EventType::offer_made) || one.episode == nowhere)
      continue;
    const Episode& episode = line_.episode(one.episode);
    const bool early = episode.returned_at ? one.at < *episode.returned_at : held;
    if (early && line_.questions_.size() < questions_max) {
      ask(std::string(held ? "The interview" : "An offer of an interview") + " of episode " +
          std::string(episode.id) + " is recorded for " + when(one.at) + ", before " +
          (episode.returned_at ? "the return." : "any return.") + " Check the times.");
    }
  }
}

// An agreement by one who may not agree, or until an impossible instant, moves nothing
// (Judge::extend): the worker is asked.
void TimelineBuilder::ask_about_extension(const Happening& agreed) {
  const std::string& rule = agreed.event->rule;
  if (line_.pack_.rule_called(rule) == nullptr)
    return;  // of the other authority's
  const auto by = agreed.event->word_under(Key::by);
  std::vector<Word> may_agree;
  for (const Duty& duty : line_.pack_.duties) {
    if (line_.pack_.rules[duty.rule].id == rule)
      may_agree.insert(may_agree.end(), duty.extension_by.begin(), duty.extension_by.end());
  }
  const bool may = by && is_one_of(*by, may_agree);
  if (may && gives_longer(agreed))
    return;
  const std::string said = "Longer for " + rule + " is recorded as agreed on " + when(agreed.at) +
                           (by ? " by " + spaced(name_of(*by)) : ", and not by whom");
  const auto& until = agreed.event->until;
  if (may) {
    ask(said + ", but " +
        (until && is_plausible(*until) ? "only until " + when(*until)
                                       : "until a time that no calendar has") +
        ". The time stays as it was. Check the times.");
    return;
  }
  ask(said + (may_agree.empty() ? ". This rule takes no longer time: the time stays as it was."
                                : ". The time stays as it was: who may agree is " +
                                      listed_roles(may_agree) + "."));
}

void TimelineBuilder::ask_about_extensions() {
  for (int place : line_.all_of(EventType::extension_agreed)) {
    if (line_.questions_.size() < questions_max)
      ask_about_extension(line_.happening(place));
  }
}

void TimelineBuilder::build() {
  collect();
  note_episodes();
  note_duplicates();
  note_starts();
  note_returns();
  place_episodes();
  place_happenings();
  index();
  track_values();
  read_as();
  leave_out_no_interviews();
  settle_declines();
  ask_about_overlaps();
  ask_about_interviews();
  ask_about_extensions();
}

}  // namespace homeward
