// An answer that does not fit its form is kept, shown as not fitting, and bounded: what
// was written in good faith is never thrown away (docs/decisions/0006, P24).
#include <algorithm>

#include "core/form/library.h"
#include "core/form/progress.h"
#include "tests/server/tablet.h"
#include "tests/sync/builders.h"

namespace homeward::test {
namespace {

class UnfitAnswerTest : public ServiceWorld {
 protected:
  UnfitAnswerTest() { start(); }

  Tablet tablet(const std::string& who, unsigned number) {
    return Tablet(port(), who, user(who), number, authority_);
  }
  // What the form says of that answer of interview 1, as this tablet holds it.
  static std::optional<Lack> lack(const Record& interview, const std::string& key) {
    const Form& form = *embedded_form_library().latest("interview");
    const auto missing = missing_at_submission(form, RecordAnswers(interview));
    const auto at = std::find_if(missing.begin(), missing.end(),
                                 [&](const Missing& one) { return one.key == key; });
    return at == missing.end() ? std::nullopt : std::optional(at->why);
  }
};

TEST_F(UnfitAnswerTest, P24_AnAnswerOfTheWrongKindOrTooLongIsTakenReachesOthersAndIsShownAsUnfit) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), {field("before_we_start.outcome", Value::code("held")),
                            field("before_we_start.started", Value::text("about tea time")),
                            field("before_we_start.place", Value::text(std::string(5000, 'a'))),
                            field("before_we_start.mode", Value::code("by_pigeon")),
                            field("invented.question", Value::text("Kept too."))});
  iris.sync();
  EXPECT_EQ(iris.held(), 1u);
  EXPECT_TRUE(iris.notices().empty());
  Tablet sam = tablet("sam", 2);
  sam.sync();
  const Record seen = *sam.record(interview(1));
  EXPECT_EQ(seen.value("before_we_start.started")->as_text(), "about tea time");
  EXPECT_EQ(seen.value("before_we_start.place")->as_text()->size(), 5000u);
  EXPECT_EQ(seen.value("invented.question")->as_text(), "Kept too.");
  for (const char* key :
       {"before_we_start.started", "before_we_start.place", "before_we_start.mode"}) {
    EXPECT_EQ(lack(seen, key), Lack::does_not_fit) << key;
  }
}

TEST_F(UnfitAnswerTest, P24_AnAnswerBeyondWhatAnyValueMayMeasureIsSetAsideAndHoldsUpNothing) {
  Tablet iris = tablet("iris", 1);
  iris.write(interview(1), "what_happened.why", "To be replaced on its way.");
  iris.write(interview(1), "what_happened.before", "Taken.");
  Request request = read_request(iris.request()).value();
  const Change large = ChangeBuilder(iris.origin(), 1, interview(1))
                           .by(user("iris"))
                           .says("what_happened.why", std::string(value_octets_max + 1, 'a'));
  request.pushed[0].change = encode(large);
  EXPECT_EQ(iris.browser().post_octets("/api/sync", frame(request)).status, 200);
  EXPECT_EQ(reader()->store().origin_state(iris.origin()).value().number, 2u);
  const auto kept = reader()->store().quarantined_of_user(user("iris")).value();
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].change, encode(large));
  EXPECT_TRUE(kept[0].notice.opaque);
  const Record record = *reader()->store().record(interview(1).id).value();
  EXPECT_EQ(record.value("what_happened.before")->as_text(), "Taken.");
  EXPECT_EQ(record.value("what_happened.why"), nullptr);
}

}  // namespace
}  // namespace homeward::test
