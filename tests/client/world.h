// A council's server, tablets with a Client each, and one clock: the whole way of a
// record without a network or a browser.
#pragma once

#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "core/form/helplines.h"
#include "core/form/library.h"
#include "core/json/strict.h"
#include "sync/sqlite_store.h"
#include "tests/sync/loopback.h"
#include "wasm/client.h"

namespace homeward::test {

using Json = boost::json::value;
using JsonArgs = boost::json::object;

// The same octets in every run.
class CountingRandom : public Random {
 public:
  explicit CountingRandom(unsigned seed) : next_(seed * 1'000'000) {}
  Bytes octets(std::size_t count) override {
    Bytes octets;
    while (octets.size() < count) {
      octets += Bytes(digest("test random", {std::to_string(next_++)}).view());
    }
    return octets.substr(0, count);
  }

 private:
  unsigned next_;
};

// "" where the answer is no problem.
inline std::string problem_code(const Json& answer) {
  return answer.at("ok").as_bool() ? "" : answer.at("problem").at("code").as_string().c_str();
}
inline std::string says(const Json& answer) {
  return answer.at("problem").at("says").as_string().c_str();
}
inline std::string text(const Json& value) {
  return value.as_string().c_str();
}

inline Json text_value(const std::string& text) {
  return {{"kind", "text"}, {"text", text}};
}
inline Json code_value(const std::string& code) {
  return {{"kind", "code"}, {"code", code}};
}
inline Json blank_value() {
  return {{"kind", "blank"}};
}

struct World {
  TestServer server;
  TestDevice front_door{99};
  WorkingCalendar calendar = england_and_wales().value();
  Pack pack = built_in_pack("lancashire").value();
  RecordId child = record_id(1);
  RecordId episode = record_id(101);
  std::vector<UserId> team;  // who sees a child that one of them adds

  Instant& now() { return server.now; }

  // A child who came back 41 hours and 12 minutes ago.
  World() {
    server.grant(front_door.user, child);
    team.push_back(front_door.user);
    put(child_record(1), {{"identity.given_name", Value::text("Ada")},
                          {"identity.family_name", Value::text("Invented")},
                          {"identity.birth_date", Value::date("2012-05-01")},
                          {"where_they_live.placement", Value::code("family_home")}});
    put({episode, "episode", child, episode},
        {{"absence.category", Value::code("missing")},
         {"absence.began", Value::instant(now().plus_ms(-60 * hour_ms))},
         {"came_back.returned", Value::instant(now().plus_ms(-41 * hour_ms - 12 * minute_ms))}});
  }

  // Written by the front door, and at the council.
  void put(const RecordHeader& record, const std::vector<std::pair<FieldKey, Value>>& fields) {
    const std::uint64_t number = front_door.store.origin_state(front_door.origin).value().number;
    ChangeBuilder change(front_door.origin, number + 1, record);
    change.by(front_door.user).at(now().ms);
    for (const auto& [field, value] : fields) {
      change.writes(field, value);
    }
    auto transaction = Transaction::begin(front_door.store);
    HW_ASSERT(front_door.store.append_own(change).ok() && transaction.value().commit().ok());
    HW_ASSERT(front_door.exchange(server).ok());
  }
};

inline ClientState state_for(const Origin& origin) {
  ClientState state;
  state.origin = origin;
  return state;
}

inline std::unique_ptr<ClientStore> with_origin(std::unique_ptr<ClientStore> store,
                                                const Origin& origin) {
  if (store->state().value().origin.is_zero()) {
    auto transaction = Transaction::begin(*store);
    HW_ASSERT(store->put_state(state_for(origin)).ok() && transaction.value().commit().ok());
  }
  return store;
}

inline std::unique_ptr<ClientStore> sqlite_store(const std::string& file) {
  return SqliteClientStore::open(Database::open(file, Database::Access::write).value()).value();
}

// A folder that goes when the test does.
struct TempFolder {
  std::filesystem::path path;
  explicit TempFolder(const std::string& name)
      : path(std::filesystem::temp_directory_path() /
             ("homeward-client-" + name + std::to_string(::getpid()))) {
    std::filesystem::remove_all(path);
    std::filesystem::create_directories(path);
  }
  ~TempFolder() { std::filesystem::remove_all(path); }
  std::string file(const std::string& name) const { return (path / name).string(); }
};

class TestTablet {
 public:
  TestTablet(World& of, unsigned number, Role role = Role::interviewer,
             std::unique_ptr<ClientStore> store = std::make_unique<MemoryClientStore>())
      : world(of), random_(number) {
    identity_.user = user(number);
    identity_.name = "Worker " + std::to_string(number);
    identity_.role = role;
    identity_.authority = "Invented Council";
    identity_.pack = "lancashire";
    identity_.instruments = {"seraf_north_somerset_1"};
    identity_.helplines = built_in_helplines();
    world.server.grant(identity_.user, world.child);
    world.team.push_back(identity_.user);
    reopen(std::move(store), number);
  }

