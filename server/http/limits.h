// Every limit and deadline of the HTTP layer, in one place (V1: bounded in size and time).
//
// A test hands in smaller ones. Beast parses and does not defend: nothing here is
// optional, and there is no value that means "without limit".
#pragma once

#include <chrono>
#include <cstddef>

namespace homeward::http {

struct Limits {
  // Sizes.
  std::size_t header_bytes_max = 16 * 1024;  // request line and fields together
  std::size_t header_count_max = 64;
  std::size_t chunk_extension_bytes_max = 64;            // for each chunk of a chunked body
  std::size_t bodies_bytes_max = 256u * 1024 * 1024;     // of all requests being read at once
  std::size_t static_bytes_max = 64u * 1024 * 1024;      // of the page's files held in memory
  std::size_t websocket_message_bytes_max = 256 * 1024;  // architecture, facts about Beast

  // Counts.
  std::size_t requests_per_connection_max = 1000;
  std::size_t connections_max = 4096;
  // A whole office of tablets is one address to us, and so is a proxy: 1,000 of them hold a
  // notice socket and a request each. A quarter of all is left for others.
  std::size_t connections_per_address_max = 3072;
  std::size_t notice_sockets_per_key_max = 16;  // one worker's open pages

  // Deadlines. Each covers its whole step: a byte now and then does not extend it.
  std::chrono::milliseconds header_deadline{10'000};  // TLS handshake; first to last header byte
  std::chrono::milliseconds body_deadline{60'000};
  std::chrono::milliseconds idle_deadline{30'000};  // between two requests
  std::chrono::milliseconds handler_deadline{60'000};
  std::chrono::milliseconds write_deadline{60'000};
  std::chrono::milliseconds linger_deadline{2'000};        // lets a refused client read why
  std::chrono::milliseconds notice_ping_deadline{60'000};  // silence after which a ping is due
  // From one sign of life to the next: a page that heard none for twice as long and a
  // little more has another connection (pwa/src/worker/notices.ts).
  std::chrono::milliseconds notice_heartbeat_interval{25'000};
  std::chrono::milliseconds stop_deadline{10'000};  // for what is in flight when stopping
};

// What one request's body may measure, where its route does not say otherwise.
inline constexpr std::size_t default_body_bytes_max = 64 * 1024;
// What a sync exchange may measure as it travels, and once unpacked.
inline constexpr std::size_t sync_body_bytes_max = 8u * 1024 * 1024;
inline constexpr std::size_t sync_unpacked_bytes_max = 32u * 1024 * 1024;

// Answers smaller than this are not worth compressing.
inline constexpr std::size_t compressed_bytes_min = 1024;

}  // namespace homeward::http
