// What comes from the case system, what is given out, and proof that all is as written.
#include "server/allocation.h"
#include "server/export.h"
#include "server/import.h"
#include "server/verify.h"
#include "tests/server/service_world.h"
#include "tests/sync/builders.h"

namespace homeward::test {
namespace {

constexpr const char* one_child = R"({"children": [
  {"case_id": "T-1", "team": "north",
   "answers": {"identity.given_name": "Aspen", "identity.birth_date": "2011-03-02"},
   "episodes": [{"ref": "M-1", "answers": {"absence.category": "missing",
                                           "absence.began": "2026-03-27T21:15:00Z"}}]}]})";

std::string with(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

class RecordsTest : public ServiceWorld {
 protected:
  ImportCount import(const std::string& json) {
    ImportCount count;
    write([&](ServerDatabase& db) -> Result<void> {
      HW_TRY(children, read_import(json, "cases.json", embedded_form_library(), now()));
      HW_CHECK(meet_records(children, "cases.json", db.store()));
      HW_TRY(counted,
             import_children(children, db.store(), db.accounts(), user("ada"), random_, now()));
      count = counted;
      return {};
    });
    return count;
  }
  std::string mistakes(const std::string& json) {
    const auto read = read_import(json, "cases.json", embedded_form_library(), now());
    return read.ok() ? "" : read.error().detail;
  }
  // What iris says of the imported child's name, once, having seen `seen`.
  void answer(const std::string& name, const std::vector<Name>& seen) {
    answer("identity.given_name", Value::text(name), seen);
  }
  void answer(const FieldKey& field, const Value& value, const std::vector<Name>& seen) {
    write([&](ServerDatabase& db) -> Result<void> {
      const RecordId id = child_id("T-1");
      const Change change = ChangeBuilder(origin(77), 1, {id, "child", id, {}})
                                .by(user("iris"))
                                .writes(field, value, seen);
      HW_CHECK(db.store().append(change));
      return db.store().extend_chain(change.origin, change.number,
                                     chain(Digest{}, change_digest(change)));
    });
  }
  Record imported() { return *reader()->store().record(child_id("T-1")).value(); }
  // As if a record's row had been written with its changes altered.
  template <class Alter>
  void store_instead(const RecordId& id, Alter alter) {
    const auto changes = reader()->store().history(id).value();
    RecordBlock block;
    for (Change change : changes) {
      alter(change);
      block.add(std::make_shared<const Change>(change));
    }
    write([&](ServerDatabase& db) {
      return Query(db.store().database(), "UPDATE record SET state = ? WHERE id = ?")
          .with(block.stored())
          .with(id.view())
          .run();
    });
  }
  std::vector<std::string> faults() { return verify(reader()->store()).value().faults; }
};

TEST_F(RecordsTest, ImportNamesEachMistakeByItsPathAndWritesNothing) {
  EXPECT_EQ(mistakes(one_child), "");
  const auto names = [&](const std::string& json, const std::string& place) {
    const std::string said = mistakes(json);
    EXPECT_NE(said.find("cases.json"), said.npos) << said;
    EXPECT_NE(said.find(place), said.npos) << place << " in " << said;
  };
  names("{", "");
  names(with(one_child, "2011-03-02", "2011-02-30"), "children[0].answers.identity.birth_date");
  names(with(one_child, "missing", "vanished"), "children[0].episodes[0].answers.absence.category");
  names(with(one_child, "given_name", "given_nam"), "children[0].answers.identity.given_nam");
  names(with(one_child, "\"team\"", "\"tem\""), "children[0].team");
  names(with(one_child, "\"Aspen\"", "7"), "children[0].answers.identity.given_name");
  names(with(one_child, "\"M-1\"", "\"\""), "children[0].episodes[0].ref");
}

TEST_F(RecordsTest, ImportSaysWhatWasExpectedAndWhatCannotBe) {
  const auto says = [&](const std::string& json, const std::string& words) {
    const std::string said = mistakes(json);
    EXPECT_NE(said.find(words), said.npos) << words << " in " << said;
  };
  says(with(one_child, "2011-03-02", "02/03/2011"), "like \"2011-03-02\"");
  says(with(one_child, "2026-03-27T21:15:00Z", "27 March"), "like \"2026-03-27T21:15:00Z\"");
  says(with(one_child, "missing", "Missing"), "expected one of: missing, absent, away_without");
  says(with(one_child, "2011-03-02", "2031-03-02"), "birth_date: lies in the future");
  says(with(one_child, "2026-03-27T21:15:00Z", "2027-01-01T00:00:00Z"),
       "began: lies in the future");
  says(with(one_child, "\"absence.category\": \"missing\"",
            "\"came_back.returned\": \"2026-03-27T21:00:00Z\""),
       "came_back.returned: is before absence.began");
  says(with(one_child, "\"answers\": {\"identity", "\"answer\": {\"identity"),
       "children[0].answers: is missing");
  says(with(one_child, "Aspen", std::string(500, 'a')), "is longer than");
  says("{\"children\": [\n  oops", "line 2, column 3");
}

TEST_F(RecordsTest, ImportNamesEveryChildWhoseTeamIsNotHere) {
  const auto children =
      read_import(with(one_child, "north", "nort"), "cases.json", embedded_form_library(), now());
  ASSERT_TRUE(children.ok()) << children.error().detail;
  const auto checked = check_teams(children.value(), "cases.json", reader()->accounts());
  ASSERT_FALSE(checked.ok());
  EXPECT_EQ(checked.error().detail, "cases.json: children[0].team: there is no team \"nort\"");
}

TEST_F(RecordsTest, ImportTwiceIsTheSameAsOnce) {
  EXPECT_EQ(import(one_child).records, 2u);
  const std::uint64_t head = reader()->store().head().value();
  const ImportCount again = import(one_child);
  EXPECT_EQ(again.records, 0u);
  EXPECT_EQ(again.unchanged, 2u);
  EXPECT_EQ(reader()->store().head().value(), head);
}

TEST_F(RecordsTest, ImportGivesTheChildToItsTeamsSupervisorsAndIsAudited) {
  import(one_child);
  EXPECT_TRUE(reader()->store().may_see(user("sam"), imported().header()).value());
  EXPECT_FALSE(reader()->store().may_see(user("sid"), imported().header()).value());
  EXPECT_EQ(audited("write", child_id("T-1")), 1u);
}

TEST_F(RecordsTest, ImportReplacesWhatItSaidItselfBefore) {
  import(one_child);
  EXPECT_EQ(import(with(one_child, "Aspen", "Birch")).records, 1u);
  EXPECT_EQ(imported().value("identity.given_name")->as_text(), "Birch");
}

TEST_F(RecordsTest, M3AnAnswerAWorkerChangedIsAConflictAndNeverReplaced) {
  import(one_child);
  answer("Cedar", imported().seen("identity.given_name"));
  import(with(one_child, "Aspen", "Birch"));
  EXPECT_TRUE(imported().in_conflict("identity.given_name"));
  EXPECT_EQ(imported().heads("identity.given_name").size(), 2u);
}

TEST_F(RecordsTest, M4ImportDoesNotOpenAgainWhatAWorkerSettled) {
  import(one_child);
  answer("Cedar", imported().seen("identity.given_name"));
  EXPECT_EQ(import(one_child).records, 0u);
  EXPECT_EQ(imported().value("identity.given_name")->as_text(), "Cedar");
}

TEST_F(RecordsTest, ExportHoldsEveryVersionAndIsAuditedAsRead) {
  import(one_child);
  import(with(one_child, "Aspen", "Birch"));
  std::string text;
  write([&](ServerDatabase& db) -> Result<void> {
    HW_TRY(lines, export_child_records(db, child_id("T-1"), user("sam"), now()));
    EXPECT_EQ(lines.size(), 2u);
    for (const std::string& line : lines) {
      text += line;
    }
    return {};
  });
  for (const char* part : {"Aspen", "Birch", "\"in_view\":false", "2026-03-27T21:15:00"}) {
    EXPECT_NE(text.find(part), text.npos) << part;
  }
  EXPECT_EQ(audited("read", child_id("T-1")), 1u);
}

TEST_F(RecordsTest, ExportNamesAnotherRecordByItsId) {
  import(one_child);
  answer("since_last_time.things/" + std::string(32, '1') + "/interview",
         Value::id(record_id(77).view()), {});
  std::string text;
  write([&](ServerDatabase& db) -> Result<void> {
    HW_TRY(lines, export_child_records(db, child_id("T-1"), user("sam"), now()));
    text = lines.front() + lines.back();
    return {};
  });
  EXPECT_NE(text.find("\"value\":\"" + record_id(77).hex() + "\""), text.npos) << text;
}

TEST_F(RecordsTest, VerifyFindsNothingWrongWithWhatWasWritten) {
  import(one_child);
  EXPECT_EQ(faults(), std::vector<std::string>{});
}

TEST_F(RecordsTest, M9VerifyNamesTheChangeInWhichAByteWasFlipped) {
  import(one_child);
  store_instead(child_id("T-1"), [](Change& change) {
    for (Version& version : change.versions) {
      version.value = version.value.as_text() == "Aspen" ? Value::text("Aspem") : version.value;
    }
  });
  const std::vector<std::string> found = faults();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_NE(found[0].find(", change 1: is not what was received"), std::string::npos) << found[0];
}

TEST_F(RecordsTest, M2VerifyNamesTheRecordWhoseRowIsAnothers) {
  import(one_child);
  const RecordId id = child_id("T-1");
  store_instead(id, [](Change& change) { change.record.id = record_id(5); });
  const std::vector<std::string> found = faults();
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.back().rfind("record " + id.hex(), 0), 0u) << found.back();
}

