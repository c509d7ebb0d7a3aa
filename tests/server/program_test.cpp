// `homeward` and `homewardd` as they are run.
#include <algorithm>
#include <fstream>

#include "server/import.h"
#include "tests/server/program.h"
#include "tests/server/tablet.h"
#include "tests/sync/builders.h"

namespace homeward::test {
namespace {

class ProgramTest : public ServiceWorld {
 protected:
  Ran homeward(std::vector<std::string> arguments, const std::string& input = "") {
    arguments.insert(arguments.begin(), {"--data", folder_.path()});
    return run_homeward(arguments, input);
  }
};

TEST_F(ProgramTest, S4AServerKilledAtOnceHasEveryChangeItAcknowledged) {
  auto server = std::make_unique<RunningServer>(folder_.path());
  Tablet iris(server->port(), "iris", user("iris"), 1, authority_);
  for (int i = 0; i < 20; ++i) {
    iris.write(interview(1), "what_happened.why", "Version " + std::to_string(i));
    iris.sync();
  }
  server->kill_at_once();
  EXPECT_EQ(iris.held(), 20u);
  EXPECT_EQ(reader()->store().origin_state(iris.origin()).value().number, 20u);
  EXPECT_EQ(homeward({"verify"}).code, 0);
  server = std::make_unique<RunningServer>(folder_.path());
  Tablet sam(server->port(), "sam", user("sam"), 2, authority_);
  sam.sync();
  EXPECT_EQ(sam.record(interview(1))->value("what_happened.why")->as_text(), "Version 19");
  EXPECT_EQ(server->stop(), 0);
}

TEST_F(ProgramTest, S3TheReceiptKeyIsRotatedByAnAdministratorAndServedFromTheNextStart) {
  const std::string first = to_hex(authority_.receipt_key.public_half);
  EXPECT_NE(homeward({"key", "rotate", "--by", "iris"}).code, 0);
  const Ran rotated = homeward({"key", "rotate", "--by", "ada"});
  EXPECT_EQ(rotated.code, 0) << rotated.err;
  const RunningServer server(folder_.path());
  Browser browser(server.port());
  const std::string told = browser.sign_in("iris").body;
  EXPECT_EQ(text_in(told, "from"), first);
  EXPECT_EQ(text_in(told, "to"), text_in(told, "receipt_key"));
  EXPECT_NE(rotated.out.find(text_in(told, "receipt_key")), std::string::npos);
  const std::vector<AuditLine> lines = audit();
  EXPECT_TRUE(std::any_of(lines.begin(), lines.end(), [&](const AuditLine& line) {
    return line.act == "rotate_receipt_key" && line.user == user("ada");
  }));
}

TEST_F(ProgramTest, TheDemonstrationIsMadeOnceAndSaysWhoSignsIn) {
  const Folder folder;
  const std::string data = folder.path() + "/demo";
  const Ran first = run_homeward({"demo", "--data", data});
  EXPECT_EQ(first.code, 0) << first.err;
  EXPECT_NE(first.out.find("demonstration only"), std::string::npos);
  EXPECT_NE(first.out.find("iris"), std::string::npos);
  const Ran second = run_homeward({"demo", "--data", data});
  EXPECT_EQ(second.code, 0) << second.err;
  EXPECT_NE(second.out.find("already"), std::string::npos);
  const RunningServer server(data);
  Browser browser(server.port());
  EXPECT_EQ(browser.sign_in("iris", "demonstration only").status, 200);
}

TEST_F(ProgramTest, TheDemonstrationIsNotMadeOverAnotherAuthority) {
  const Ran ran = homeward({"demo"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.err.find("Test Council"), std::string::npos);
}

TEST_F(ProgramTest, AnAuthorityIsSetUpFromNothing) {
  const Folder folder;
  const std::string data = folder.path() + "/new";
  const auto run = [&](std::vector<std::string> words, const std::string& input = "") {
    words.insert(words.begin(), {"--data", data});
    const Ran ran = run_homeward(words, input);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran;
  };
  run({"begin", "--name", "New Council", "--pack", "north-somerset"});
  run({"organisation", "add", "council", "--name", "New Council"});
  run({"organisation", "add", "charity", "--name", "New Charity", "--commissioned"});
  run({"team", "add", "east", "--name", "East"});
  run({"user", "add", "ann", "--name", "Ann Example", "--organisation", "council", "--role",
       "supervisor"},
      "a long enough password");
  run({"team", "join", "east", "ann"});
  EXPECT_NE(run({"user", "list"}).out.find("Ann Example, New Council"), std::string::npos);
}

// Whose form it is, and that the council may use it, is not ours to assume.
TEST_F(ProgramTest, AnInstrumentIsLeftOutUntilTheCouncilConfirmsItsLicence) {
  const std::string code = "seraf_north_somerset_1";
  const auto told = [&] {
    const RunningServer server(folder_.path());
    Browser browser(server.port());
    return browser.sign_in("iris").body.find(code) != std::string::npos;
  };
  EXPECT_NE(homeward({"instrument", "list"}).out.find(code + "  left out"), std::string::npos);
  EXPECT_NE(homeward({"instrument", "list"}).out.find("Barnardo's"), std::string::npos);
  EXPECT_FALSE(told());
  EXPECT_EQ(homeward({"instrument", "confirm", code, "--by", "ada"}).code, 0);
  EXPECT_TRUE(told());
  EXPECT_EQ(homeward({"instrument", "leave-out", code, "--by", "ada"}).code, 0);
  EXPECT_FALSE(told());
  const Ran unknown = homeward({"instrument", "confirm", "spell_1", "--by", "ada"});
  EXPECT_NE(unknown.code, 0);
  EXPECT_NE(unknown.err.find("spell_1"), std::string::npos);
}

// Data of the deployment: set while the server runs, and told at the next sign-in.
TEST_F(ProgramTest, TheAuthoritySetsItsOwnHelplines) {
  const RunningServer server(folder_.path());
  const auto told = [&] { return Browser(server.port()).sign_in("iris").body; };
  const Folder files;
  const std::string file = files.path() + "/lines.json";
  const auto set = [&](const std::string& text) {
    std::ofstream(file) << text;
    return homeward({"helplines", "set", file, "--by", "ada"});
  };
  EXPECT_NE(told().find("National runaway helpline"), std::string::npos);
  const std::string night = R"({"helplines": [{"code": "night", "name": "The night line"}]})";
  EXPECT_EQ(set(night).code, 0);
  EXPECT_NE(told().find(R"("name":"The night line","words":"","withdrawn":false)"),
            std::string::npos);
  EXPECT_NE(told().find(R"("words":"Someone local to talk to.","withdrawn":true)"),
            std::string::npos);
  const std::string listed = homeward({"helplines", "list"}).out;
  const Ran bad = set(R"({"helplines": [{"code": "night"}]})");
  EXPECT_EQ(bad.code, 2);
  EXPECT_NE(bad.err.find("lines.json: helplines[0].name: is missing"), std::string::npos)
      << bad.err;
  EXPECT_EQ(homeward({"helplines", "list"}).out, listed);
  EXPECT_EQ(set(listed).code, 0);
  EXPECT_EQ(homeward({"helplines", "list"}).out, listed);
  EXPECT_NE(homeward({"audit"}).out.find("ada  helplines_set"), std::string::npos);
}

std::string fernshire() {
  std::ifstream file(std::string(HOMEWARD_ROOT) + "/tests/golden/packs/fernshire.json");
  return {std::istreambuf_iterator<char>(file), {}};
}

// A pack of the council's own, settings and closure days: nothing is built for them.
TEST_F(ProgramTest, TheAuthoritySetsItsOwnPolicy) {
  const RunningServer server(folder_.path());
  const auto told = [&] { return Browser(server.port()).sign_in("iris").body; };
  const Folder files;
  const auto set = [&](const char* command, const std::string& text) {
    const std::string file = files.path() + "/" + command + ".json";
    std::ofstream(file) << text;
    return homeward({"policy", command, file, "--by", "ada"});
  };
  EXPECT_NE(told().find(R"("policy":{"packs":{},"settings":{},"closures":[]})"), std::string::npos);
  EXPECT_EQ(set("set", fernshire()).code, 0);
  EXPECT_NE(told().find("FERN-2"), std::string::npos);
  EXPECT_NE(homeward({"policy", "list"}).out.find("fernshire: Fernshire (invented) (your own)"),
            std::string::npos);
  EXPECT_EQ(set("settings", R"({"settings": {"fernshire": {"meeting_episodes": 4}},
                                "closures": ["2026-12-29"]})")
                .code,
            0);
  EXPECT_NE(told().find(R"("closures":["2026-12-29"])"), std::string::npos);
  EXPECT_NE(homeward({"policy", "explain", "FERN-3"}).out.find("4 or more episodes"),
            std::string::npos);
  EXPECT_NE(homeward({"policy", "explain", "ALL-01"}).out.find("authorises an interview they held"),
            std::string::npos);
  const std::string kept = told();

  const auto refused = [&](const Ran& ran, const char* said) {
    EXPECT_NE(ran.code, 0);
    EXPECT_NE(ran.err.find(said), std::string::npos) << ran.err;
    EXPECT_EQ(told(), kept);
  };
  refused(set("set", R"({"id": "fernshire"})"), "set.json: title: is missing");
  refused(set("settings", R"({"settings": {"fernshire": {"mood": 1}}})"),
          "settings.json: fernshire: settings given.mood: ");
  refused(set("settings", R"({"settings": {"atlantis": {}}})"), "settings.atlantis: ");
  refused(set("settings", R"({"closures": ["soon"]})"), "settings.json: closures[0]: ");
  refused(set("settings", R"({"packs": {}})"), "settings.json: packs: ");
  refused(homeward({"policy", "unset", "atlantis", "--by", "ada"}), "atlantis");
  refused(homeward({"policy", "unset", "fernshire", "--by", "ada"}), "settings.fernshire: ");
  refused(homeward({"policy", "unset", "fernshire", "--by", "iris"}), "only an administrator");

  EXPECT_EQ(set("settings", "{}").code, 0);
  EXPECT_EQ(homeward({"policy", "unset", "fernshire", "--by", "ada"}).code, 0);
  EXPECT_EQ(told().find("FERN-2"), std::string::npos);
  const std::string audit = homeward({"audit"}).out;
  for (const char* line : {"ada  policy_set", "ada  policy_settings", "ada  policy_unset"}) {
    EXPECT_NE(audit.find(line), std::string::npos) << line << " in\n" << audit;
  }
}

TEST_F(ProgramTest, APackThatAnotherVersionSetIsNamedWhereTheServerStartsAndServesOn) {
  write([](ServerDatabase& db) {
    return db.store().put_meta(
        "policy", R"({"packs": {"newham": {"id": "newham", "of_another_version": 1}}})");
  });
  const RunningServer server(folder_.path());
  EXPECT_NE(server.log().find("cannot read newham: "), std::string::npos) << server.log();
  EXPECT_NE(server.log().find("newham: of_another_version: "), std::string::npos);
  EXPECT_EQ(Browser(server.port()).sign_in("iris").status, 200);
  const Ran listed = homeward({"policy", "list"});
  EXPECT_NE(listed.code, 0);
  EXPECT_NE(listed.err.find("newham: of_another_version"), std::string::npos) << listed.err;
}

TEST_F(ProgramTest, AnEventOfATimeAwayThatNeverBeganIsSaidWithItsPath) {
  const Folder files;
  const std::string story = files.path() + "/story.json";
  std::ofstream(story) << R"({"authority": "lancashire", "now": "2026-03-31T10:00:00Z", "events": [
      {"at": "2026-03-27T21:15:00Z", "type": "missing", "episode": "e1", "category": "missing"},
      {"at": "2026-03-28T06:40:00Z", "type": "returned", "episode": "e2"}]})";
  const Ran ran = run_homeward({"policy", "evaluate", story});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.err, story +
                         ": events[1].episode: \"e2\" is begun by no event \"missing\", so "
                         "nothing is owed of it\n");
  EXPECT_EQ(ran.out.find(R"("episode":"e2")"), std::string::npos);
}

