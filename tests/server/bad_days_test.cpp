// Days on which the machine has no more to give: no room on the disk, no descriptor
// left. What arrives is refused in words, nothing is lost, and the service goes on.
#include <fcntl.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "server/descriptors.h"
#include "tests/server/program.h"
#include "tests/server/tablet.h"

namespace homeward::test {
namespace {

constexpr const char* why = "what_happened.why";

void limit(pid_t process, __rlimit_resource what, rlim_t soft, rlim_t hard) {
  const rlimit limits{soft, hard};
  ASSERT_EQ(prlimit(process, what, &limits, nullptr), 0);
}

class BadDaysTest : public ServiceWorld {
 protected:
  // From now on the kernel lets no file of the server's grow beyond its log's size now.
  void fill_disk(const RunningServer& server) {
    limit(server.process(), RLIMIT_FSIZE, std::filesystem::file_size(folder_.file() + "-wal"),
          RLIM_INFINITY);
  }
  void make_room(const RunningServer& server) {
    limit(server.process(), RLIMIT_FSIZE, RLIM_INFINITY, RLIM_INFINITY);
  }
  Ran homeward(std::vector<std::string> arguments, const Prepare& prepare = {}) {
    arguments.insert(arguments.begin(), {"--data", folder_.path()});
    return run_homeward(arguments, "a long enough password\n", prepare);
  }
};

TEST_F(BadDaysTest, P25_S4_APushTheDiskHasNoRoomForIsRefusedInWordsAndTakenOnceThereIsRoom) {
  const RunningServer server(folder_.path());
  Tablet iris(server.port(), "iris", user("iris"), 1, authority_);
  iris.write(interview(1), why, "Before.");
  iris.sync();
  const std::uint64_t head = reader()->store().head().value();
  fill_disk(server);
  iris.write(interview(1), why, std::string(100'000, 'a'));
  for (int tries = 0; tries < 2; ++tries) {
    EXPECT_EQ(iris.exchange(), 507);
    EXPECT_EQ(text_in(iris.answered.body, "code"), "full");
    EXPECT_NE(iris.answered.body.find("stays on this tablet"), std::string::npos);
    EXPECT_EQ(iris.answered.header("Retry-After"), "60");
  }
  EXPECT_EQ(iris.held(), 1u);
  EXPECT_EQ(reader()->store().head().value(), head);
  EXPECT_EQ(iris.browser().get("/api/people").status, 200);
  make_room(server);
  iris.sync();
  EXPECT_EQ(iris.held(), 2u);
  EXPECT_EQ(reader()->store().record(interview(1).id).value()->value(why)->as_text()->size(),
            100'000u);
  EXPECT_EQ(homeward({"verify"}).code, 0);
}

TEST_F(BadDaysTest, P25_S4_PiecesTheDiskHasNoRoomForAreSentAgainOnceThereIsRoom) {
  const RunningServer server(folder_.path());
  Tablet iris(server.port(), "iris", user("iris"), 1, authority_);
  Bytes letter;
  while (letter.size() < 3 * piece_octets_max) {
    letter += "line " + std::to_string(letter.size()) + "\n";
  }
  const RecordHeader file = iris.attach(episode(1), letter);
  iris.sync();
  ASSERT_EQ(iris.exchange_pieces(), 200);
  fill_disk(server);
  EXPECT_EQ(iris.exchange_pieces(), 507);
  EXPECT_EQ(text_in(iris.answered.body, "code"), "full");
  make_room(server);
  iris.sync_files();
  EXPECT_TRUE(iris.is_held(file));
}

TEST_F(BadDaysTest, AFullDiskIsInTheLogOnceAndOnceMoreWhenThereIsRoom) {
  const RunningServer server(folder_.path());
  Tablet iris(server.port(), "iris", user("iris"), 1, authority_);
  fill_disk(server);
  iris.write(interview(1), why, std::string(100'000, 'a'));
  EXPECT_EQ(iris.exchange(), 507);
  EXPECT_EQ(iris.exchange(), 507);
  make_room(server);
  iris.sync();
  const std::string log = server.log();
  const auto full = log.find("no space is left");
  ASSERT_NE(full, std::string::npos) << log;
  EXPECT_EQ(log.find("no space is left", full + 1), std::string::npos) << log;
  EXPECT_NE(log.find("written to again", full), std::string::npos) << log;
}

TEST_F(BadDaysTest, ACommandTheDiskHasNoRoomForSaysSoAndDoesNothing) {
  const std::vector<std::string> words{
      "user",    "add",    "nora",       "--name", "Nora Example", "--organisation",
      "council", "--role", "supervisor", "--by",   "ada"};
  const Ran ran = homeward(words, [] { limit(0, RLIMIT_FSIZE, 2048, RLIM_INFINITY); });
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.err.find("no space is left"), std::string::npos) << ran.err;
  EXPECT_EQ(homeward({"user", "list"}).out.find("Nora"), std::string::npos);
  EXPECT_EQ(homeward(words).code, 0);
}

TEST_F(BadDaysTest, WhatCannotBeWrittenOutIsAnErrorWhateverTheCommand) {
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"export", "--reader", "sam"}, {"user", "list"}, {"audit"}, {"verify"}, {"--help"}}) {
    const Ran ran = homeward(words, [] { dup2(open("/dev/full", O_WRONLY), STDOUT_FILENO); });
    EXPECT_EQ(ran.code, 1) << words.front();
    EXPECT_NE(ran.err.find("could not all be written to standard output"), std::string::npos)
        << words.front() << ": " << ran.err;
  }
}

// As a user to whom the folder is closed: even root is, without the right to override.
TEST_F(BadDaysTest, AFolderThatMayNotBeReadIsSaidToBeSomebodyElses) {
  std::filesystem::permissions(folder_.path(), std::filesystem::perms::none);
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"verify"}, {"user", "list"}, {"backup", folder_.path() + "/backup.db"}}) {
    const Ran ran = homeward(words, [] {
      prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE);
      prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH);
    });
    EXPECT_EQ(ran.code, 1) << words.front();
    EXPECT_NE(
        ran.err.find(folder_.path() + ": permission denied; run this as the user that owns it"),
        std::string::npos)
        << words.front() << ": " << ran.err;
  }
  std::filesystem::permissions(folder_.path(), std::filesystem::perms::owner_all);
}

