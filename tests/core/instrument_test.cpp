// core/form/instrument.h: the vectors of records.md, and what an assessment keeps.
#include "core/form/instrument.h"

#include <gtest/gtest.h>

#include "core/form/library.h"
#include "core/form/progress.h"

namespace homeward {
namespace {

const Instrument& seraf() {
  return *instrument_with_code(embedded_instruments(), "seraf_north_somerset_1");
}

const InstrumentPart& part(const Instrument& instrument, std::size_t index) {
  return instrument.parts[index];
}

// "seraf_north_somerset_1_significant.going_missing"
std::string key_of(const InstrumentPart& part, const InstrumentItem& item) {
  return seraf().code() + "_" + part.id + "." + item.id;
}

// Ticks the first `count` items of a part, from the `from`th, in these columns.
void tick(MapAnswers& answers, std::size_t part_index, std::size_t count,
          const std::vector<std::string>& columns, std::size_t from = 0) {
  const InstrumentPart& ticked = part(seraf(), part_index);
  for (std::size_t item = from; item < from + count; ++item) {
    answers.add(key_of(ticked, ticked.items[item]), Value::codes(columns));
  }
}

constexpr std::size_t vulnerabilities = 0, moderate = 1, significant = 2;

struct Vector {
  const char* name;
  std::size_t vulnerable, now, earlier, both;
  std::int64_t points, category;
};

class SerafVectorTest : public ::testing::TestWithParam<Vector> {};

TEST_P(SerafVectorTest, IsScoredAsRecordsMdSays) {
  const Vector& is = GetParam();
  MapAnswers answers;
  tick(answers, vulnerabilities, is.vulnerable, {"ever"});
  tick(answers, significant, is.now, {"now"});
  tick(answers, significant, is.earlier, {"earlier"}, is.now);
  tick(answers, significant, is.both, {"earlier", "now"}, is.now + is.earlier);
  const Score got = score(seraf(), answers);
  EXPECT_EQ(got.points, is.points);
  EXPECT_EQ(got.category->number, is.category);
}

INSTANTIATE_TEST_SUITE_P(RecordsMd, SerafVectorTest,
                         ::testing::Values(Vector{"Nothing", 0, 0, 0, 0, 0, 1},
                                           Vector{"FiveVulnerabilities", 5, 0, 0, 0, 5, 1},
                                           Vector{"SixVulnerabilities", 6, 0, 0, 0, 6, 2},
                                           Vector{"OneSignificantNow", 0, 1, 0, 0, 5, 1},
                                           Vector{"OneSignificantInBothColumns", 0, 0, 0, 1, 6, 2},
                                           Vector{"TwoNow", 0, 2, 0, 0, 10, 2},
                                           Vector{"TwoNowAndOneVulnerability", 1, 2, 0, 0, 11, 3},
                                           Vector{"ThreeNow", 0, 3, 0, 0, 15, 3},
                                           Vector{"ThreeNowAndOneVulnerability", 1, 3, 0, 0, 16, 4},
                                           Vector{"OneSignificantOnlySixToTwelveMonthsAgo", 0, 0, 1,
                                                  0, 1, 1}),
                         [](const auto& is) { return is.param.name; });

TEST(SerafTest, EverythingScores75InCategory4) {
  MapAnswers answers;
  tick(answers, vulnerabilities, 11, {"ever"});
  tick(answers, moderate, 10, {"now"});
  tick(answers, significant, 9, {"earlier", "now"});
  EXPECT_EQ(score(seraf(), answers).points, 75);
  EXPECT_EQ(score(seraf(), answers).category->number, 4);
  EXPECT_EQ(seraf().points_max(), 75);
}

TEST(SerafTest, HasElevenTenAndNineItemsAndTwoColumnsForTheSignificantOnes) {
  ASSERT_EQ(seraf().parts.size(), 3u);
  EXPECT_EQ(part(seraf(), vulnerabilities).items.size(), 11u);
  EXPECT_EQ(part(seraf(), moderate).items.size(), 10u);
  EXPECT_EQ(part(seraf(), significant).items.size(), 9u);
  EXPECT_EQ(part(seraf(), significant).columns.size(), 2u);
}

TEST(SerafTest, AModerateIndicatorScoresOne) {
  MapAnswers answers;
  tick(answers, moderate, 1, {"now"});
  EXPECT_EQ(score(seraf(), answers).points, 1);
}

TEST(SerafTest, GoingMissingAloneIsCategory1AndNeverCalledNoRisk) {
  MapAnswers answers;
  answers.add("seraf_north_somerset_1_significant.going_missing", Value::codes({"now"}));
  const Score got = score(seraf(), answers);
  EXPECT_EQ(got.points, 5);
  EXPECT_EQ(got.category->label, "Category 1");
  for (const InstrumentCategory& category : seraf().categories) {
    for (const std::string& words : {category.label, category.advice}) {
      EXPECT_EQ(words.find("not at risk"), std::string::npos) << words;
      EXPECT_EQ(words.find("no risk"), std::string::npos) << words;
    }
  }
  EXPECT_NE(got.category->advice.find("not a finding that the child is safe"), std::string::npos);
}

TEST(SerafTest, SaysWhereItIsFromAndThatALicenceIsConfirmed) {
  EXPECT_NE(seraf().from.find("Barnardo's"), std::string::npos);
  EXPECT_NE(seraf().licence.find("confirms"), std::string::npos);
}

TEST(InstrumentTest, M3_OfTwoAnswersAllThatEitherTickedCountsAndItIsSaid) {
  MapAnswers answers;
  const std::string key = "seraf_north_somerset_1_significant.peers";
  answers.add(key, Value::codes({"earlier"})).add(key, Value::codes({"now"}));
  const Score got = score(seraf(), answers);
  EXPECT_EQ(got.points, 6);
  EXPECT_TRUE(got.unsettled);
}

TEST(InstrumentTest, ScoresItsOwnTicksAndNoOthers) {
  Instrument next = seraf();
  next.version = 2;
  next.parts[significant].columns[1].points = 9;
  MapAnswers made_with_the_first;
  tick(made_with_the_first, significant, 3, {"now"});
  EXPECT_EQ(score(seraf(), made_with_the_first).points, 15);
  EXPECT_EQ(score(next, made_with_the_first).points, 0);
}

TEST(InstrumentTest, TicksOfThePastSixMonthsAgeOnTheDayAfterAndTheOthersDoNot) {
  MapAnswers answers;
  tick(answers, vulnerabilities, 2, {"ever"});
  tick(answers, moderate, 1, {"now"});
  tick(answers, significant, 1, {"earlier"});
  tick(answers, significant, 1, {"earlier", "now"}, 1);
  const LocalDate made{2026, 3, 28};
  EXPECT_TRUE(aged_ticks(seraf(), answers, made, {2026, 9, 28}).empty());
  const auto aged = aged_ticks(seraf(), answers, made, {2026, 9, 29});
  ASSERT_EQ(aged.size(), 2u);
  EXPECT_EQ(aged[0]->id, "staying_out_late");
  EXPECT_EQ(aged[1]->id, "peers");
}

TEST(InstrumentTest, EachPartIsASectionAskedOnlyOfWhatWasMadeWithIt) {
  const Form& form = *embedded_form_library().latest("exploitation_assessment");
  const Question* ticks = form.question_of("seraf_north_somerset_1_significant.going_missing");
  ASSERT_NE(ticks, nullptr);
  EXPECT_FALSE(is_relevant(form, *ticks, MapAnswers()));
  MapAnswers made;
  made.add(instrument_field, Value::code("seraf_north_somerset_1"));
  EXPECT_TRUE(is_relevant(form, *ticks, made));
  EXPECT_FALSE(form.question_of(instrument_field)->is_for_people());
}

TEST(InstrumentTest, EachTickOwesItsEvidence) {
  const Form& form = *embedded_form_library().latest("exploitation_assessment");
  const std::string key = "seraf_north_somerset_1_moderate.drugs";
  MapAnswers answers;
  answers.add(instrument_field, Value::code("seraf_north_somerset_1"));
  EXPECT_FALSE(is_relevant(form, *form.question_of(key + "_evidence"), answers));
  answers.add(key, Value::codes({"now"}));
  const auto missing = missing_at_submission(form, answers);
  EXPECT_TRUE(std::any_of(missing.begin(), missing.end(),
                          [&](const Missing& one) { return one.key == key + "_evidence"; }));
}

TEST(InstrumentTest, M8_TicksOfAnInstrumentNotKnownHereAreKept) {
  const Form& form = *embedded_form_library().latest("exploitation_assessment");
  MapAnswers newer;
  newer.add(instrument_field, Value::code("seraf_north_somerset_9"));
  newer.add("seraf_north_somerset_9_significant.peers", Value::codes({"now"}));
  EXPECT_EQ(other_answers(form, newer).size(), 1u);
  EXPECT_EQ(instrument_with_code(embedded_instruments(), "seraf_north_somerset_9"), nullptr);
}

// Each mistake is told with its path.
std::string detail(const std::string& json) {
  const Result<Instrument> loaded = load_instrument(json, "try.1.json");
  return loaded.ok() ? "" : loaded.error().detail;
}

std::string with(const std::string& parts, const std::string& categories) {
  return R"({"id": "try", "version": 1, "title": "T", "from": "F", "licence": "L", "parts": )" +
         parts + R"(, "categories": )" + categories + "}";
}

constexpr const char* a_part =
    R"([{"id": "p", "title": "P", "columns": [{"id": "c", "label": "C", "points": 1}],
         "items": [{"id": "i", "label": "I"}]}])";
