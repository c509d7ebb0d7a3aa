// A tablet's encrypted database in a folder of its own, its octets as someone has them who
// can change the disk, and all that it answers.
#pragma once

#include <array>
#include <fstream>
#include <functional>

#include "sync/files_here.h"
#include "sync/reissue.h"
#include "tests/client/world.h"
#include "wasm/database.h"

namespace homeward::test {

constexpr std::size_t page_octets = 4096;  // as the file says itself: see Disk::read()

struct Files {
  Bytes main;
  Bytes log;
};

class Disk {
 public:
  explicit Disk(const std::string& name) : folder_(name) {}

  Result<Connection> connect() const { return open_encrypted(main(), key_); }
  Result<std::unique_ptr<SqliteClientStore>> open() const {
    HW_TRY(connection, connect());
    return SqliteClientStore::open(Database::adopt(connection.release()));
  }

  Files read() const {
    Files files{read_file(main()), read_file(log())};
    const auto octet = [&](std::size_t at) { return static_cast<unsigned char>(files.main[at]); };
    HW_ASSERT(octet(16) * 256u + octet(17) == page_octets);
    return files;
  }
  void write(const Files& files) const {
    std::filesystem::remove(log());
    write_file(main(), files.main);
    if (!files.log.empty()) {
      write_file(log(), files.log);
    }
  }

 private:
  std::string main() const { return folder_.file("tablet.db"); }
  std::string log() const { return folder_.file("tablet.db-wal"); }
  static Bytes read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  static void write_file(const std::string& path, BytesView octets) {
    std::ofstream(path, std::ios::binary) << octets;
  }

  TempFolder folder_;
  Bytes key_ = Bytes(database_key_bytes, 'k');
};

struct LogFrame {
  Bytes head;  // page number, size of the file after a commit, salts
  Bytes page;
};

// SQLite's write-ahead log. Its checksums are no secret: octets() makes them anew.
class Log {
 public:
  explicit Log(const Bytes& octets) : head_(octets.substr(0, head_octets)) {
    for (std::size_t at = head_octets; at + frame_octets <= octets.size(); at += frame_octets) {
      frames.push_back({octets.substr(at, 16), octets.substr(at + 24, page_octets)});
    }
    HW_ASSERT(this->octets() == octets.substr(0, head_octets + frames.size() * frame_octets));
  }

  Bytes octets() const {
    std::array<std::uint32_t, 2> sum{};
    add(sum, head_.substr(0, 24));
    Bytes all = head_.substr(0, 24) + big_endian(sum);
    for (const LogFrame& frame : frames) {
      add(sum, frame.head.substr(0, 8));
      add(sum, frame.page);
      all += frame.head + big_endian(sum) + frame.page;
    }
    return all;
  }

  // The same page as it was before: in an earlier frame, or in the file.
  Bytes page_before(const LogFrame& frame, const Bytes& main) const {
    const Bytes number = frame.head.substr(0, 4);
    Bytes found;
    for (const LogFrame& earlier : frames) {
      if (&earlier == &frame) {
        break;
      }
      if (earlier.head.compare(0, 4, number) == 0) {
        found = earlier.page;
      }
    }
    const std::size_t at = (word(number, 0, true) - 1) * page_octets;
    return !found.empty() ? found : at < main.size() ? main.substr(at, page_octets) : frame.page;
  }

  std::vector<LogFrame> frames;

 private:
  static constexpr std::size_t head_octets = 32;
  static constexpr std::size_t frame_octets = 24 + page_octets;

  static std::uint32_t word(BytesView octets, std::size_t at, bool is_big) {
    std::uint32_t made = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      made = made << 8 | static_cast<unsigned char>(octets[at + (is_big ? i : 3 - i)]);
    }
    return made;
  }
  static Bytes big_endian(const std::array<std::uint32_t, 2>& sum) {
    Bytes octets;
    for (const std::uint32_t one : sum) {
      for (const int shift : {24, 16, 8, 0}) {
        octets += static_cast<char>(one >> shift);
      }
    }
    return octets;
  }
  // By words as the machine has them that made the log: the last bit of the head says so.
  void add(std::array<std::uint32_t, 2>& sum, BytesView octets) const {
    const bool is_big = (head_[3] & 1) != 0;
    for (std::size_t at = 0; at < octets.size(); at += 8) {
      sum[0] += word(octets, at, is_big) + sum[1];
      sum[1] += word(octets, at + 4, is_big) + sum[0];
    }
  }

  Bytes head_;
};

constexpr unsigned records = 12;
constexpr unsigned changes_in_round = 5;

inline void commit_to(SqliteClientStore& store,
                      const std::function<void(SqliteClientStore&)>& write) {
  auto transaction = Transaction::begin(store);
  write(store);
  HW_ASSERT(transaction.value().commit().ok());
}

inline void say(SqliteClientStore& store, const RecordHeader& record, const std::string& words) {
  const auto here = store.record(record.id).value();
  const Origin own = store.state().value().origin;
  const std::uint64_t number = store.origin_state(own).value().number + 1;
  HW_ASSERT(store
                .append_own(ChangeBuilder(own, number, record)
                                .by(user(1))
                                .says("a", words, here ? here->seen("a") : std::vector<Name>()))
                .ok());
}