TEST_F(RecordsTest, VerifyNamesTheChangeThatIsMissingFromItsRecord) {
  import(one_child);
  const std::string id = child_id("T-1").hex();
  write([&](ServerDatabase& db) {
    const std::string sql = "UPDATE record SET state = (SELECT state FROM record WHERE id <> x'" +
                            id + "' LIMIT 1) WHERE id = x'" + id + "'";
    return db.store().database().run(sql.c_str());
  });
  const std::vector<std::string> found = faults();
  ASSERT_EQ(found.size(), 2u);
  EXPECT_NE(found[0].find(", change 1: log as stored: a change is missing"), std::string::npos)
      << found[0];
  EXPECT_EQ(found[1].rfind("record " + id, 0), 0u) << found[1];
}

class AllocationTest : public ServiceWorld {
 protected:
  Code refusal(const std::string& who, const Allotted& what) {
    auto database = ServerDatabase::open(folder_.path(), ServerDatabase::Mode::write).value();
    auto transaction = Transaction::begin(database->store());
    const auto account = database->accounts().account(user(who)).value();
    const Result<void> allocated = allocate(*database, *account, what, user("ada"), now());
    EXPECT_FALSE(allocated.ok());
    return allocated.ok() ? Code::corrupt : allocated.error().code;
  }
};

