#include "tests/server/service_world.h"

#include <stdlib.h>

#include "tests/sync/builders.h"

namespace homeward::test {
namespace {

// Cheap, so that tests do not wait for what is slow on purpose.
PasswordHash cheap_hash(const std::string& word, Random& random) {
  PasswordHash hash{random.octets(argon2_salt_octets), {8, 1}, {}};
  hash.hash = argon2id(word, hash.salt, hash.cost).value();
  return hash;
}

}  // namespace

Folder::Folder() {
  std::string path = (std::filesystem::temp_directory_path() / "homeward-XXXXXX").string();
  HW_ASSERT(mkdtemp(path.data()) != nullptr);
  path_ = path;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

ServiceWorld::ServiceWorld() {
  auto database = ServerDatabase::open(folder_.path(), ServerDatabase::Mode::create);
  HW_ASSERT(database.ok());
  auto transaction = Transaction::begin(database.value()->store());
  HW_ASSERT(transaction.ok());
  const Result<void> populated = populate(*database.value());
  HW_ASSERT(populated.ok());
  HW_ASSERT(transaction.value().commit().ok());
}

Result<void> ServiceWorld::populate(ServerDatabase& database) {
  Accounts& accounts = database.accounts();
  HW_TRY(authority, begin_authority(database.store(), "Test Council", "lancashire", random_));
  authority_ = authority;
  HW_CHECK(accounts.add_organisation({"council", "Test Council", false}));
  HW_CHECK(accounts.add_organisation({"charity", "Test Charity", true}));
  HW_CHECK(accounts.add_team({"north", "North"}));
  HW_CHECK(accounts.add_team({"south", "South"}));
  HW_CHECK(add_person(database, "iris", "council", Role::interviewer, ""));
  HW_CHECK(add_person(database, "ivan", "council", Role::interviewer, ""));
  HW_CHECK(add_person(database, "cass", "charity", Role::interviewer, ""));
  HW_CHECK(add_person(database, "sam", "council", Role::supervisor, "north"));
  HW_CHECK(add_person(database, "sid", "council", Role::supervisor, "south"));
  HW_CHECK(add_person(database, "ada", "council", Role::administrator, ""));
  Clerk clerk(database.store(), random_, origin(900), user("ada"));
  for (unsigned number : {1u, 2u}) {
    HW_CHECK(
        clerk.write(child(number), {field("identity.given_name", Value::text("Aspen"))}, now()));
    HW_CHECK(
        accounts.set_team(child(number).id, number == 1 ? "north" : "south", database.store()));
  }
  for (unsigned number : {1u, 2u, 3u}) {
    HW_CHECK(
        clerk.write(episode(number), {field("absence.category", Value::code("missing"))}, now()));
  }
  HW_CHECK(database.store().grant(user("iris"), child(1).id, {}));
  HW_CHECK(database.store().grant(user("ivan"), child(2).id, {}));
  return database.store().grant(user("cass"), child(1).id, episode(2).id);
}

Result<void> ServiceWorld::add_person(ServerDatabase& database, const std::string& name,
                                      const std::string& organisation, Role role,
                                      const std::string& team) {
  users_[name] = UserId::fresh(random_);
  HW_CHECK(database.accounts().add_account(
      {users_[name], name, name + " example", organisation, "", false, role, false},
      cheap_hash(password, random_)));
  return team.empty() ? Result<void>()
                      : database.accounts().join_team(users_[name], team, database.store());
}

void ServiceWorld::start() {
  ServiceOptions options;
  options.folder = folder_.path();
  options.readers = 2;
  options.now = [this] { return now(); };
  options.tell_trouble = [](const Result<void>&) {};
  auto started = Service::start(std::move(options));
  HW_ASSERT(started.ok());
  service_ = std::move(started).value();
}

void ServiceWorld::write(const std::function<Result<void>(ServerDatabase&)>& work) {
  auto database = ServerDatabase::open(folder_.path(), ServerDatabase::Mode::write);
  ASSERT_TRUE(database.ok());
  auto transaction = Transaction::begin(database.value()->store());
  ASSERT_TRUE(transaction.ok());
  const Result<void> worked = work(*database.value());
  ASSERT_TRUE(worked.ok()) << worked.error().detail;
  ASSERT_TRUE(transaction.value().commit().ok());
}

std::unique_ptr<ServerDatabase> ServiceWorld::reader() {
  auto database = ServerDatabase::open(folder_.path(), ServerDatabase::Mode::read);
  HW_ASSERT(database.ok());
  return std::move(database).value();
}

std::vector<AuditLine> ServiceWorld::audit(const RecordId& child) {
  return reader()->accounts().audit_lines(child, 10'000).value();
}

std::size_t ServiceWorld::audited(const std::string& act, const RecordId& record) {
  std::size_t count = 0;
  for (const AuditLine& line : audit()) {
    count += line.act == act && line.record == record ? 1 : 0;
  }
  return count;
}

RecordHeader ServiceWorld::child(unsigned number) const {
  return {record_id(number), "child", record_id(number), {}};
}

RecordHeader ServiceWorld::episode(unsigned number) const {
  return {record_id(100 + number), "episode", record_id(number == 3 ? 2 : 1),
          record_id(100 + number)};
}

RecordHeader ServiceWorld::interview(unsigned number) const {
  const RecordHeader of = episode(number);
  return {derived_id("interview", of.id), "interview", of.child, of.id};
}

std::string Browser::fields() const {
  std::string out = more;
  if (!cookie.empty()) {
    out += "Cookie: __Host-homeward=" + cookie + "\r\n";
  }
  if (!user.empty()) {
    out += "X-Homeward-User: " + user + "\r\n";
  }
  if (!device_token.empty()) {
    out += "X-Homeward-Device: " + device_token + "\r\n";
  }
  return out;
}

http::Answer Browser::ask(const std::string& request) {
  sent = request.size();
  http::Answer answer = client_.ask(request);
  const std::string set = answer.header("Set-Cookie");
  const std::string name = "__Host-homeward=";
  if (set.rfind(name, 0) == 0) {
    cookie = set.substr(name.size(), set.find(';') - name.size());
  }
  return answer;
}

http::Answer Browser::get(const std::string& path) {
  return ask(http::get(path, fields()));
}

http::Answer Browser::post(const std::string& path, const std::string& json) {
  return ask(http::post(path, "application/json", json, fields()));
}

http::Answer Browser::post_octets(const std::string& path, BytesView body) {
  return ask(http::post(path, "application/octet-stream", body, fields()));
}

http::Answer Browser::remove(const std::string& path) {
  return ask("DELETE " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields() + "\r\n");
}

http::Answer Browser::sign_in(const std::string& name, const std::string& word) {
  http::Answer answer =
      post("/api/session", R"({"username":")" + name + R"(","password":")" + word + "\"}");
  if (user.empty() && answer.status == 200) {
    user = text_in(answer.body, "id");
  }
  return answer;
}

std::string text_in(const std::string& json, const std::string& key) {
  const std::string name = "\"" + key + "\":\"";
  const auto at = json.find(name);
  return at == std::string::npos
             ? std::string()
             : json.substr(at + name.size(), json.find('"', at + name.size()) - at - name.size());
}

}  // namespace homeward::test
