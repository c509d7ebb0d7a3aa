// The tablet's encrypted file and its log, changed by someone who has the disk and not the
// key (T2). Each case is one of
//
//   refused    the database does not open, with an error that says what
//   harmless   all that can be read is what was last written
//   earlier    the log was touched: all that can be read is what some commit left, as after a
//              whole older file, which the next contact finds (S11)
//   wrong      anything else; fails the test
//
// HOMEWARD_TAMPERING=full makes as many cases as ./dev soak does; the same in every run.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <random>

#include "tests/client/tampered_files.h"

namespace homeward::test {
namespace {

struct Counts {
  std::size_t flips, swaps, pages, files;
};
Counts counts() {
  return std::getenv("HOMEWARD_TAMPERING") == nullptr ? Counts{200, 60, 60, 10}
                                                      : Counts{10'000, 1'000, 1'000, 100};
}

enum class Came { refused, harmless, earlier, wrong };

// A tablet's database as it was after each of its commits: closed after the first ones, then
// killed after the others, so that those are in the log.
class TamperingTest : public testing::Test {
 protected:
  static constexpr unsigned closed = 8;
  static constexpr unsigned killed = 4;

  TamperingTest() {
    server_.grant(user(1), record_id(1));
    for (unsigned round = 0; round < closed; ++round) {
      auto store = disk_.open().value();
      write_round(*store, round);
      if (round % 4 == 2) {
        sent_.exchange_all(*store);
      }
      states_.push_back(all_of(*store).value());
      store.reset();  // moves all of the log into the file
      files_.push_back(disk_.read());
    }
    auto store = disk_.open().value();
    for (unsigned round = closed; round < closed + killed; ++round) {
      write_round(*store, round);
      states_.push_back(all_of(*store).value());
      files_.push_back(disk_.read());
      HW_ASSERT(!files_.back().log.empty());
    }
  }

  const Files& last_closed() const { return files_[closed - 1]; }

  // What a tablet's store shows after `files` were put in place of the file of `now`.
  Came opened(const Files& files, std::size_t now) {
    return came_.emplace_back(what_comes_of(files, now));
  }
  Came what_comes_of(const Files& files, std::size_t now) const {
    disk_.write(files);
    const auto store = disk_.open();
    const auto read = store.ok() ? all_of(*store.value()) : Result<Bytes>(store.error());
    if (!read.ok()) {
      const Error& why = read.error();
      const bool is_told = why.code == Code::corrupt || why.code == Code::refused;
      EXPECT_TRUE(is_told && !why.detail.empty()) << why.detail;
      return Came::refused;
    }
    if (read.value() == states_[now]) {
      return Came::harmless;
    }
    const auto end = states_.begin() + static_cast<std::ptrdiff_t>(now);
    const bool is_earlier = std::find(states_.begin(), end, read.value()) != end;
    return is_earlier ? Came::earlier : Came::wrong;
  }

  static bool is_found(Came came) { return came == Came::refused || came == Came::harmless; }
  void tell(const char* what) const {
    const auto times = [&](Came came) {
      return std::to_string(std::count(came_.begin(), came_.end(), came));
    };
    std::cout << what << ": " << times(Came::refused) << " refused, " << times(Came::harmless)
              << " harmless, " << times(Came::earlier) << " an earlier commit, "
              << times(Came::wrong) << " wrong\n";
  }
  // Else there would have been nothing to find.
  void expect_refused(std::size_t at_least) const {
    EXPECT_GE(std::count(came_.begin(), came_.end(), Came::refused), at_least);
  }
  std::size_t draw(std::size_t below) { return random_() % below; }
  std::pair<std::size_t, std::size_t> draw_two(std::size_t below) {
    const std::size_t one = draw(below);
    return {one, (one + 1 + draw(below - 1)) % below};
  }

  // `older` pages of the file put in place of those of `files`.
  static void put_back(Files& files, const Files& older, const std::vector<std::size_t>& pages) {
    for (const std::size_t page : pages) {
      files.main.replace(page * page_octets, page_octets, older.main, page * page_octets,
                         page_octets);
    }
  }
  static std::vector<std::size_t> changed_pages(const Files& before, const Files& after) {
    std::vector<std::size_t> found;
    for (std::size_t page = 0; (page + 1) * page_octets <= before.main.size(); ++page) {
      if (before.main.compare(page * page_octets, page_octets, after.main, page * page_octets,
                              page_octets) != 0) {
        found.push_back(page);
      }
    }
    return found;
  }

  Disk disk_{"tampering"};
  TestServer server_;
  SentNumbers sent_{server_};
  std::vector<Files> files_;
  std::vector<Bytes> states_;
  std::vector<Came> came_;  // of all cases
  std::minstd_rand random_{7};
};

TEST_F(TamperingTest, T2_AnOctetThatWasFlippedIsNeverReadAsAnother) {
  for (std::size_t i = 0; i < counts().flips; ++i) {
    Files files = files_[closed - 1];
    files.main[draw(files.main.size())] ^= static_cast<char>(1 << draw(8));
    const Came came = opened(files, closed - 1);
    ASSERT_TRUE(is_found(came)) << "case " << i;
  }
  tell("octets flipped");
  expect_refused(counts().flips * 9 / 10);
}

// As after a loss of power: the log ends where it cannot be read.
TEST_F(TamperingTest, T1_T2_AnOctetFlippedInTheLogIsTheEndOfItAndNothingElse) {
  const std::size_t now = files_.size() - 1;
  for (std::size_t i = 0; i < counts().pages; ++i) {
    Files files = files_[now];
    files.log[draw(files.log.size())] ^= static_cast<char>(1 << draw(8));
    ASSERT_NE(opened(files, now), Came::wrong) << "case " << i;
  }
  tell("octets flipped in the log");
}

TEST_F(TamperingTest, T2_PagesThatWereSwappedAreNeverReadInEachOthersPlace) {
  for (std::size_t i = 0; i < counts().swaps; ++i) {
    const bool in_log = i % 4 == 3;
    const std::size_t now = in_log ? files_.size() - 1 : closed - 1;
    Files files = files_[now];
    if (in_log) {
      Log log(files.log);
      const auto [one, other] = draw_two(log.frames.size());
      std::swap(log.frames[one].page, log.frames[other].page);
      files.log = log.octets();
    } else {
      const auto [one, other] = draw_two(files.main.size() / page_octets);
      const auto at = [&](std::size_t page) {
        return files.main.begin() + static_cast<std::ptrdiff_t>(page * page_octets);
      };
      std::swap_ranges(at(one), at(one + 1), at(other));
    }
    ASSERT_TRUE(is_found(opened(files, now))) << "case " << i;
  }
  tell("pages swapped");
  expect_refused(counts().swaps / 2);
}

// One page, or several; into the file, or into the log, whose checksums anybody can make.
TEST_F(TamperingTest, T2_AnOlderPagePutBackIsNeverReadAsThePresentOne) {
  for (std::size_t i = 0; i < counts().pages; ++i) {
    const bool in_log = i % 4 == 3;
    const std::size_t now = in_log ? files_.size() - 1 : closed - 1;
    Files files = files_[now];
    if (in_log) {
      Log log(files.log);
      LogFrame& frame = log.frames[draw(log.frames.size())];
      frame.page = log.page_before(frame, files.main);
      files.log = log.octets();
    } else {
      const Files& older = files_[draw(closed - 1)];
      std::vector<std::size_t> pages = changed_pages(older, files);
      std::shuffle(pages.begin(), pages.end(), random_);
      pages.resize(i % 4 == 2 ? 1 + draw(pages.size() - 1) : 1);
      put_back(files, older, pages);
    }
    const Came came = opened(files, now);
    // Of several, all that count may be among them: that is an older file.
    ASSERT_TRUE(is_found(came) || (i % 4 == 2 && came == Came::earlier)) << "case " << i;
  }
  tell("older pages put back");
  expect_refused(counts().pages / 2);
}

TEST_F(TamperingTest, T2_AnOlderLogBesideANewerFileIsNoMixOfBoth) {
  const std::size_t now = files_.size() - 1;
  for (std::size_t log = closed; log <= now; ++log) {
    for (std::size_t main = 0; main <= now; ++main) {
      const Came came = opened({files_[main].main, files_[log].log}, now);
      ASSERT_NE(came, Came::wrong) << "log " << log << ", file " << main;
    }
  }
  tell("older logs put back");
  expect_refused(1);
}

struct Commit {
  const char* what;
  std::function<void(SqliteClientStore&)> write;
};
const std::vector<Commit>& commits() {
  static const std::vector<Commit> all = {
      {"a draft of the same length", [](SqliteClientStore& store) { put_draft(store, 1, "no "); }},
      {"a long draft of the same length, at both ends",
       [](SqliteClientStore& store) { put_draft(store, 2, "B" + Bytes(9'000, '.') + "B"); }},
      {"a new record", [](SqliteClientStore& store) { say(store, interview(40), "new"); }},
      {"a longer record", [](SqliteClientStore& store) { say(store, interview(2), "again"); }},
      {"erased drafts",
       [](SqliteClientStore& store) {
         for (unsigned i = 2; i < 12; ++i) {
           HW_ASSERT(store.erase_draft(interview(i).id, "b").ok());
         }
       }},
      {"what was known of the server",
       [](SqliteClientStore& store) {
         ClientState state = store.state().value();
         state.cursor = {5, 5};
         HW_ASSERT(store.put_state(state).ok());
       }},
  };
  return all;
}

// One commit: each page it wrote put back alone, and all of them but each.
TEST_F(TamperingTest, T2_NoPartOfACommitCanBeTakenBack) {
  disk_.write(last_closed());
  commit_to(*disk_.open().value(), [](SqliteClientStore& store) {
    put_draft(store, 1, "yes");
    put_draft(store, 2, "A" + Bytes(9'000, '.') + "A");
  });
  for (const Commit& commit : commits()) {
    const Files before = disk_.read();
    auto store = disk_.open().value();
    commit_to(*store, commit.write);
    states_.push_back(all_of(*store).value());
    store.reset();
    const Files after = disk_.read();
    const std::vector<std::size_t> changed = changed_pages(before, after);
    ASSERT_FALSE(changed.empty());
    std::size_t refused = 0;
    for (const std::size_t page : changed) {
      Files alone = after;
      put_back(alone, before, {page});
      Files all_but_it = after;
      put_back(all_but_it, before, changed);
      put_back(all_but_it, after, {page});
      for (const Files& files : {alone, all_but_it}) {
        const Came came = opened(files, states_.size() - 1);
        ASSERT_TRUE(is_found(came)) << commit.what << ", page " << page;
        refused += came == Came::refused ? 1 : 0;
      }
    }
    EXPECT_GT(refused, 0u) << commit.what;
    disk_.write(after);
  }
}

// What the seal is for: to the cipher and to SQLite such a file is as good as the present one.
TEST_F(TamperingTest, T2_TheCipherAloneTakesAnOlderPage) {
  const auto draft_in_file = [&] {
    auto database = Database::adopt(disk_.connect().value().release());
    Query query(*database, "SELECT octets FROM draft ORDER BY record, field");
    HW_ASSERT(query.next().value());
    return decode<Draft>(query.octets(0)).value().version.value.as_text().value_or("");
  };
  disk_.write(last_closed());
  commit_to(*disk_.open().value(), [](auto& store) { put_draft(store, 1, "yes"); });
  const Files before = disk_.read();
  commit_to(*disk_.open().value(), [](auto& store) { put_draft(store, 1, "no "); });
  Files files = disk_.read();
  EXPECT_EQ(draft_in_file(), "no ");
  const std::vector<std::size_t> changed = changed_pages(before, files);
  for (const std::size_t page : changed) {
    put_back(files, before, {page});
  }
  disk_.write(files);
  EXPECT_EQ(draft_in_file(), "yes");
}

// It cannot be seen without a connection. With the first it is, before any change is sent.
TEST_F(TamperingTest, P5_P40_S11_AWholeOlderFileIsFoundBeforeAnythingIsSentAndNothingIsLost) {
  disk_.write(files_.back());
  sent_.exchange_all(*disk_.open().value());
  const MemoryTables held = server_.store.tables();
  const std::uint64_t used = server_.store.origin_state(origin(1)).value().number;
  for (std::size_t i = 0; i < counts().files; ++i) {
    server_.store.restore(held);
    const std::size_t older = draw(files_.size() - 1);
    ASSERT_EQ(opened(files_[older], older), Came::harmless);
    auto store = disk_.open().value();
    const std::size_t offline = draw(4);
    for (unsigned round = 0; round < offline; ++round) {
      write_round(*store, 100 + round);
    }
    const auto drafts = store->drafts().value();
    sent_.exchange_all(*store);
    ASSERT_EQ(sent_.under(origin(1)), used) << "case " << i;
    ASSERT_NE(store->state().value().origin, origin(1));
    ASSERT_EQ(store->drafts().value().size(), drafts.size());
    ASSERT_EQ(server_.store.tables().log.size(), held.log.size() + offline * changes_in_round);
    for (unsigned number = 1; number <= records; ++number) {
      ASSERT_EQ(store->record(interview(number).id).value(),
                server_.store.record(interview(number).id).value());
    }
  }
}

}  // namespace
}  // namespace homeward::test