TEST_F(ProgramTest, ARuleInSmallLettersIsRefusedWithTheOneThatWasMeant) {
  const Ran ran = run_homeward({"policy", "explain", "lan-05"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_NE(ran.err.find("did you mean LAN-05?"), std::string::npos) << ran.err;
  EXPECT_EQ(run_homeward({"policy", "explain", "atlantis-1"}).err.find("did you mean"),
            std::string::npos);
}

TEST_F(ProgramTest, HelpDoesNotAskForADatabaseWhereNoneIsNeeded) {
  const std::string help = run_homeward({"--help"}).out;
  EXPECT_EQ(help.find("Every command also needs"), std::string::npos);
  EXPECT_NE(help.find("all but"), std::string::npos);
}

TEST_F(ProgramTest, WrongSettingsAreSaidOfTheFileTheyAreIn) {
  const Folder files;
  const std::string pack = files.path() + "/fern.json", story = files.path() + "/story.json";
  std::ofstream(pack) << fernshire();
  const auto evaluate = [&](const std::string& settings) {
    std::ofstream(story) << R"({"authority": "fernshire", "now": "2026-03-31T10:00:00Z",
                               "settings": )" +
                                settings + "}";
    return run_homeward({"policy", "evaluate", story, "--pack", pack});
  };
  EXPECT_EQ(evaluate("{}").code, 0) << evaluate("{}").err;
  const Ran wrong = evaluate(R"({"mood": 1})");
  EXPECT_EQ(wrong.code, 2);
  EXPECT_NE(wrong.err.find(story + ": settings given.mood: is not a key known here"),
            std::string::npos)
      << wrong.err;
  // Settings that the database keeps, over a file's pack that does not know them.
  const auto ada = [&](const char* command, const std::string& file) {
    return homeward({"policy", command, file, "--by", "ada"});
  };
  const std::string settings = files.path() + "/settings.json";
  std::ofstream(settings) << R"({"settings": {"fernshire": {"meeting_episodes": 4}}})";
  EXPECT_EQ(ada("set", pack).code, 0);
  EXPECT_EQ(ada("settings", settings).code, 0);
  std::string other = fernshire();
  for (std::size_t at; (at = other.find("meeting_episodes")) != other.npos;) {
    other.replace(at, 16, "other_episodes");
  }
  const std::string changed = files.path() + "/changed.json";
  std::ofstream(changed) << other;
  const Ran list = homeward({"policy", "list", "--pack", changed});
  EXPECT_EQ(list.code, 2);
  EXPECT_NE(list.err.find(changed + ": settings given.meeting_episodes: "), std::string::npos)
      << list.err;
}

TEST_F(ProgramTest, AnAuthorityMayBeginWithAPackOfItsOwnWhichThenStays) {
  const Folder files;
  const std::string file = files.path() + "/fernshire.json";
  std::ofstream(file) << fernshire();
  const std::string data = files.path() + "/new";
  const auto run = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"--data", data});
    return run_homeward(words);
  };
  EXPECT_EQ(run({"begin", "--name", "Fernshire", "--pack", "fernshire"}).code, 2);
  const Ran begun = run({"begin", "--name", "Fernshire", "--pack", file});
  EXPECT_EQ(begun.code, 0) << begun.err;
  EXPECT_NE(run({"policy", "explain", "FERN-2"}).out.find("FERN-2"), std::string::npos);
  const Ran unset = run({"policy", "unset", "fernshire"});
  EXPECT_EQ(unset.code, 2);
  EXPECT_NE(unset.err.find("must stay"), std::string::npos) << unset.err;
}

