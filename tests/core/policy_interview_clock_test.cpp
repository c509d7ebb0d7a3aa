#include "core/policy/interview_clock.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>

namespace homeward {
namespace {

enum class Rag { green, amber, red };
enum class OfferAnswer { accepted, declined, no_answer, deferred };

struct InterviewOffer {
  Instant at;
  OfferAnswer answer = OfferAnswer::no_answer;
  bool final = false;  // of a decline: nothing more will be offered for this episode
};

// What there is to say of one episode's interview.
struct Told {
  std::optional<Instant> missing_at;  // else as it came back
  std::optional<Instant> returned_at;
  std::vector<InterviewOffer> offers;
  std::optional<Instant> held_at;
  std::optional<Rag> rag;
  bool allocated = false;
  bool duplicate = false;
};

Event event_of(Instant at, EventType type) {
  Event event;
  event.at = at;
  event.type = type;
  event.episode = "e";
  return event;
}

Facts facts_of(const Told& told) {
  Facts facts;
  facts.child.allocated_worker = told.allocated;
  if (const auto began = told.missing_at ? told.missing_at : told.returned_at) {
    Event missing = event_of(*began, EventType::missing);
    missing.say(Key::category, word("missing"));
    const char* ratings[] = {"green", "amber", "red"};
    if (told.rag)
      missing.say(Key::rag, word(ratings[static_cast<std::size_t>(*told.rag)]));
    facts.events.push_back(missing);
  }
  if (told.returned_at)
    facts.events.push_back(event_of(*told.returned_at, EventType::returned));
  for (const InterviewOffer& offer : told.offers) {
    const char* answers[] = {"accepted", "declined", "no_answer", "deferred"};
    Event event = event_of(offer.at, EventType::interview_offered);
    event.say(Key::answer, word(answers[static_cast<std::size_t>(offer.answer)]));
    event.last_word = offer.final;
    facts.events.push_back(event);
  }
  if (told.held_at)
    facts.events.push_back(event_of(*told.held_at, EventType::interview_held));
  if (told.duplicate) {
    Event other = event_of(*told.returned_at, EventType::missing);
    other.episode = "f";
    other.say(Key::category, word("missing"));
    facts.events.push_back(other);
    facts.events.push_back(event_of(*told.returned_at, EventType::duplicate));
    facts.events.back().of = "f";
  }
  return facts;
}

InterviewClock interview_clock(const Pack& pack, const WorkingCalendar& calendar, const Told& told,
                               Instant now) {
  const Facts facts = facts_of(told);
  const Timeline line(pack, calendar, facts, now);
  return interview_clock(line, evaluate(line), "e");
}

Instant at(std::string_view text) {
  return parse_instant(text).value();
}

const WorkingCalendar& england() {
  static const WorkingCalendar calendar = england_and_wales().value();
  return calendar;
}

InterviewClock under(const char* pack, const Told& facts, const char* now) {
  return interview_clock(built_in_pack(pack).value(), england(), facts, at(now));
}

Told returned(const char* when) {
  Told facts;
  facts.returned_at = at(when);
  return facts;
}

InterviewOffer offer(const char* when, OfferAnswer answer, bool final = false) {
  return {at(when), answer, final};
}

// The example of scenarios.md, to the letter.
TEST(InterviewClockTest, Lan01CountsWorkingHoursAndSaysWhy) {
  Told facts = returned("2026-03-28T06:40:00Z");
  facts.missing_at = at("2026-03-27T21:15:00Z");
  const auto clock = under("lancashire", facts, "2026-03-31T10:00:00Z");
  EXPECT_EQ(clock.rule, "LAN-01");
  EXPECT_EQ(clock.what, "Offer a return home interview");
  EXPECT_EQ(clock.who, "interviewer");
  EXPECT_EQ(to_string(*clock.arose), "2026-03-28T06:40:00Z");
  EXPECT_EQ(to_string(*clock.due), "2026-04-01T23:00:00Z");
  EXPECT_EQ(clock.state, DutyState::open);
  EXPECT_EQ(clock.because,
            "Found Saturday 28 March 06:40. 72 working hours: the clock starts Monday 30 March "
            "00:00 and ends Thursday 2 April 00:00 (British Summer Time).");
  EXPECT_EQ(clock.source.document, "Missing from Home Policy");
  EXPECT_NE(clock.source.quote.find("72 working hours"), std::string::npos);
  EXPECT_TRUE(clock.questions.empty());
}

TEST(InterviewClockTest, Lan01CanBeSetToCountEveryHour) {
  const Pack pack = built_in_pack("lancashire", R"({"clock": "hours"})").value();
  const auto clock = interview_clock(pack, england(), returned("2026-03-28T06:40:00Z"),
                                     at("2026-03-28T07:00:00Z"));
  EXPECT_EQ(to_string(*clock.due), "2026-03-31T06:40:00Z");
  EXPECT_EQ(clock.because,
            "Found Saturday 28 March 06:40. 72 hours: the clock ends Tuesday 31 March 07:40 "
            "(British Summer Time).");
}

TEST(InterviewClockTest, EveryOtherPackCountsEveryHour) {
  for (const char* pack : {"darlington", "north-somerset", "newham", "london-workflow"}) {
    const auto clock = under(pack, returned("2026-04-02T18:00:00Z"), "2026-04-02T19:00:00Z");
    EXPECT_EQ(to_string(*clock.due), "2026-04-05T18:00:00Z") << pack;
    EXPECT_EQ(clock.because,
              "Returned Thursday 2 April 19:00. 72 hours: the clock ends Sunday 5 April 19:00.")
        << pack;
  }
}

TEST(InterviewClockTest, Ldn05IsForTheYouthServiceWhereRatedGreenAndNotAllocated) {
  Told facts = returned("2026-03-28T06:40:00Z");
  facts.rag = Rag::green;
  auto clock = under("london-workflow", facts, "2026-03-28T07:00:00Z");
  EXPECT_EQ(clock.rule, "LDN-05");
  EXPECT_EQ(clock.who, "youth_service");
  facts.allocated = true;
  clock = under("london-workflow", facts, "2026-03-28T07:00:00Z");
  EXPECT_EQ(clock.rule, "LDN-05a");
  EXPECT_EQ(clock.who, "social_worker");
  facts.allocated = false;
  for (std::optional<Rag> rag : {std::optional<Rag>{}, {Rag::amber}, {Rag::red}}) {
    facts.rag = rag;
    EXPECT_EQ(under("london-workflow", facts, "2026-03-28T07:00:00Z").rule, "LDN-05a");
  }
}

TEST(InterviewClockTest, TheLastQuarterIsDueSoonAndTheDueInstantIsNotYetOverdue) {
  const Told facts = returned("2026-11-16T12:00:00Z");
  const auto state = [&](const char* now) { return under("darlington", facts, now).state; };
  EXPECT_EQ(state("2026-11-16T12:00:00Z"), DutyState::open);
  EXPECT_EQ(state("2026-11-18T17:59:59.999Z"), DutyState::open);
  EXPECT_EQ(state("2026-11-18T18:00:00Z"), DutyState::due_soon);
  EXPECT_EQ(state("2026-11-19T12:00:00Z"), DutyState::due_soon);
  EXPECT_EQ(state("2026-11-19T12:00:00.001Z"), DutyState::overdue);
}

TEST(InterviewClockTest, Lan01IsDueSoonByItsOwnClockAndNotByTheWeekend) {
  const Told facts = returned("2026-11-19T00:00:00Z");  // due Tuesday 00:00
  const auto state = [&](const char* now) { return under("lancashire", facts, now).state; };
  EXPECT_EQ(state("2026-11-22T23:00:00Z"), DutyState::open) << "Sunday: 48 of 72 have run";
  EXPECT_EQ(state("2026-11-23T06:00:00Z"), DutyState::due_soon);
}

TEST(InterviewClockTest, ADutyToHoldIsMetWhenHeldAtExactlyTheDueInstant) {
  for (const char* pack : {"darlington", "north-somerset", "newham"}) {
    Told facts = returned("2026-11-16T12:00:00Z");
    facts.offers = {offer("2026-11-17T09:00:00Z", OfferAnswer::accepted)};
    EXPECT_EQ(under(pack, facts, "2026-11-20T12:00:00Z").state, DutyState::overdue)
        << "an accepted offer alone holds nothing";
    facts.held_at = at("2026-11-19T12:00:00Z");
    auto clock = under(pack, facts, "2026-11-20T12:00:00Z");
    EXPECT_EQ(clock.state, DutyState::met);
    EXPECT_EQ(clock.timeliness, Timeliness::met);
    EXPECT_EQ(clock.timeliness_because, "Held Thursday 19 November 12:00, in time.");
    facts.held_at = at("2026-11-19T12:00:00.001Z");
    clock = under(pack, facts, "2026-11-20T12:00:00Z");
    EXPECT_EQ(clock.state, DutyState::met_late);
    EXPECT_EQ(clock.timeliness, Timeliness::missed);
  }
}

TEST(InterviewClockTest, ADutyToHoldIsMetByAFinalDeclineOnly) {
  Told facts = returned("2026-11-16T12:00:00Z");
  facts.offers = {offer("2026-11-17T09:00:00Z", OfferAnswer::declined)};
  auto clock = under("north-somerset", facts, "2026-11-17T12:00:00Z");
  EXPECT_EQ(clock.state, DutyState::open);
  EXPECT_EQ(clock.timeliness, Timeliness::not_measurable);
  facts.offers.push_back(offer("2026-11-18T09:00:00Z", OfferAnswer::declined, true));
  clock = under("north-somerset", facts, "2026-11-20T12:00:00Z");
  EXPECT_EQ(clock.state, DutyState::met);
  EXPECT_EQ(clock.timeliness, Timeliness::offered_in_time_and_declined);
  EXPECT_STREQ(words(clock.timeliness), "offered in time and declined");
  EXPECT_EQ(clock.held, std::nullopt) << "the date held stays blank";
}

TEST(InterviewClockTest, ADutyToOfferIsMetByAnAnswerAndNotByAnAttempt) {
  for (const char* pack : {"lancashire", "london-workflow"}) {
    Told facts = returned("2026-11-16T12:00:00Z");
    facts.offers = {offer("2026-11-17T09:00:00Z", OfferAnswer::no_answer),
                    offer("2026-11-17T15:00:00Z", OfferAnswer::deferred)};
    auto clock = under(pack, facts, "2026-11-20T12:00:00Z");
    EXPECT_EQ(clock.state, DutyState::overdue);
    EXPECT_EQ(clock.timeliness, Timeliness::missed);
    EXPECT_EQ(clock.attempts, 2);
    EXPECT_EQ(clock.offered, std::nullopt);
    EXPECT_EQ(clock.timeliness_because,
              "No offer was accepted or declined by Thursday 19 November 12:00. 2 attempts "
              "without an answer are recorded.");

    facts.offers.push_back(offer("2026-11-19T12:00:00Z", OfferAnswer::declined));
    clock = under(pack, facts, "2026-11-20T12:00:00Z");
    EXPECT_EQ(clock.state, DutyState::met);
    EXPECT_EQ(clock.timeliness, Timeliness::offered_in_time_and_declined);

    facts.offers.push_back(offer("2026-11-18T12:00:00Z", OfferAnswer::accepted));
    clock = under(pack, facts, "2026-11-20T12:00:00Z");
    EXPECT_EQ(clock.timeliness, Timeliness::met);
  }
}

TEST(InterviewClockTest, AnOfferMadeLateIsMetLateAndMissed) {
  Told facts = returned("2026-11-16T12:00:00Z");
  facts.offers = {offer("2026-11-19T12:00:01Z", OfferAnswer::accepted)};
  const auto clock = under("lancashire", facts, "2026-11-20T12:00:00Z");
  EXPECT_EQ(clock.state, DutyState::met_late);
  EXPECT_EQ(clock.timeliness, Timeliness::missed);
}

TEST(InterviewClockTest, OfferedAnsweredAndHeldStayThreeInstants) {
  Told facts = returned("2026-11-16T12:00:00Z");
  facts.offers = {offer("2026-11-18T09:00:00Z", OfferAnswer::accepted),
                  offer("2026-11-17T09:00:00Z", OfferAnswer::declined)};
  facts.held_at = at("2026-11-18T16:00:00Z");
  const auto clock = under("darlington", facts, "2026-11-20T12:00:00Z");
  EXPECT_EQ(clock.offered, at("2026-11-17T09:00:00Z"));
  EXPECT_EQ(clock.answered, at("2026-11-18T09:00:00Z"));
  EXPECT_EQ(clock.held, at("2026-11-18T16:00:00Z"));
}

TEST(InterviewClockTest, WithoutAReturnNothingIsOwedYet) {
  Told facts;
  facts.missing_at = at("2026-11-16T12:00:00Z");
  const auto clock = under("newham", facts, "2026-11-20T12:00:00Z");
  EXPECT_EQ(clock.state, DutyState::not_measurable);
  EXPECT_EQ(clock.arose, std::nullopt);
  EXPECT_EQ(clock.due, std::nullopt);
  EXPECT_NE(clock.because.find("return is not recorded"), std::string::npos);
}

TEST(InterviewClockTest, AReturnBeforeGoingMissingIsAskedAboutAndNotMeasured) {
  Told facts = returned("2026-11-16T12:00:00Z");
  facts.missing_at = at("2026-11-16T12:00:00.001Z");
  const auto clock = under("newham", facts, "2026-11-20T12:00:00Z");
  EXPECT_EQ(clock.state, DutyState::not_measurable);
  EXPECT_NE(clock.because.find("before the child went missing"), std::string::npos);
  EXPECT_EQ(clock.questions.size(), 1u);
}

TEST(InterviewClockTest, AnInterviewBeforeTheReturnIsAskedAboutAndNotMeasured) {
  Told facts = returned("2026-11-16T12:00:00Z");
  facts.offers = {offer("2026-11-16T10:00:00Z", OfferAnswer::accepted)};
  facts.held_at = at("2026-11-16T11:00:00Z");
  for (const char* pack : {"newham", "lancashire"}) {
    const auto clock = under(pack, facts, "2026-11-20T12:00:00Z");
    EXPECT_EQ(clock.state, DutyState::not_measurable) << pack;
    EXPECT_EQ(clock.timeliness, Timeliness::not_measurable) << pack;
    EXPECT_NE(clock.because.find("before the return"), std::string::npos) << clock.because;
    EXPECT_EQ(clock.questions.size(), 2u) << pack;
  }
}

TEST(InterviewClockTest, ATrueOfferCountsThoughAnotherIsBeforeTheReturn) {
  Told facts = returned("2026-11-16T12:00:00Z");
  facts.offers = {offer("2026-11-16T10:00:00Z", OfferAnswer::accepted),
                  offer("2026-11-17T10:00:00Z", OfferAnswer::declined)};
  const auto clock = under("lancashire", facts, "2026-11-20T12:00:00Z");
  EXPECT_EQ(clock.state, DutyState::met);
  EXPECT_EQ(clock.timeliness, Timeliness::offered_in_time_and_declined);
  EXPECT_EQ(clock.questions.size(), 1u);
}

TEST(InterviewClockTest, WhatIsRecordedForLaterThanNowHasNotHappenedAndIsAskedAbout) {
  Told facts = returned("2026-11-16T12:00:00Z");
  facts.held_at = at("2026-11-17T12:00:00Z");
  facts.offers = {offer("2026-11-17T10:00:00Z", OfferAnswer::accepted)};
  auto clock = under("darlington", facts, "2026-11-16T13:00:00Z");
  EXPECT_EQ(clock.state, DutyState::open);
  EXPECT_EQ(clock.held, std::nullopt);
  EXPECT_EQ(clock.questions.size(), 2u);
  clock = under("darlington", facts, "2026-11-16T11:00:00Z");
  EXPECT_EQ(clock.state, DutyState::not_measurable);
  EXPECT_NE(clock.because.find("later than now"), std::string::npos);
}

TEST(InterviewClockTest, AnInterviewWithoutAnOfferIsAskedAbout) {
  Told facts = returned("2026-11-16T12:00:00Z");
  facts.held_at = at("2026-11-17T12:00:00Z");
  const auto clock = under("darlington", facts, "2026-11-20T12:00:00Z");
  EXPECT_EQ(clock.state, DutyState::met);
  ASSERT_EQ(clock.questions.size(), 1u);
  EXPECT_NE(clock.questions[0].find("no offer"), std::string::npos);
}

TEST(InterviewClockTest, ADuplicateEpisodeOwesNoInterviewOfItsOwn) {
  Told facts = returned("2026-11-16T12:00:00Z");
  facts.duplicate = true;
  const auto clock = under("lancashire", facts, "2026-12-20T12:00:00Z");
  EXPECT_EQ(clock.state, DutyState::cancelled);
  EXPECT_NE(clock.because.find("duplicate"), std::string::npos);
}

// NSC-D3: of an absence it is asked only where somebody decided so. The duties and the clock
// are one reading.
TEST(InterviewClockTest, AnAbsenceThatNoInterviewIsAskedOfIsNotOwedOne) {
  const Pack pack = built_in_pack("north-somerset").value();
  Facts facts = facts_of(returned("2026-11-16T12:00:00Z"));
  facts.events.front().said = {{Key::category, {word("absent")}}};
  const Timeline line(pack, england(), facts, at("2026-11-16T13:00:00Z"));
  const auto clock = interview_clock(line, evaluate(line), "e");
  EXPECT_EQ(clock.state, DutyState::cancelled);
  EXPECT_NE(clock.because.find("No return home interview is asked for"), std::string::npos);
}

TEST(InterviewClockTest, AReturnWithoutABeginningIsAskedAboutAndNotMeasured) {
  const Pack pack = built_in_pack("north-somerset").value();
  Facts facts = facts_of(returned("2026-11-16T12:00:00Z"));
  facts.events.erase(facts.events.begin());
  const Timeline line(pack, england(), facts, at("2026-11-16T13:00:00Z"));
  const auto clock = interview_clock(line, evaluate(line), "e");
  EXPECT_EQ(clock.state, DutyState::not_measurable);
  EXPECT_EQ(clock.questions.size(), 1u);
}

TEST(InterviewClockTest, AWaivedInterviewSaysByWhomAndWhy) {
  const Pack pack = built_in_pack("darlington").value();
  Facts facts = facts_of(returned("2026-11-16T12:00:00Z"));
  Event waived = event_of(at("2026-11-16T12:30:00Z"), EventType::waived);
  waived.rule = "DAR-02";
  waived.why = "moved away";
  facts.events.push_back(waived);
  const Timeline line(pack, england(), facts, at("2026-11-16T13:00:00Z"));
  const auto clock = interview_clock(line, evaluate(line), "e");
  EXPECT_EQ(clock.state, DutyState::waived);
  EXPECT_NE(clock.because.find("moved away"), std::string::npos);
}

TEST(InterviewClockTest, PastTheBankHolidaysItSaysSoAndDoesNotCallItMissed) {
  const Told facts = returned("2028-12-29T12:00:00Z");
  auto clock = under("lancashire", facts, "2029-01-10T12:00:00Z");
  EXPECT_EQ(clock.state, DutyState::overdue);
  EXPECT_EQ(clock.timeliness, Timeliness::not_measurable);
  EXPECT_NE(clock.because.find("Bank holidays are known from"), std::string::npos);
  clock = under("darlington", facts, "2029-01-10T12:00:00Z");
  EXPECT_EQ(clock.timeliness, Timeliness::missed) << "elapsed hours need no calendar";
}

TEST(InterviewClockTest, TheYearIsSaidWhereItIsNotThisYear) {
  const auto clock = under("darlington", returned("2026-12-30T12:00:00Z"), "2027-01-01T12:00:00Z");
  EXPECT_EQ(clock.because,
            "Returned Wednesday 30 December 2026 12:00. 72 hours: the clock ends Saturday 2 "
            "January 12:00.");
}

TEST(InterviewClockTest, AnInstantInTheRepeatedHourNamesItsZone) {
  const auto first = under("darlington", returned("2026-10-22T00:30:00Z"), "2026-10-22T10:00:00Z");
  EXPECT_NE(first.because.find("01:30 (British Summer Time)"), std::string::npos) << first.because;
}

// Any facts at all, also impossible ones, in any order.
std::optional<Instant> any_time() {
  using Limits = std::numeric_limits<std::int64_t>;
  const std::int64_t base = at("2026-03-20T00:00Z").ms;
  switch (*rc::gen::inRange(0, 8)) {
    case 0:
      return std::nullopt;
    case 1:
      return Instant{*rc::gen::element(Limits::min(), Limits::max(), std::int64_t{0})};
    default:
      return Instant{base + *rc::gen::inRange<std::int64_t>(0, 24 * 30) * hour_ms};
  }
}

Told any_facts() {
  Told facts;
  facts.missing_at = any_time();
  facts.returned_at = any_time();
  facts.held_at = any_time();
  facts.allocated = *rc::gen::arbitrary<bool>();
  facts.rag = *rc::gen::element(std::optional<Rag>{}, std::optional<Rag>{Rag::green},
                                std::optional<Rag>{Rag::red});
  const int offers = *rc::gen::inRange(0, 4);
  for (int i = 0; i < offers; ++i) {
    facts.offers.push_back({any_time().value_or(Instant{}),
                            *rc::gen::element(OfferAnswer::accepted, OfferAnswer::declined,
                                              OfferAnswer::no_answer, OfferAnswer::deferred),
                            *rc::gen::arbitrary<bool>()});
  }
  return facts;
}

Pack any_pack() {
  return built_in_pack(*rc::gen::element<std::string>("darlington", "north-somerset", "newham",
                                                      "london-workflow", "lancashire"))
      .value();
}

TEST(InterviewClockPropertyTest, TheOrderInWhichOffersAreRecordedChangesNothing) {
  EXPECT_TRUE(rc::check([] {
    const Pack pack = any_pack();
    Told facts = any_facts();
    const Instant now = any_time().value_or(Instant{});
    const auto one = interview_clock(pack, england(), facts, now);
    std::reverse(facts.offers.begin(), facts.offers.end());
    const auto other = interview_clock(pack, england(), facts, now);
    RC_ASSERT(one.state == other.state);
    RC_ASSERT(one.timeliness_because == other.timeliness_because);
    RC_ASSERT(one.offered == other.offered && one.answered == other.answered);
  }));
}

TEST(InterviewClockPropertyTest, WhateverTheFactsTheStateKeepsItsMeaning) {
  EXPECT_TRUE(rc::check([] {
    const Told facts = any_facts();
    const Instant now = any_time().value_or(Instant{});
    const auto clock = interview_clock(any_pack(), england(), facts, now);
    RC_ASSERT(!clock.because.empty() && !clock.timeliness_because.empty());
    const bool owed = clock.state == DutyState::open || clock.state == DutyState::due_soon;
    if (owed || clock.state == DutyState::overdue) {
      RC_ASSERT(owed == (now <= *clock.due));
    }
    if (clock.timeliness == Timeliness::met) {
      RC_ASSERT(clock.state == DutyState::met);
    }
    if (clock.state == DutyState::met_late) {
      RC_ASSERT(clock.timeliness != Timeliness::offered_in_time_and_declined);
    }
    if (clock.due) {
      RC_ASSERT(*clock.due > *clock.arose && *clock.arose <= now);
    }
  }));
}

}  // namespace
}  // namespace homeward