inline void put_draft(SqliteClientStore& store, unsigned of, const std::string& words) {
  const RecordHeader record = interview(of);
  HW_ASSERT(store.put_draft({record, {"b", Value::text(words), SaidBy::child, {}, {}}, {5}}).ok());
}

// One commit of some changes, drafts, a piece of a file and what the server said.
inline void write_round(SqliteClientStore& store, unsigned round) {
  commit_to(store, [&](SqliteClientStore&) {
    if (store.state().value().origin.is_zero()) {
      HW_ASSERT(store.put_state(state_for(origin(1))).ok());
    }
    for (unsigned i = 0; i < changes_in_round; ++i) {
      const unsigned of = 1 + (round + i) % records;
      say(store, interview(of),
          "In round " + std::to_string(round) + " she said it again, " +
              std::string(40 + (round * 37 + i * 11) % 900, static_cast<char>('a' + i)));
      put_draft(store, of, "typed " + std::to_string(round));
    }
    HW_ASSERT(store.put_piece(interview(1).id, Bytes(3'000 + round, 'p')).ok());
    HW_ASSERT(store.put_notice(origin(1), {round % 5 + 1, "refused", "why", false}).ok());
  });
}

template <class T>
Result<Bytes> encoded(const Result<T>& found) {
  return found.ok() ? Result<Bytes>(encode(found.value())) : found.error();
}

inline Result<Bytes> all_of_record(const SqliteClientStore& store, const RecordId& id) {
  HW_TRY(record, store.record(id));
  HW_TRY(history, encoded(store.history(id)));
  HW_TRY(drafts, encoded(store.drafts(id)));
  HW_TRY(pieces, store.pieces(id));
  Bytes all = (record ? encode(*record) : Bytes()) + history + drafts + encode(pieces);
  for (const Digest& name : pieces) {
    HW_TRY(piece, store.piece(id, name));
    all += piece.value_or(Bytes());
  }
  return all;
}

inline Result<Bytes> all_of_origin(const SqliteClientStore& store, const Origin& origin) {
  Bytes all;
  HW_TRY(newest, store.origin_state(origin));
  for (std::uint64_t number = 1; number <= newest.number; ++number) {
    HW_TRY(change, store.change(origin, number));
    HW_TRY(link, store.chain_at(origin, number));
    HW_TRY(record, store.record_of(origin, number));
    all += change.value_or(Bytes()) + link.value_or(Digest()).hex();
    all += record.value_or(RecordId()).hex();
  }
  HW_TRY(changes, store.changes_from(origin, 1, 1 << 30));
  for (const Store::Numbered& one : changes) {
    all += std::to_string(one.number) + one.change.octets();
  }
  return all;
}

// Every question that the tablet's programs ask of a store.
inline Result<Bytes> all_of(const SqliteClientStore& store) {
  HW_TRY(state, store.state());
  HW_TRY(head, store.head());
  HW_TRY(children, store.children());
  HW_TRY(all_own, all_of_origin(store, state.origin));
  Bytes all = encode(state) + std::to_string(head) + encode(children) + all_own;
  for (unsigned i = 1; i <= records; ++i) {
    HW_TRY(of_record, all_of_record(store, interview(i).id));
    all += of_record;
  }
  HW_TRY(of_child, encoded(store.records_of_child(record_id(1))));
  HW_TRY(of_type, encoded(store.records_of_type("interview")));
  HW_TRY(headers, encoded(store.headers_of_child(record_id(1))));
  HW_TRY(drafts, encoded(store.drafts()));
  HW_TRY(aside, encoded(store.aside()));
  HW_TRY(former, encoded(former_origins(store)));
  HW_TRY(attachments, encoded(store.attachments_with_pieces()));
  all += of_child + of_type + headers + drafts + aside + former + attachments;
  HW_TRY(notices, store.notices());
  for (const HeldNotice& held : notices) {
    all += held.origin.hex() + encode(held.notice);
  }
  return all;
}

// Exchanges with a server, and under which numbers something was sent.
class SentNumbers {
 public:
  explicit SentNumbers(TestServer& server) : server_(server) {}

  void exchange_all(ClientStore& store) {
    SyncClient client(store);
    for (bool more = true; more;) {
      const Bytes request = client.request({1}, origin(++origins_told_)).value();
      note(server_.read(request).value());
      auto taken = client.take(server_.serve(request, user(1)).value(), {1}, {2}).value();
      more = taken.more;
      if (taken.to_verify) {
        more = client.confirm(*taken.to_verify).value() || more;
      }
    }
  }

  // So many changes were ever sent under it, each under a number of its own.
  std::size_t under(const Origin& origin) const {
    const auto known = sent_.find(origin);
    return known == sent_.end() ? 0 : known->second.size();
  }

 private:
  void note(const Request& request) {
    std::uint64_t number = request.confirmed_number();
    for (const Pushed& pushed : request.pushed) {
      ++number;
      if (!pushed.change.empty()) {
        EXPECT_TRUE(sent_[request.origin].insert(number).second) << "sent twice: " << number;
      }
    }
  }

  TestServer& server_;
  unsigned origins_told_ = 1000;  // another one each time
  std::map<Origin, std::set<std::uint64_t>> sent_;
};

}  // namespace homeward::test