TEST_F(ProgramTest, UsersAreAddedListedAndDisabledWhileTheServerRuns) {
  const RunningServer server(folder_.path());
  EXPECT_EQ(homeward({"user", "add", "nora", "--name", "Nora Example", "--organisation", "council",
                      "--role", "supervisor", "--team", "north", "--by", "ada"},
                     "a long enough password\n")
                .code,
            0);
  EXPECT_NE(homeward({"user", "list"}).out.find("Nora Example"), std::string::npos);
  Browser browser(server.port());
  EXPECT_EQ(browser.sign_in("nora", "a long enough password").status, 200);
  EXPECT_EQ(homeward({"user", "password", "nora", "--by", "ada"}, "another long password\n").code,
            0);
  EXPECT_EQ(browser.get("/api/session").status, 401);
  EXPECT_EQ(homeward({"user", "disable", "nora", "--by", "ada"}).code, 0);
  EXPECT_EQ(browser.sign_in("nora", "another long password").status, 401);
  const std::string audit = homeward({"audit"}).out;
  for (const char* line : {"ada  account_added", "ada  password_set", "ada  account_disabled"}) {
    EXPECT_NE(audit.find(line), std::string::npos) << line << " in\n" << audit;
  }
}

TEST_F(ProgramTest, TheLastAdministratorIsNotDisabledAndADisabledUserIsEnabledAgain) {
  const Ran refused = homeward({"user", "disable", "ada", "--by", "ada"});
  EXPECT_EQ(refused.code, 1);
  EXPECT_NE(refused.err.find("ada: is the last administrator"), std::string::npos) << refused.err;
  EXPECT_EQ(homeward({"user", "disable", "sam", "--by", "ada"}).code, 0);
  EXPECT_FALSE(reader()->store().may_see(user("sam"), child(1)).value());
  EXPECT_EQ(homeward({"user", "enable", "sam", "--by", "iris"}).code, 1);
  const Ran enabled = homeward({"user", "enable", "sam", "--by", "ada"});
  EXPECT_EQ(enabled.code, 0) << enabled.err;
  EXPECT_EQ(enabled.out, "sam may sign in again, and sees the 1 children of their teams again.\n");
  EXPECT_TRUE(reader()->store().may_see(user("sam"), child(1)).value());
  EXPECT_FALSE(reader()->store().may_see(user("sam"), child(2)).value());
  EXPECT_EQ(homeward({"user", "enable", "sam", "--by", "ada"}).code, 1) << "is not disabled";
  const RunningServer server(folder_.path());
  EXPECT_EQ(Browser(server.port()).sign_in("sam").status, 200);
  EXPECT_NE(homeward({"audit"}).out.find("ada  account_enabled"), std::string::npos);
}