constexpr const char* a_category =
    R"([{"least": 0, "number": 1, "label": "Category 1", "advice": "A"}])";

TEST(LoadInstrumentTest, TakesASoundOne) {
  EXPECT_EQ(detail(with(a_part, a_category)), "");
}

TEST(LoadInstrumentTest, RefusesNegativePointsAndItemsGivenTwice) {
  const std::string bad =
      R"([{"id": "p", "title": "P", "columns": [{"id": "c", "label": "C", "points": -1}],
           "items": [{"id": "i", "label": "I"}, {"id": "i", "label": "again"}]}])";
  const std::string said = detail(with(bad, a_category));
  EXPECT_NE(said.find("try.1.json: parts[0].columns[0].points: must be from 0 to 100"),
            std::string::npos);
  EXPECT_NE(said.find("parts[0].items[1].id: i is used twice"), std::string::npos);
}

TEST(LoadInstrumentTest, RefusesCategoriesThatLeaveAScoreWithoutOne) {
  const std::string bad = R"([{"least": 1, "number": 1, "label": "L", "advice": "A"},
                              {"least": 1, "number": 2, "label": "L", "advice": "A"}])";
  const std::string said = detail(with(a_part, bad));
  EXPECT_NE(said.find("categories[0].least"), std::string::npos);
  EXPECT_NE(said.find("categories[1].least"), std::string::npos);
}

TEST(LoadInstrumentTest, RefusesAnUnknownKey) {
  EXPECT_NE(detail(R"({"id": "try", "colour": "red"})").find("colour"), std::string::npos);
}

}  // namespace
}  // namespace homeward