TEST_F(BadDaysTest, AFolderWhereAFileIsExpectedAndAFileWhereAFolderIsAreErrorsInWords) {
  const Folder other;
  const std::string folder = other.path();
  std::filesystem::create_directory(folder + "/homeward.db");
  const std::string under = folder_.file() + "/under";
  const auto says = [](const std::vector<std::string>& words, const std::string& said) {
    const Ran ran = run_homeward(words);
    EXPECT_GE(ran.code, 1) << ran.err;
    EXPECT_LE(ran.code, 2) << ran.err;
    EXPECT_NE((ran.out + ran.err).find(said), std::string::npos)
        << said << " in " << ran.out << ran.err;
  };
  says({"--data", folder, "verify"}, "homeward.db: is a folder, where a file is expected");
  says({"--data", under, "verify"}, "there is no Homeward database here");
  says({"--data", under, "begin", "--name", "X", "--pack", "lancashire"}, "cannot be made");
  says({"--data", folder_.path(), "backup", folder}, "is a folder");
  says({"--data", folder_.path(), "backup", under}, under);
  says({"--data", folder_.path(), "restore", folder, "--by", "ada"}, "is a folder");
  says({"--data", folder_.path(), "restore", under, "--by", "ada"}, "there is no such file");
  says({"--data", folder_.path(), "rescue", folder, "--by", "ada"}, "cannot be read as a file");
  says({"--data", folder_.path(), "rescue", under, "--by", "ada"}, "cannot be read as a file");
  says({"--data", folder_.path(), "helplines", "set", folder, "--by", "ada"}, folder);
  says({"--data", folder_.path(), "import", folder, "--by", "ada"}, folder);
  says({"policy", "evaluate", folder}, folder);
}

TEST_F(BadDaysTest, V1TheLimitOnOpenFilesIsRaisedToWhatTheMachineAllows) {
  const RunningServer server(folder_.path(), [] { limit(0, RLIMIT_NOFILE, 100, 300); });
  rlimit now{};
  ASSERT_EQ(prlimit(server.process(), RLIMIT_NOFILE, nullptr, &now), 0);
  EXPECT_EQ(now.rlim_cur, 300u);
  EXPECT_NE(server.log().find("236 connections at once"), std::string::npos) << server.log();
}

TEST_F(BadDaysTest, V1ConnectionsBeyondTheLimitAreClosedAndThoseWithinItGoOn) {
  const RunningServer server(folder_.path(), [] { limit(0, RLIMIT_NOFILE, 100, 100); });
  Tablet iris(server.port(), "iris", user("iris"), 1, authority_);
  iris.write(interview(1), why, "It was loud.");
  {
    std::vector<std::unique_ptr<http::Client>> crowd;
    std::size_t served = 0;
    for (int i = 0; i < 150; ++i) {
      crowd.push_back(std::make_unique<http::Client>(server.port()));
      served += crowd.back()->ask(http::get("/api/session")).status == 401 ? 1 : 0;
    }
    EXPECT_EQ(served, 35u);  // 36 of 100 less what is kept free; one is the tablet's
    iris.sync();
    EXPECT_EQ(iris.held(), 1u);
  }
  // The server learns in its own time that they have gone.
  int status = 0;
  for (int tries = 0; status == 0 && tries < 10'000; ++tries) {
    status = http::Client(server.port()).ask(http::get("/api/session")).status;
  }
  EXPECT_EQ(status, 401);
}

TEST_F(BadDaysTest, V1AServerThatMayOpenHardlyAnyFileSaysWhatToRaise) {
  const auto refused = limits_within(70, {});
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().detail.find("ulimit -n"), std::string::npos);
}

}  // namespace
}  // namespace homeward::test