TEST_F(ProgramTest, AnAdministratorMayBeAddedWhereNoneIsLeftWhoIsNotDisabled) {
  write([&](ServerDatabase& db) { return db.accounts().disable(user("ada"), db.store()); });
  EXPECT_EQ(homeward({"user", "add", "bob", "--name", "Bob Example", "--organisation", "council",
                      "--role", "administrator"},
                     "a long enough password\n")
                .code,
            0);
  EXPECT_EQ(homeward({"user", "enable", "ada"}).code, 2) << "bob is to be named now";
  EXPECT_EQ(homeward({"user", "enable", "ada", "--by", "bob"}).code, 0);
}

TEST_F(ProgramTest, WhatIsTypedWrongIsNamedAndExitsWithTwo) {
  const auto two = [&](const std::vector<std::string>& words, const std::string& said,
                       const std::string& input = "") {
    const Ran ran = homeward(words, input);
    EXPECT_EQ(ran.code, 2) << ran.err;
    EXPECT_NE((ran.out + ran.err).find(said), std::string::npos) << ran.out << ran.err;
  };
  two({"paint"}, "paint");
  two({"user", "add", "nora"}, "--name");
  two({"user", "add", "nora", "--name", "N", "--organisation", "council", "--role", "queen"},
      "queen");
  two({"user", "add", "nora", "--name", "N", "--organisation", "council", "--role", "supervisor"},
      "12 to 256", "short\n");
  two({"user", "disable", "iris"}, "--by");
  two({"user", "add", "No Ra", "--name", "N", "--organisation", "council", "--role", "supervisor",
       "--by", "ada"},
      "No Ra", "a long enough password\n");
  two({"begin", "--name", "X", "--pack", "atlantis"}, "atlantis");
  two({"import", "/nowhere.json", "--by", "ada"}, "/nowhere.json");
  two({"organisation", "add", "empty", "--name", " "}, "name: expected");
  two({"team", "add", "empty", "--name", ""}, "name: expected");
  two({"user", "add", "nora", "--name", "", "--organisation", "council", "--role", "supervisor",
       "--by", "ada"},
      "name: expected", "a long enough password\n");
}

