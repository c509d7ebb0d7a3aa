// homewardd: the sync server and the page, on loopback, or with TLS anywhere.
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <csignal>
#include <iostream>

#include "server/descriptors.h"
#include "server/service.h"

// Read by jemalloc (docs/decisions/0013): threads take turns at large pages, and each of more
// arenas would keep what it was given for one.
extern "C" {
extern const char* const malloc_conf;
const char* const malloc_conf = "narenas:2";
}

namespace {

homeward::Instant system_now() {
  using namespace std::chrono;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

// Blocks the signals that stop the service in every thread to come, and waits for one.
sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// Where whoever looks after the server reads what needs them.
void log_to_standard_error() {
  spdlog::set_default_logger(spdlog::stderr_logger_mt("homewardd"));
}

void log_trouble(const homeward::Result<void>& writing) {
  if (writing.ok()) {
    spdlog::info("The database is written to again. What tablets kept meanwhile comes by itself.");
  } else {
    spdlog::error(
        "Nothing can be written: {}. Tablets are refused and keep what they have until "
        "this is mended.",
        writing.error().detail);
  }
}

homeward::Result<std::unique_ptr<homeward::Service>> start(homeward::ServiceOptions options) {
  HW_TRY(descriptors, homeward::raise_descriptor_limit());
  HW_TRY(limits, homeward::limits_within(descriptors, options.http.limits));
  if (limits.connections_max < options.http.limits.connections_max) {
    spdlog::warn("Serves {} connections at once, not {}: only {} files may be open.",
                 limits.connections_max, options.http.limits.connections_max, descriptors);
  }
  options.http.limits = limits;
  return homeward::Service::start(std::move(options));
}

int run(int argc, char** argv) {
  umask(077);                     // what is in the database's folder is nobody else's to read
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error to tell, not the end
  log_to_standard_error();
  CLI::App app{"Homeward's sync server: serves the page and takes in what tablets recorded."};
  homeward::ServiceOptions options;
  options.now = system_now;
  options.tell_trouble = log_trouble;
  options.http.port = 8080;
  homeward::http::TlsFiles tls;
  app.add_option("--data", options.folder, "Folder of the database (made by `homeward begin`)")
      ->required();
  app.add_option("--site", options.site, "Folder of the built page");
  app.add_option("--address", options.http.address, "Numeric address to listen on")
      ->capture_default_str();
  app.add_option("--port", options.http.port, "Port; 0 takes any free one")->capture_default_str();
  app.add_option("--name", options.http.host_names,
                 "A name by which browsers reach it, beside localhost");
  auto* certificate =
      app.add_option("--certificate", tls.certificate_chain, "PEM file of the certificate chain");
  auto* key = app.add_option("--key", tls.private_key, "PEM file of its private key");
  certificate->needs(key);
  key->needs(certificate);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (!tls.certificate_chain.empty()) {
    options.http.tls = tls;
  }
  const bool is_tls = options.http.tls.has_value();
  const sigset_t signals = stop_signals();
  auto service = start(std::move(options));
  if (!service.ok()) {
    std::cerr << "homewardd: " << service.error().detail << "\n";
    return 1;
  }
  for (const std::string& mistake : service.value()->unreadable_policy()) {
    spdlog::warn(
        "Of the authority's own policies this program cannot read {}. Tablets judge by the "
        "program's own pack, and say so, until `homeward policy set` or `settings` mends it.",
        mistake);
  }
  std::cout << "Listening on " << (is_tls ? "https" : "http")
            << "://localhost:" << service.value()->port() << std::endl;
  int signal = 0;
  sigwait(&signals, &signal);
  std::cout << "Stopping: finishing what is in flight" << std::endl;
  service.value()->stop();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "homewardd: could not go on: " << error.what() << "\n";
    return 1;
  }
}
