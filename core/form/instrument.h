// An instrument: a printed list of signs that is ticked and added up, as data with a
// version. The exploitation assessment is made with one.
//
//   Instrument "seraf_north_somerset" 1, code "seraf_north_somerset_1"
//     Part "significant"          a section of the form: "<code>_significant"
//       Column "now", 5 points    an option of each of its questions
//       Item "going_missing"      "<code>_significant.going_missing": the ticks, and
//                                 "..._evidence": what they rest on
//
// A record keeps the instrument it was made with in its field instrument_field, and is
// scored by that one and no other. Nothing stores a score: it follows from the ticks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/form/answers.h"
#include "core/form/form.h"
#include "core/time/civil.h"

namespace homeward {

struct InstrumentColumn {
  std::string id;
  std::string label;  // "Now, or in the past 6 months"
  std::int64_t points = 0;
  std::int64_t months = 0;  // after so many, a tick no longer says what it says; 0: it never ages

  bool operator==(const InstrumentColumn&) const = default;
};

struct InstrumentItem {
  std::string id;
  std::string label;

  bool operator==(const InstrumentItem&) const = default;
};

struct InstrumentPart {
  std::string id;
  std::string title;
  std::string intro;
  std::vector<InstrumentColumn> columns;
  std::vector<InstrumentItem> items;

  bool operator==(const InstrumentPart&) const = default;
};

struct InstrumentCategory {
  std::int64_t least = 0;  // points
  std::int64_t number = 0;
  std::string label;   // "Category 2 (mild)"
  std::string advice;  // what a score in it does not say

  bool operator==(const InstrumentCategory&) const = default;
};

struct Instrument {
  std::string id;
  std::int64_t version = 0;
  std::string title;
  std::string from;     // whose it is, and where it is printed
  std::string licence;  // what a deployment confirms before it is offered
  std::vector<InstrumentPart> parts;
  std::vector<InstrumentCategory> categories;  // by `least`, the first 0

  bool operator==(const Instrument&) const = default;
  std::string code() const { return id + "_" + std::to_string(version); }
  std::int64_t points_max() const;
};

struct Score {
  std::int64_t points = 0;
  const InstrumentCategory* category = nullptr;  // of the instrument; never null
  bool unsettled = false;  // two answers to one item: counted with all that either ticked
};

// Ticks of `answers` under `instrument`, whatever else they hold.
Score score(const Instrument& instrument, const Answers& answers);

// Items ticked in a column whose months have gone by between the two days: what was
// "now" when it was made is not now. Empty where nothing has aged.
std::vector<const InstrumentItem*> aged_ticks(const Instrument& instrument, const Answers& answers,
                                              LocalDate made, LocalDate today);

// Refuses, with their paths, what an instrument cannot be: no parts, an item twice, points
// below nothing, categories that do not begin at 0 or do not rise.
Result<Instrument> load_instrument(std::string_view json, std::string_view name);

// Those built into the program (core/form/instruments/*.json), by id and version.
const std::vector<Instrument>& embedded_instruments();

// Null where there is none of this code.
const Instrument* instrument_with_code(const std::vector<Instrument>& instruments,
                                       std::string_view code);

// Puts the instrument's parts after the section that asks for it, each as a section that
// is asked where this instrument is the one chosen.
void ask_instrument(Form& form, const Instrument& instrument);

}  // namespace homeward