TEST_F(ProgramTest, WhatIsRefusedOrNotThereSaysSoAndExitsWithOne) {
  const auto one = [&](const std::vector<std::string>& words, const std::string& said) {
    const Ran ran = homeward(words, "a long enough password\n");
    EXPECT_EQ(ran.code, 1) << ran.err;
    EXPECT_NE(ran.err.find(said), std::string::npos) << ran.err;
  };
  one({"allocate", "nobody", "--child", "T-1", "--by", "ada"}, "nobody");
  one({"allocate", "iris", "--child", "T-404", "--by", "ada"}, "there is no child \"T-404\"");
  one({"allocate", "cass", "--child", child(1).id.hex(), "--episode", "M-404", "--by", "ada"},
      "no episode \"M-404\"");
  one({"export", "--child", "T-404", "--reader", "sam"}, "there is no child \"T-404\"");
  one({"team", "take", "north", "--child", "T-404", "--by", "ada"}, "there is no child \"T-404\"");
  one({"user", "add", "nora", "--name", "N", "--organisation", "nowhere", "--role", "supervisor",
       "--by", "ada"},
      "there is no organisation \"nowhere\"");
  one({"allocate", "cass", "--child", child(1).id.hex(), "--by", "ada"}, "name the episode");
  one({"allocate", "iris", "--child", "T-1", "--by", "sam"}, "only an administrator");
  one({"recovery", "approve", user("ada").hex(), "--by", "ada"}, "no request");
  const Ran nowhere = run_homeward({"--data", folder_.path() + "/nowhere", "verify"});
  EXPECT_EQ(nowhere.code, 1);
  EXPECT_NE(nowhere.err.find("no Homeward database"), std::string::npos);
}

