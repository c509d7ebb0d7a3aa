// The whole service behind one door: database, writer, readers, endpoints, page.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/time/instant.h"
#include "server/http/server.h"
#include "server/writer.h"

namespace homeward {

struct ServiceOptions {
  std::string folder;  // where homeward.db is
  std::string site;    // the built page; empty: the service alone
  http::ServerOptions http;
  unsigned readers = 3;
  std::function<Instant()> now;
  TellTrouble tell_trouble;  // for the log
};

class Service {
 public:
  // `not_found` where there is no database, or no authority was begun in it.
  static Result<std::unique_ptr<Service>> start(ServiceOptions options);
  ~Service();

  std::uint16_t port() const;
  // What the authority set of its own policies that this program cannot read, for the log.
  const std::vector<std::string>& unreadable_policy() const;
  // Finishes what is in flight; every acknowledged change is on disk.
  void stop();

 private:
  struct Parts;
  explicit Service(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace homeward
