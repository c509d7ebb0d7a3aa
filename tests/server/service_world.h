// A service over real sockets, a folder of its own, a clock the test holds, two teams,
// two children, and people of every role who all have one password.
//
//   child 1 (north): episodes 1 and 2. iris is allocated the child, cass episode 2.
//   child 2 (south): episode 3. ivan is allocated the child.
//   sam supervises north, sid south; ada is administrator.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>

#include "server/authority.h"
#include "server/clerk.h"
#include "server/database.h"
#include "server/keys.h"
#include "server/service.h"
#include "tests/server/http_client.h"

namespace homeward::test {

inline constexpr const char* password = "correct horse battery";

class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string path() const { return path_; }
  std::string file() const { return path_ + "/homeward.db"; }

 private:
  std::string path_;
};

class ServiceWorld : public testing::Test {
 protected:
  ServiceWorld();

  void start();
  void stop() { service_.reset(); }
  std::uint16_t port() const { return service_->port(); }

  // Beside the running service, as the command line does.
  void write(const std::function<Result<void>(ServerDatabase&)>& work);
  std::unique_ptr<ServerDatabase> reader();
  // What the audit says of a child, newest first; of all where it is zero.
  std::vector<AuditLine> audit(const RecordId& child = {});
  std::size_t audited(const std::string& act, const RecordId& record);

  UserId user(const std::string& name) const { return users_.at(name); }
  RecordHeader child(unsigned number) const;
  RecordHeader episode(unsigned number) const;
  RecordHeader interview(unsigned number) const;  // of that episode

  // The service's clock.
  void wait(std::int64_t ms) { now_ += ms; }
  Instant now() const { return {now_}; }

  Folder folder_;
  SystemRandom random_;
  Authority authority_;

 private:
  Result<void> populate(ServerDatabase& database);
  Result<void> add_person(ServerDatabase& database, const std::string& name,
                          const std::string& organisation, Role role, const std::string& team);

  std::atomic<std::int64_t> now_{1'790'000'000'000};
  std::map<std::string, UserId> users_;
  std::unique_ptr<Service> service_;
};

// A browser, as far as the service can tell: one connection, a cookie, the header that
// our page sends.
class Browser {
 public:
  explicit Browser(std::uint16_t port) : client_(port) {}

  http::Answer get(const std::string& path);
  http::Answer post(const std::string& path, const std::string& json);
  http::Answer remove(const std::string& path);
  http::Answer post_octets(const std::string& path, BytesView body);
  http::Answer sign_in(const std::string& name, const std::string& word = password);

  std::string cookie;        // "" where there is none
  std::string user;          // whose database it says it is; who signed in first
  std::string device_token;  // sent where it is not empty
  std::string more = "X-Homeward: 1\r\n";
  std::size_t sent = 0;  // octets of the last request, head and body

 private:
  std::string fields() const;
  http::Answer ask(const std::string& request);

  http::Client client_;
};

// The text of a key in a JSON body, wherever it stands in it.
std::string text_in(const std::string& json, const std::string& key);

}  // namespace homeward::test
