// A child who was added on a tablet, and whom the case system tells of later, stays one child.
#include "server/import.h"
#include "tests/server/service_world.h"
#include "tests/sync/builders.h"

namespace homeward::test {
namespace {

constexpr const char* one_child = R"({"children": [
  {"case_id": "T-9", "team": "south",
   "answers": {"identity.given_name": "Juno", "identity.birth_date": "2011-03-02"},
   "episodes": [{"ref": "M-1", "answers": {"absence.category": "missing",
                                           "absence.police_reference": "P/77"}}]}]})";

std::string with(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

class ImportMeetingTest : public ServiceWorld {
 protected:
  // What is wrong; empty where it was imported.
  std::string import(const std::string& json) {
    std::string wrong;
    write([&](ServerDatabase& db) -> Result<void> {
      HW_TRY(children, read_import(json, "cases.json", embedded_form_library(), now()));
      if (const Result<void> met = meet_records(children, "cases.json", db.store()); !met.ok()) {
        wrong = met.error().detail;
        return {};
      }
      HW_TRY(counted,
             import_children(children, db.store(), db.accounts(), user("ada"), random_, now()));
      count = counted;
      return {};
    });
    return wrong;
  }
  // On iris's tablet, which has seen `seen`.
  void on_tablet(const RecordHeader& record, const FieldKey& key, const Value& value,
                 const std::vector<Name>& seen = {}) {
    write([&](ServerDatabase& db) -> Result<void> {
      HW_TRY(state, db.store().origin_state(origin(77)));
      const Change change = ChangeBuilder(origin(77), state.number + 1, record)
                                .by(user("iris"))
                                .writes(key, value, seen);
      HW_CHECK(db.store().append(change));
      return db.store().extend_chain(change.origin, change.number,
                                     chain(state.chain, change_digest(change)));
    });
  }
  void number(const RecordHeader& record, const std::string& text) {
    on_tablet(record, "status.case_system_id", Value::text(text));
  }
  void reference(const RecordHeader& record, const std::string& text) {
    on_tablet(record, "absence.police_reference", Value::text(text));
  }
  std::size_t children() { return reader()->store().records_of_type("child").value().size(); }
  std::size_t episodes() { return reader()->store().records_of_type("episode").value().size(); }
  Record record(const RecordHeader& header) { return *reader()->store().record(header.id).value(); }
  void names(const std::string& wrong, const std::vector<std::string>& parts) {
    for (const std::string& part : parts) {
      EXPECT_NE(wrong.find(part), wrong.npos) << part << " in " << wrong;
    }
  }

  const RecordHeader juno{record_id(50), "child", record_id(50), {}};
  const RecordHeader other{record_id(60), "child", record_id(60), {}};
  const RecordHeader away{record_id(51), "episode", juno.id, record_id(51)};
  const RecordHeader again{record_id(52), "episode", juno.id, record_id(52)};
  ImportCount count;
};

TEST_F(ImportMeetingTest, WhatIsImportedIsWrittenInTheRecordThatWasMadeOnATablet) {
  number(juno, "t-9 ");
  reference(away, "p/77");
  const std::size_t before = children();
  EXPECT_EQ(import(one_child), "");
  EXPECT_EQ(children(), before);
  EXPECT_EQ(episodes(), 4u);
  EXPECT_EQ(record(juno).value("identity.birth_date")->as_date(), "2011-03-02");
  EXPECT_EQ(record(away).value("absence.category")->as_code(), "missing");
  // Another spelling of the same is no conflict, and the tablet's stands.
  EXPECT_EQ(record(juno).value("status.case_system_id")->as_text(), "t-9 ");
  EXPECT_EQ(record(away).value("absence.police_reference")->as_text(), "p/77");
  EXPECT_TRUE(reader()->store().may_see(user("sid"), away).value());
  EXPECT_EQ(children_numbered(reader()->store(), "T-9").value(), std::vector<RecordId>{juno.id});
  EXPECT_EQ(import(one_child), "");
  EXPECT_EQ(count.records, 0u);
}

// M3: what the two say differently is for a person to settle.
TEST_F(ImportMeetingTest, M3_WhatATabletAndTheCaseSystemSayDifferentlyIsAConflict) {
  number(juno, "T-9");
  on_tablet(juno, "identity.given_name", Value::text("June"));
  EXPECT_EQ(import(one_child), "");
  EXPECT_TRUE(record(juno).in_conflict("identity.given_name"));
  EXPECT_EQ(record(juno).value("status.case_system_id")->as_text(), "T-9");
}

TEST_F(ImportMeetingTest, AnotherEpisodeOfTheChildIsAnotherRecord) {
  number(juno, "T-9");
  reference(away, "P/78");
  EXPECT_EQ(import(one_child), "");
  EXPECT_EQ(episodes(), 5u);
  EXPECT_EQ(record({episode_id(juno.id, "M-1"), "", {}, {}}).header().child, juno.id);
  EXPECT_EQ(import(one_child), "");
  EXPECT_EQ(count.records, 0u);
}

TEST_F(ImportMeetingTest, AChildWhoseNumberIsWrittenInTwoRecordsIsAMistakeThatNamesThem) {
  number(juno, "T-9");
  number(other, "T-9");
  names(import(one_child),
        {"cases.json: children[0].case_id", "\"T-9\"", juno.id.hex(), other.id.hex()});
  EXPECT_EQ(children(), 4u);
}

TEST_F(ImportMeetingTest, ATabletsRecordOfAChildWhoWasImportedBeforeIsAMistakeThatNamesBoth) {
  EXPECT_EQ(import(one_child), "");
  number(juno, "T-9");
  names(import(one_child), {"children[0].case_id", child_id("T-9").hex(), juno.id.hex()});
}

TEST_F(ImportMeetingTest, M3_ANumberInConflictIsSettledBeforeAnythingIsImported) {
  number(juno, "T-9");
  number(juno, "T-10");
  names(import(one_child), {"children[0].case_id", juno.id.hex(), "conflict"});
  on_tablet(juno, "status.case_system_id", Value::text("T-9"),
            record(juno).seen("status.case_system_id"));
  EXPECT_EQ(import(one_child), "");
}

TEST_F(ImportMeetingTest, AReferenceOfTwoEpisodesOrInConflictIsAMistakeThatNamesThem) {
  number(juno, "T-9");
  reference(away, "P/77");
  reference(again, "P/77");
  names(import(one_child),
        {"children[0].episodes[0].ref", away.id.hex() + " and " + again.id.hex()});
  on_tablet(again, "absence.police_reference", Value::text("P/78"),
            record(again).seen("absence.police_reference"));
  reference(away, "P/79");
  names(import(one_child), {"children[0].episodes[0].ref", away.id.hex(), "conflict"});
}

TEST_F(ImportMeetingTest, TwoEntriesThatAreOneRecordHereAreAMistake) {
  number(juno, "T-9");
  reference(away, "P/77");
  names(import(with(one_child, "\"episodes\": [",
                    R"("episodes": [{"ref": "M-2", "answers": {"absence.category": "missing",
                                     "absence.police_reference": "P/77"}}, )")),
        {"children[0].episodes[1].ref: is the same record here as children[0].episodes[0]"});
}

// A worker who puts a wrong number right says that this was another child.
TEST_F(ImportMeetingTest, ACorrectedNumberIsFollowed) {
  number(juno, "T-9");
  on_tablet(juno, "status.case_system_id", Value::text("T-10"),
            record(juno).seen("status.case_system_id"));
  const std::size_t before = children();
  EXPECT_EQ(import(one_child), "");
  EXPECT_EQ(children(), before + 1);
}

TEST_F(ImportMeetingTest, TheNumberIsAnAnswerOfWhoeverIsImported) {
  EXPECT_EQ(import(one_child), "");
  const Record child = *reader()->store().record(child_id("T-9")).value();
  EXPECT_EQ(child.value("status.case_system_id")->as_text(), "T-9");
  const auto read = read_import(with(one_child, "T-9", std::string(61, '9')), "cases.json",
                                embedded_form_library(), now());
  ASSERT_FALSE(read.ok());
  names(read.error().detail, {"children[0].case_id: ", "is longer than 60"});
}

}  // namespace
}  // namespace homeward::test