TEST_F(ProgramTest, ImportAllocateExportAndAuditFitTogether) {
  const std::string file = folder_.path() + "/cases.json";
  std::ofstream(file) << R"({"children": [{"case_id": "T-1", "team": "north",
    "answers": {"identity.given_name": "Aspen"},
    "episodes": [{"ref": "M-1", "answers": {"absence.category": "missing"}}]}]})";
  EXPECT_EQ(homeward({"import", file, "--by", "ada"}).out.rfind("2 records new", 0), 0u);
  EXPECT_EQ(
      homeward({"allocate", "cass", "--child", "T-1", "--episode", "M-1", "--by", "ada"}).code, 0);
  const Ran exported = homeward({"export", "--child", "T-1", "--reader", "sam"});
  EXPECT_NE(exported.out.find("Aspen"), std::string::npos);
  EXPECT_EQ(std::count(exported.out.begin(), exported.out.end(), '\n'), 2);
  const std::string audit = homeward({"audit", "--child", "T-1", "--count", "100"}).out;
  for (const char* part : {"ada  allocated", "ada  write", "sam  read", "child by import"}) {
    EXPECT_NE(audit.find(part), std::string::npos) << part << " in\n" << audit;
  }
  EXPECT_EQ(homeward({"quarantine", "list", "--by", "ada"}).out, "");
}

// V1: a name beside the id, so that the lines can be read where this database is not.
TEST_F(ProgramTest, AnExportNamesWhoWroteAndSaysWhatIsNotInIt) {
  {
    const RunningServer server(folder_.path());
    Tablet iris(server.port(), "iris", user("iris"), 1, authority_);
    iris.attach(episode(1), "A letter.");
    iris.write(interview(1), "what_happened.why", "It was loud.");
    iris.sync();
    write([&](ServerDatabase& db) { return db.accounts().disable(user("iris"), db.store()); });
    iris.write(interview(1), "what_happened.why", "It was very loud.");
    iris.sync();
  }
  const Ran exported = homeward({"export", "--child", child(1).id.hex(), "--reader", "sam"});
  EXPECT_EQ(exported.code, 0);
  EXPECT_NE(exported.out.find("\"author\":\"" + user("iris").hex() +
                              "\",\"author_name\":\"iris example\""),
            exported.out.npos)
      << exported.out;
  EXPECT_EQ(exported.err,
            "homeward: not written: the files of 1 attachments; --files FOLDER writes them\n"
            "homeward: not among the records: 1 changes set aside; see homeward quarantine list\n");
  const Ran all = homeward({"export", "--reader", "sam", "--files", folder_.path() + "/files"});
  EXPECT_EQ(all.err.find("not written: the files of"), all.err.npos) << all.err;
  EXPECT_NE(all.err.find("1 changes set aside"), all.err.npos) << all.err;
  EXPECT_EQ(homeward({"export", "--child", child(2).id.hex(), "--reader", "sid"}).err, "");
}

