// Whatever a story tells, and in whatever order: the answer depends on what is told alone.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <random>

#include "core/embedded.h"
#include "core/policy/run_scenario.h"

namespace homeward {
namespace {

namespace json = boost::json;

const Instant base = parse_instant("2026-03-26T18:00:00Z").value();

const Pack& any_pack() {
  static const std::vector<Pack> packs = [] {
    std::vector<Pack> all;
    for (const EmbeddedFile& file : embedded_packs())
      all.push_back(built_in_pack(file.name).value());
    return all;
  }();
  return packs[*rc::gen::inRange<std::size_t>(0, packs.size())];
}

// So coarse that many things happen at one instant.
Instant any_instant() {
  return base.plus_ms(*rc::gen::inRange<std::int64_t>(0, 40) * 6 * hour_ms);
}

template <class List>
auto any_of_list(const List& list) {
  return list[*rc::gen::inRange<std::size_t>(0, list.size())];
}

const std::vector<std::string> episodes{"e1", "e2", "e3"};

void say(Event& event, const KeyForm& form, const Pack& pack) {
  switch (form.as) {
    case SaidAs::text:
      (form.key == Key::rule ? event.rule
       : form.key == Key::of ? event.of
                             : event.why) =
          form.key == Key::rule ? any_of_list(pack.rules).id
          : form.key == Key::of ? any_of_list(episodes)
                                : any_of_list(std::vector<std::string>{"", "agreed"});
      return;
    case SaidAs::instant:
      (form.key == Key::until ? event.until : event.planned_for) = any_instant();
      return;
    case SaidAs::date:
      event.date = local(any_instant()).date;
      return;
    default:
      if (form.must || *rc::gen::arbitrary<bool>())
        event.say(form.key, word(any_of_list(form.vocabulary)));
      else if (!form.otherwise.empty())
        event.say(form.key, word(form.otherwise));
  }
}

Event any_event(const Pack& pack) {
  Event event;
  event.at = any_instant();
  event.type = static_cast<EventType>(*rc::gen::inRange<int>(0, event_type_count - 2));
  if (!may_lack_episode(event.type) || *rc::gen::inRange(0, 5) > 0)
    event.episode = any_of_list(episodes);
  for (const KeyForm& form : keys_of(event.type))
    say(event, form, pack);
  return event;
}

Event event_of(Instant at, EventType type, const std::string& episode) {
  Event event;
  event.at = at;
  event.type = type;
  event.episode = episode;
  return event;
}

// Of each episode a beginning, of some an end, and whatever else.
Scenario any_story(const Pack& pack) {
  Scenario story;
  story.authority = pack.id;
  story.now = base.plus_ms(*rc::gen::inRange<std::int64_t>(20, 60) * 6 * hour_ms);
  if (*rc::gen::arbitrary<bool>())
    story.facts.child.born = LocalDate{*rc::gen::inRange(2008, 2020), 3, 28};
  story.facts.child.legal_status = word(any_of_list(legal_statuses()));
  story.facts.child.placement = word(any_of_list(placements()));
  story.facts.child.allocated_worker = *rc::gen::arbitrary<bool>();
  for (const std::string& episode : episodes) {
    Event missing = event_of(any_instant(), EventType::missing, episode);
    for (const KeyForm& form : keys_of(EventType::missing))
      say(missing, form, pack);
    story.facts.events.push_back(missing);
    if (*rc::gen::arbitrary<bool>())
      story.facts.events.push_back(
          event_of(missing.at.plus_ms(*rc::gen::inRange<std::int64_t>(1, 20) * 6 * hour_ms),
                   EventType::returned, episode));
    story.asks.push_back({Action::route_interview, episode, {}, {}, {}, {}});
    story.asks.push_back({Action::finalise_interview, episode, {}, {}, {}, {}});
  }
  const int more = *rc::gen::inRange(0, 40);
  for (int i = 0; i < more; ++i)
    story.facts.events.push_back(any_event(pack));
  return story;
}

json::object answer_to(const Scenario& story, const Pack& pack) {
  static const WorkingCalendar calendar = england_and_wales().value();
  return json::parse(run_scenario(story, pack, calendar)).as_object();
}

// Whether the file was in order is asked of the file, not of what it tells.
std::string without_order_question(json::object answer) {
  if (json::value* questions = answer.if_contains("questions")) {
    json::array kept;
    for (const json::value& one : questions->as_array()) {
      if (one.as_string().find("not in order of time") == json::string::npos)
        kept.push_back(one);
    }
    answer["questions"] = kept;
  } else {
    answer["questions"] = json::array{};
  }
  return json::serialize(answer);
}

std::string without_questions(json::object answer) {
  answer.erase("questions");
  return json::serialize(answer);
}

TEST(PolicyStoryTest, TheOrderOfTheFileChangesNoAnswerNotEvenAtOneInstant) {
  EXPECT_TRUE(rc::check([] {
    const Pack& pack = any_pack();
    const Scenario story = any_story(pack);
    Scenario shuffled = story;
    std::mt19937 random(*rc::gen::arbitrary<unsigned>());
    std::shuffle(shuffled.facts.events.begin(), shuffled.facts.events.end(), random);
    RC_ASSERT(without_order_question(answer_to(story, pack)) ==
              without_order_question(answer_to(shuffled, pack)));
  }));
}

TEST(PolicyStoryTest, WhatIsRecordedForLaterThanNowHasNotHappened) {
  EXPECT_TRUE(rc::check([] {
    const Pack& pack = any_pack();
    const Scenario story = any_story(pack);
    Scenario past = story;
    auto& events = past.facts.events;
    events.erase(std::remove_if(events.begin(), events.end(),
                                [&](const Event& one) { return one.at > story.now; }),
                 events.end());
    RC_ASSERT(without_questions(answer_to(story, pack)) ==
              without_questions(answer_to(past, pack)));
  }));
}

// e2 is marked a duplicate of e1: then it tells nothing of its own beginning and end, and
// all else that it tells is e1's.
Scenario written_as_one(Scenario story) {
  auto& events = story.facts.events;
  events.erase(std::remove_if(events.begin(), events.end(),
                              [](const Event& one) {
                                const bool bounds = one.type == EventType::missing ||
                                                    one.type == EventType::returned;
                                return one.type == EventType::duplicate ||
                                       (bounds && one.episode == "e2");
                              }),
               events.end());
  for (Event& event : events) {
    if (event.episode == "e2")
      event.episode = "e1";
  }
  return story;
}

TEST(PolicyStoryTest, ADuplicateIsReadAsIfItHadBeenKnownFromTheStart) {
  EXPECT_TRUE(rc::check([] {
    const Pack& pack = any_pack();
    Scenario story = any_story(pack);
    auto& events = story.facts.events;
    events.erase(std::remove_if(events.begin(), events.end(),
                                [](const Event& one) {
                                  return one.type == EventType::duplicate ||
                                         one.type == EventType::returned;
                                }),
                 events.end());
    story.now = base.plus_ms(60 * 6 * hour_ms);
    events.push_back(event_of(base.plus_ms(41 * 6 * hour_ms), EventType::returned, "e1"));
    events.push_back(event_of(base.plus_ms(42 * 6 * hour_ms), EventType::returned, "e2"));
    events.push_back(event_of(base.plus_ms(43 * 6 * hour_ms), EventType::duplicate, "e2"));
    events.back().of = "e1";
    story.asks.clear();
    RC_ASSERT(without_questions(answer_to(story, pack)) ==
              without_questions(answer_to(written_as_one(story), pack)));
  }));
}

}  // namespace
}  // namespace homeward