  // As where the council has not confirmed that it may use any.
  void leave_out_instruments() {
    identity_.instruments.clear();
    client_ = std::make_unique<Client>(*store_, parts(), identity_, People());
  }

  // As of one who works for an organisation that the council commissions.
  void is_commissioned() {
    identity_.commissioned = true;
    client_ = std::make_unique<Client>(*store_, parts(), identity_, People());
  }

  // As after a crash: what was committed, and nothing else.
  void reopen(std::unique_ptr<ClientStore> store, unsigned number) {
    client_.reset();
    store_ = with_origin(std::move(store), origin(number));
    client_ = std::make_unique<Client>(*store_, parts(), identity_, People());
  }

  Json ask(const std::string& name, const JsonArgs& args) {
    const JsonArgs request{{"name", name}, {"args", args}};
    return parse_json(client_->call(boost::json::serialize(request)), "answer").value();
  }
  Json raw(const std::string& request) {
    return parse_json(client_->call(request), "answer").value();
  }
  // The value of an answer that must be fine.
  Json get(const std::string& name, const JsonArgs& args) {
    const Json answer = ask(name, args);
    EXPECT_EQ(problem_code(answer), "") << boost::json::serialize(answer);
    return answer.at("ok").as_bool() ? answer.at("value") : Json(nullptr);
  }

  // The value as a client gives it that has kept nothing in memory. Asked after this one,
  // which alone is told what was written meanwhile.
  Json get_anew(const std::string& name, const JsonArgs& args) {
    Client anew(*store_, parts(), identity_, People());
    const JsonArgs request{{"name", name}, {"args", args}};
    return parse_json(anew.call(boost::json::serialize(request)), "answer").value().at("value");
  }

