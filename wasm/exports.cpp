// The module's door: the few functions JavaScript calls (pwa/src/worker/module.ts).
//
// Octets come in as pointers into the module's memory, taken from hw_allocate. A
// function answers 0 or 1; after 1 the reply says what went wrong: the name of a
// Code, a new line, the detail. The reply is good until the next call.
#include <argon2.h>

#include <cstdlib>
#include <new>
#include <string>

#include "core/base/result.h"
#include "wasm/database.h"

namespace homeward {
namespace {

struct Tablet {
  Connection database;
  Bytes reply;
};

// One worker, one person, one database (T3): the one piece of state of the module.
Tablet& tablet() {
  static Tablet only;
  return only;
}

int refuse(const Error& error) {
  tablet().reply = std::string(name_of(error.code)) + "\n" + error.detail;
  return 1;
}

int open_database(const std::string& name, BytesView key) {
  if (tablet().database != nullptr) {
    return refuse({Code::refused, "a database is already open"});
  }
  auto opened = open_encrypted(name, key);
  if (!opened.ok()) {
    return refuse(opened.error());
  }
  tablet().database = std::move(opened).value();
  return 0;
}

}  // namespace
}  // namespace homeward

extern "C" {

void* hw_allocate(std::size_t octets) {
  return std::malloc(octets);
}

void hw_free(void* octets) {
  std::free(octets);
}

const char* hw_reply() {
  return homeward::tablet().reply.data();
}

std::size_t hw_reply_size() {
  return homeward::tablet().reply.size();
}

// `out` takes 32 octets.
int hw_argon2id(const char* passphrase, std::size_t passphrase_size, const char* salt,
                std::size_t salt_size, unsigned memory_kib, unsigned passes, void* out) {
  const int code = argon2id_hash_raw(passes, memory_kib, 1, passphrase, passphrase_size, salt,
                                     salt_size, out, homeward::database_key_bytes);
  if (code != ARGON2_OK) {
    const auto kind = code == ARGON2_MEMORY_ALLOCATION_ERROR ? homeward::Code::unavailable
                                                             : homeward::Code::bad_input;
    return homeward::refuse({kind, std::string("Argon2id: ") + argon2_error_message(code)});
  }
  return 0;
}

// `key` is 32 octets; the caller wipes them.
int hw_open(const char* name, std::size_t name_size, const char* key) {
  return homeward::open_database(std::string(name, name_size), {key, homeward::database_key_bytes});
}

void hw_close() {
  homeward::tablet().database.reset();
}
}