TEST_F(AllocationTest, V1ACommissionedInterviewerIsNeverGivenAWholeChild) {
  EXPECT_EQ(refusal("cass", {child(1).id, {}}), Code::refused);
}

TEST_F(AllocationTest, V1OnlyInterviewersAreAllocatedChildren) {
  EXPECT_EQ(refusal("sam", {child(2).id, {}}), Code::refused);
  EXPECT_EQ(refusal("ada", {child(1).id, {}}), Code::refused);
}

TEST_F(AllocationTest, AChildOrEpisodeThatIsNotThereCannotBeAllocated) {
  EXPECT_EQ(refusal("iris", {record_id(999), {}}), Code::not_found);
  EXPECT_EQ(refusal("cass", {child(1).id, episode(3).id}), Code::not_found);
}

TEST_F(AllocationTest, WhatIsAllocatedAndWithdrawnIsWrittenDown) {
  write([&](ServerDatabase& db) -> Result<void> {
    HW_TRY(iris, db.accounts().account(user("iris")));
    HW_CHECK(allocate(db, *iris, {child(2).id, {}}, user("ada"), now()));
    return withdraw(db, *iris, {child(2).id, {}}, user("ada"), now());
  });
  const auto lines = audit(child(2).id);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].act, "withdrawn");
  EXPECT_EQ(lines[1].act, "allocated");
  EXPECT_EQ(lines[1].user, user("ada"));
  EXPECT_EQ(lines[1].detail, "iris: the whole child");
  EXPECT_FALSE(reader()->store().may_see(user("iris"), child(2)).value());
}

}  // namespace
}  // namespace homeward::test
