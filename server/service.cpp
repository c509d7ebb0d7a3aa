#include "server/service.h"

#include "server/endpoints/endpoints.h"
#include "server/http/static_files.h"

namespace homeward {

// In the order they are made; taken down the other way about, so that nothing is
// asked of a part that is gone.
struct Service::Parts {
  Authority authority;
  std::vector<std::string> unreadable_policy;
  SystemRandom random;
  SignInThrottle throttle;
  http::NoticeHub hub;
  http::StaticFiles site;
  std::unique_ptr<DatabaseWriter> writer;
  std::unique_ptr<DatabaseReaders> readers;
  std::unique_ptr<DatabaseReaders> sign_ins;
  std::unique_ptr<Context> context;
  std::unique_ptr<http::Server> server;
};

namespace {

constexpr std::size_t reads_waiting_max = 4096;
constexpr std::size_t sign_ins_waiting_max = 64;

Result<std::unique_ptr<DatabaseReaders>> open_readers(const std::string& folder, unsigned count,
                                                      std::size_t waiting_max) {
  std::vector<std::unique_ptr<ServerDatabase>> databases;
  for (unsigned i = 0; i < count; ++i) {
    HW_TRY(database, ServerDatabase::open(folder, ServerDatabase::Mode::read));
    databases.push_back(std::move(database));
  }
  return std::make_unique<DatabaseReaders>(std::move(databases), waiting_max);
}

http::Router routes(const Context& context, const http::StaticFiles* site) {
  http::Router router;
  endpoints::add_session(router, context);
  endpoints::add_devices(router, context);
  endpoints::add_sync(router, context);
  endpoints::add_compare(router, context);
  endpoints::add_pieces(router, context);
  endpoints::add_people(router, context);
  endpoints::add_quarantine(router, context);
  endpoints::add_recovery(router, context);
  endpoints::add_rescue(router, context);
  if (site != nullptr) {
    router.add({http::Method::get, "/",
                [site](const http::Request& request, const http::Respond& respond) {
                  respond(site->respond(request));
                }});
  }
  return router;
}

}  // namespace

Result<std::unique_ptr<Service>> Service::start(ServiceOptions options) {
  HW_TRY(database, ServerDatabase::open(options.folder, ServerDatabase::Mode::write));
  auto parts = std::make_unique<Parts>();
  HW_TRY(authority, load_authority(database->store()));
  parts->authority = authority;
  HW_TRY(policy, own_policy(database->store()));
  parts->unreadable_policy = unreadable_in(policy);
  if (!options.site.empty()) {
    HW_TRY(site, http::StaticFiles::load(options.site, options.http.limits.static_bytes_max));
    parts->site = std::move(site);
  }
  parts->writer = std::make_unique<DatabaseWriter>(std::move(database), options.tell_trouble);
  HW_TRY(readers, open_readers(options.folder, options.readers, reads_waiting_max));
  parts->readers = std::move(readers);
  HW_TRY(sign_ins, open_readers(options.folder, 1, sign_ins_waiting_max));
  parts->sign_ins = std::move(sign_ins);
  parts->context = std::unique_ptr<Context>(
      new Context{*parts->writer, *parts->readers, *parts->sign_ins, parts->hub, parts->throttle,
                  parts->authority, std::move(options.now), parts->random});
  HW_TRY(server,
         http::Server::start(options.http,
                             routes(*parts->context, options.site.empty() ? nullptr : &parts->site),
                             parts->hub));
  parts->server = std::move(server);
  return std::unique_ptr<Service>(new Service(std::move(parts)));
}

Service::Service(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Service::~Service() {
  stop();
}

const std::vector<std::string>& Service::unreadable_policy() const {
  return parts_->unreadable_policy;
}

std::uint16_t Service::port() const {
  return parts_->server->port();
}

// Requests finish or meet their deadline; then the threads that answer them end,
// and with them the last copies of Respond; then the server itself. What the writer
// still commits while its readers have ended is answered by "try again".
void Service::stop() {
  if (parts_->server) {
    parts_->server->stop();
    parts_->sign_ins->stop();
    parts_->readers->stop();
    parts_->writer->stop();
    parts_->server.reset();
  }
}

}  // namespace homeward