TEST_F(ProgramTest, AnImportWithAMistakeNamesItsPlaceAndWritesNothing) {
  const std::string file = folder_.path() + "/cases.json";
  const std::uint64_t head = reader()->store().head().value();
  const auto refused = [&](const std::string& text, const std::string& said) {
    std::ofstream(file) << text;
    const Ran ran = homeward({"import", file, "--by", "ada"});
    EXPECT_EQ(ran.code, 2) << ran.err;
    EXPECT_NE(ran.err.find(said), std::string::npos) << said << " in " << ran.err;
    EXPECT_NE(ran.err.find("Nothing was imported."), std::string::npos) << ran.err;
  };
  refused("case,name\nT-1,Aspen\n", "is not JSON");
  refused("", "is not JSON");
  refused(R"({"children": [{"case_id": "T-1", "team": "nort", "answers": {}}]})",
          "children[0].team: there is no team \"nort\"");
  refused(R"({"children": [{"case_id": "T-1", "team": "north", "answers": {}},
                           {"team": "north", "answers": {"identity.birth_date": "2/3/11"}}]})",
          "children[1].case_id: is missing");
  EXPECT_EQ(reader()->store().head().value(), head);
}

// V1: a child whose team has no supervisor is seen by nobody who answers for them.
TEST_F(ProgramTest, V1_AChildWhomNoSupervisorSeesIsListedUntilATeamTakesThem) {
  const std::string file = folder_.path() + "/cases.json";
  std::ofstream(file) << R"({"children": [{"case_id": "T-9", "team": "east",
    "answers": {"identity.given_name": "Juno"}}]})";
  homeward({"team", "add", "east", "--name", "East"});
  ASSERT_EQ(homeward({"import", file, "--by", "ada"}).code, 0);
  homeward({"allocate", "iris", "--child", "T-9", "--by", "ada"});
  EXPECT_EQ(homeward({"team", "unseen"}).out,
            child_id("T-9").hex() + "  team east  seen by iris\n");
  ASSERT_EQ(homeward({"team", "take", "north", "--child", "T-9", "--by", "ada"}).code, 0);
  EXPECT_EQ(homeward({"team", "unseen"}).out, "");
}

TEST_F(ProgramTest, AChildWhomTwoRecordsNumberIsNamedByIdAndNothingIsImported) {
  const std::string file = folder_.path() + "/cases.json";
  std::ofstream(file) << R"({"children": [{"case_id": "T-9", "team": "north",
    "answers": {"identity.given_name": "Juno"}}]})";
  for (const unsigned number : {1u, 2u}) {
    write([&](ServerDatabase& db) {
      Clerk clerk(db.store(), random_, origin(902), user("ada"));
      return clerk.write(child(number), {field("status.case_system_id", Value::text("T-9"))},
                         now());
    });
  }
  const Ran imported = homeward({"import", file, "--by", "ada"});
  EXPECT_EQ(imported.code, 2);
  for (const std::string& part : {std::string("children[0].case_id"), child(1).id.hex(),
                                  child(2).id.hex(), std::string("Nothing was imported.")}) {
    EXPECT_NE(imported.err.find(part), std::string::npos) << imported.err;
  }
  const Ran audited = homeward({"audit", "--child", "T-9"});
  EXPECT_EQ(audited.code, 2);
  EXPECT_NE(audited.err.find("name one by id: " + child(1).id.hex()), std::string::npos)
      << audited.err;
}

