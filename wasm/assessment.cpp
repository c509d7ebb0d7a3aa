#include "wasm/assessment.h"

#include <boost/json/array.hpp>

#include "core/form/instrument.h"
#include "core/time/civil.h"
#include "wasm/case_file.h"
#include "wasm/child_words.h"
#include "wasm/words.h"

namespace homeward {
namespace {

const Instrument* instrument_of(const Record& record) {
  return instrument_with_code(embedded_instruments(), code_in(record, FieldKey(instrument_field)));
}

// What was judged in place of the score's category; empty where that stands.
std::string judged_words(const Desk& desk, const Record& record) {
  if (code_in(record, "judgement.agrees") != "override") {
    return "";
  }
  const std::string judged = answer_words(desk, record, "judgement.override_category");
  return judged.empty() ? "" : judged + ", by professional judgement";
}

// Empty too where nobody says when it was made.
std::vector<const InstrumentItem*> aged_items(const Desk& desk, const Instrument& instrument,
                                              const Record& record) {
  const auto made = instant_in(record, "assessment.when");
  const Instant now = desk.now();
  if (!made || !is_plausible(*made) || !is_plausible(now)) {
    return {};
  }
  return aged_ticks(instrument, RecordAnswers(record), local(*made).date, local(now).date);
}

boost::json::value aged_json(const Desk& desk, const Instrument& instrument, const Record& record) {
  boost::json::array items;
  for (const InstrumentItem* item : aged_items(desk, instrument, record)) {
    items.emplace_back(item->label);
  }
  if (items.empty()) {
    return nullptr;
  }
  return {{"words", "Made " + when_words(*instant_in(record, "assessment.when"), desk.now()) +
                        ". What was ticked as “now, or in the past 6 months” is older than that "
                        "today. Ask again, and make a new assessment."},
          {"items", std::move(items)}};
}

std::string points_words(const Instrument& instrument, const Score& score) {
  return "Score " + std::to_string(score.points) + " of " + std::to_string(instrument.points_max());
}

}  // namespace

boost::json::value assessment_json(const Desk& desk, const Record& record) {
  const Instrument* instrument = instrument_of(record);
  if (instrument == nullptr) {
    return nullptr;
  }
  const Score got = score(*instrument, RecordAnswers(record));
  return {{"instrument", instrument->title},
          {"from", instrument->from},
          {"score_words", points_words(*instrument, got)},
          {"category_words", got.category->label},
          {"advice", got.category->advice},
          {"unsettled", got.unsettled},
          {"judged_words", judged_words(desk, record)},
          {"aged", aged_json(desk, *instrument, record)}};
}

std::string assessment_words(const Desk& desk, const Record& record) {
  const Instrument* instrument = instrument_of(record);
  if (instrument == nullptr) {
    return "";
  }
  const Score got = score(*instrument, RecordAnswers(record));
  const std::string aged =
      aged_items(desk, *instrument, record).empty() ? "" : ", ticks are out of date";
  return got.category->label + ", score " + std::to_string(got.points) + aged;
}

}  // namespace homeward