  std::string begin(const std::string& type) {
    const RecordType* known = record_type(type);
    const bool of_child = type == "note" || type == "episode" ||
                          (known != nullptr && known->belongs == RecordType::Belongs::child);
    const Json child = type == "child" ? Json(nullptr) : Json(world.child.hex());
    const Json episode = of_child ? Json(nullptr) : Json(world.episode.hex());
    const std::string id =
        text(get("begin", {{"type", type}, {"child", child}, {"episode", episode}}).at("record"));
    for (const UserId& user : type == "child" ? world.team : std::vector<UserId>()) {
      world.server.grant(user, RecordId::parse(id).value());
    }
    return id;
  }
  // Into what is in view.
  Json type(const std::string& record, const std::string& key, const Json& value,
            const std::string& said_by = "unsaid") {
    return type_over(shown(record, key), record, key, value, said_by);
  }
  // Into what was in view when it was begun, whatever is in view now.
  Json type_over(const Json& shown, const std::string& record, const std::string& key,
                 const Json& value, const std::string& said_by = "unsaid") {
    return ask("type", {{"record", record},
                        {"key", key},
                        {"value", value},
                        {"said_by", said_by},
                        {"sharing", "case_file"},
                        {"shown", shown}});
  }
  // The names of what stands in the field; none of a conflict, which stands in its place, nor
  // of a field that is not there.
  Json shown(const std::string& record, const std::string& key) {
    boost::json::array names;
    const std::optional<Json> answer = answer_if_any(ask("record", {{"record", record}}), key);
    if (answer && !answer->at("draft").is_null()) {
      return answer->at("draft").at("shown");
    }
    if (answer && !answer->at("conflict").as_bool()) {
      for (const Json& head : answer->at("heads").as_array()) {
        names.push_back(head.at("name"));
      }
    }
    return names;
  }
  void leave(const std::string& record) { get("leave", {{"record", record}, {"key", nullptr}}); }
  void write(const std::string& record, const std::string& key, const Json& value,
             const std::string& said_by = "unsaid") {
    EXPECT_EQ(problem_code(type(record, key, value, said_by)), "") << key;
    leave(record);
  }
  Json record(const std::string& id) { return get("record", {{"record", id}}); }
  Json answer(const std::string& id, const std::string& key) {
    return record(id).at("answers").at(key);
  }
  Json history(const std::string& id, const std::string& key) {
    return get("history", {{"record", id}, {"key", key}});
  }

  // Until there is nothing more; receipts verified and confirmed.
  void sync() {
    while (exchange().at("more").as_bool()) {
    }
  }
  Json exchange(bool confirm = true) {
    const Bytes request = client_->next_request().value();
    const auto answer = world.server.serve(request, identity_.user);
    HW_ASSERT(answer.ok());
    Json report = parse_json(client_->take_answer(answer.value()).value(), "report").value();
    if (confirm && !report.at("receipt").is_null()) {
      const auto more = client_->confirm();
      EXPECT_TRUE(more.ok());
      report.at("more").as_bool() |= more.ok() && more.value();
    }
    return report;
  }

  // To its end; in how many exchanges.
  std::size_t compare(Client::Begin begin) {
    std::size_t exchanges = 0;
    for (Bytes octets = client_->next_comparison(begin).value(); !octets.empty();
         octets = client_->next_comparison(Client::Begin::no).value()) {
      const auto given = answer_comparison(world.server.store, octets,
                                           read_compare_request(octets).value(), identity_.user);
      HW_ASSERT(given.ok());
      EXPECT_TRUE(client_->take_comparison(given.value().octets).ok());
      ++exchanges;
    }
    return exchanges;
  }

  std::uint64_t newest_number() const {
    return store_->origin_state(store_->state().value().origin).value().number;
  }
  ClientStore& store() { return *store_; }
  Client& client() { return *client_; }

  World& world;
  std::int64_t clock_ahead_ms = 0;

 private:
  // Of a cell too: "list/row/column".
  static std::optional<Json> answer_if_any(const Json& record, const std::string& key) {
    if (!record.at("ok").as_bool()) {
      return std::nullopt;
    }
    const Json& view = record.at("value");
    const auto cell = parse_row_key(key);
    if (!cell) {
      const Json* found = view.at("answers").as_object().if_contains(key);
      return found == nullptr ? std::optional<Json>() : *found;
    }
    const Json* rows = view.at("rows").as_object().if_contains(cell->list);
    for (const Json& row : rows == nullptr ? boost::json::array() : rows->as_array()) {
      const Json* found = row.at("answers").as_object().if_contains(cell->column);
      if (text(row.at("id")) == cell->row && found != nullptr) {
        return *found;
      }
    }
    return std::nullopt;
  }

  Client::Parts parts() {
    return {embedded_form_library(), world.pack, world.calendar,
            [this] { return world.now().plus_ms(clock_ahead_ms); }, random_};
  }

  Identity identity_;
  CountingRandom random_;
  std::unique_ptr<ClientStore> store_;
  std::unique_ptr<Client> client_;
};

constexpr const char* why = "what_happened.why";

}  // namespace homeward::test