TEST_F(ProgramTest, TheSameImportTwiceSaysThatNothingIsNew) {
  const std::string file = folder_.path() + "/cases.json";
  std::ofstream(file) << R"({"children": [{"case_id": "T-1", "team": "north",
    "answers": {"identity.given_name": "Aspen"}}]})";
  EXPECT_EQ(homeward({"import", file, "--by", "ada"}).out,
            "1 records new or changed, 0 as they were\n");
  EXPECT_EQ(homeward({"import", file, "--by", "ada"}).out,
            "0 records new or changed, 1 as they were\n");
}

TEST_F(ProgramTest, V1AnImportGivesBackNoRightThatWasWithdrawnAndSaysWhoseTheChildIsNow) {
  const std::string file = folder_.path() + "/cases.json";
  const auto import = [&](const std::string& team) {
    std::ofstream(file) << R"({"children": [{"case_id": "T-1", "team": ")" + team + R"(",
      "answers": {"identity.given_name": "Aspen"}}]})";
    return homeward({"import", file, "--by", "ada"}).out;
  };
  const RecordHeader aspen{child_id("T-1"), "child", child_id("T-1"), {}};
  const auto sees = [&](const char* who) {
    return reader()->store().may_see(user(who), aspen).value();
  };
  import("north");
  EXPECT_TRUE(sees("sam"));
  EXPECT_EQ(homeward({"allocate", "sam", "--child", "T-1", "--withdraw", "--by", "ada"}).code, 0);
  EXPECT_EQ(import("north"), "0 records new or changed, 1 as they were\n");
  EXPECT_FALSE(sees("sam"));
  EXPECT_EQ(import("south"),
            "0 records new or changed, 1 as they were\n1 children are another team's now\n");
  EXPECT_TRUE(sees("sid"));
  const std::string audit = homeward({"audit", "--child", "T-1"}).out;
  EXPECT_NE(audit.find("ada  team_taken"), std::string::npos) << audit;
  EXPECT_NE(audit.find("south by import"), std::string::npos) << audit;
}

TEST_F(ProgramTest, NothingIsImportedOrReadForADisabledAccount) {
  const std::string file = folder_.path() + "/cases.json";
  std::ofstream(file) << R"({"children": []})";
  EXPECT_EQ(homeward({"user", "disable", "sam", "--by", "ada"}).code, 0);
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"import", file, "--by", "sam"},
        {"export", "--child", child(1).id.hex(), "--reader", "sam"}}) {
    const Ran ran = homeward(words);
    EXPECT_EQ(ran.code, 1);
    EXPECT_NE(ran.err.find("sam: this account is disabled"), std::string::npos) << ran.err;
  }
}

TEST_F(ProgramTest, VerifyExitsWithOneAndListsWhatIsWrong) {
  write([&](ServerDatabase& db) {
    return db.store().database().run("UPDATE link SET chain = zeroblob(32) WHERE number = 2");
  });
  const Ran ran = homeward({"verify"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.out.find("change 2"), std::string::npos) << ran.out;
}

TEST_F(ProgramTest, TheHelpOfImportShowsAFile) {
  EXPECT_NE(run_homeward({"import", "--help"}).out.find("\"case_id\": "), std::string::npos);
}

TEST_F(ProgramTest, EveryCommandExplainsItself) {
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"--help"},
                                             {"user", "--help"},
                                             {"user", "add", "--help"},
                                             {"recovery", "approve", "--help"},
                                             {"allocate", "--help"},
                                             {"import", "--help"},
                                             {"export", "--help"},
                                             {"verify", "--help"},
                                             {"backup", "--help"},
                                             {"restore", "--help"},
                                             {"team", "--help"},
                                             {"organisation", "--help"},
                                             {"instrument", "--help"},
                                             {"helplines", "--help"},
                                             {"audit", "--help"},
                                             {"quarantine", "list", "--help"},
                                             {"key", "rotate", "--help"},
                                             {"policy", "--help"},
                                             {"demo", "--help"}}) {
    const Ran ran = run_homeward(words);
    EXPECT_EQ(ran.code, 0) << words.back();
    EXPECT_NE(ran.out.find("--data"), std::string::npos) << ran.out;
  }
}

}  // namespace
}  // namespace homeward::test
