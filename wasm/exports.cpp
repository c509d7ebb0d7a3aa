// The module's door: the few functions JavaScript calls (pwa/src/worker/module.ts and
// core.ts).
//
// Octets come in as pointers into the module's memory, taken from hw_allocate. A
// function answers 0 or 1; after 1 the reply says what went wrong: the name of a
// Code, a new line, the detail. The reply is good until the next call.
#include <algorithm>
#include <cstdlib>
#include <new>
#include <string>

#include "core/base/argon2id.h"
#include "core/base/result.h"
#include "sync/sqlite_store.h"
#include "wasm/browser.h"
#include "wasm/database.h"
#include "wasm/tablet.h"

namespace homeward {
namespace {

class BrowserRandom : public Random {
 public:
  Bytes octets(std::size_t count) override {
    Bytes octets(count, '\0');
    hw_random(octets.data(), static_cast<int>(count));
    return octets;
  }
};

Instant browser_now() {
  return Instant{static_cast<std::int64_t>(hw_now_ms())};
}

struct State {
  BrowserRandom random;
  std::unique_ptr<Tablet> tablet;
  Bytes reply;
};

// One worker, one person, one database (T3): the one piece of state of the module.
State& state() {
  static State only;
  return only;
}

int refuse(const Error& error) {
  state().reply = std::string(name_of(error.code)) + "\n" + error.detail;
  return 1;
}

int done(const Result<void>& result) {
  return result.ok() ? 0 : refuse(result.error());
}

int reply(Result<std::string> result) {
  if (!result.ok()) {
    return refuse(result.error());
  }
  state().reply = std::move(result).value();
  return 0;
}

// `is_damaged`: one that does not hold together is opened all the same.
Result<std::unique_ptr<SqliteClientStore>> open_store(const std::string& name, BytesView key,
                                                      bool is_damaged) {
  HW_TRY(connection, open_encrypted(name, key));
  auto store = SqliteClientStore::open(Database::adopt(connection.release()));
  if (store.ok() || store.error().code != Code::corrupt || !is_damaged) {
    return store;
  }
  HW_TRY(again, open_encrypted(name, key));
  return SqliteClientStore::open_damaged(Database::adopt(again.release()));
}

Result<void> open_database(const std::string& name, BytesView key, bool is_damaged) {
  if (state().tablet != nullptr) {
    return Error{Code::refused, "a database is already open"};
  }
  HW_TRY(store, open_store(name, key, is_damaged));
  HW_TRY(tablet, Tablet::open(std::move(store), browser_now, state().random));
  state().tablet = std::move(tablet);
  return {};
}

Result<Client*> client() {
  if (state().tablet == nullptr || state().tablet->client() == nullptr) {
    return Error{Code::refused, "no database is open"};
  }
  return state().tablet->client();
}

Result<std::string> call(std::string_view request) {
  HW_TRY(open, client());
  return open->call(request);
}

Result<Bytes> next_request() {
  HW_TRY(open, client());
  return open->next_request();
}

Result<Bytes> request_ahead(BytesView answer) {
  HW_TRY(open, client());
  return open->request_ahead(answer);
}

Result<void> carry_less() {
  HW_TRY(open, client());
  open->carry_less();
  return {};
}

Result<Bytes> rescue() {
  HW_TRY(open, client());
  return open->rescue();
}

Result<Bytes> next_comparison(int begin) {
  HW_TRY(open, client());
  return open->next_comparison(static_cast<Client::Begin>(begin));
}

Result<std::string> take_comparison(BytesView answer) {
  HW_TRY(open, client());
  return open->take_comparison(answer);
}

Result<std::string> attach(std::string_view args, BytesView file) {
  HW_TRY(open, client());
  return open->attach(args, file);
}

Result<Bytes> file(std::string_view attachment) {
  HW_TRY(open, client());
  return open->file(attachment);
}

Result<Bytes> next_pieces(bool is_first) {
  HW_TRY(open, client());
  if (is_first) {
    open->begin_pieces();
  }
  return open->next_pieces();
}

Result<std::string> take_pieces(BytesView answer) {
  HW_TRY(open, client());
  return open->take_pieces(answer);
}

Result<void> confirm_pieces() {
  HW_TRY(open, client());
  return open->confirm_pieces();
}

Result<std::string> take_answer(BytesView answer) {
  HW_TRY(open, client());
  return open->take_answer(answer);
}

Result<std::string> confirm() {
  HW_TRY(open, client());
  HW_TRY(more, open->confirm());
  return std::string(more ? "more" : "");
}

Result<void> identify(std::string_view json) {
  if (state().tablet == nullptr) {
    return Error{Code::refused, "no database is open"};
  }
  return state().tablet->identify(json);
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
  return homeward::state().reply.data();
}

std::size_t hw_reply_size() {
  return homeward::state().reply.size();
}

// `out` takes 32 octets.
int hw_argon2id(const char* passphrase, std::size_t passphrase_size, const char* salt,
                std::size_t salt_size, unsigned memory_kib, unsigned passes, char* out) {
  if (salt_size != homeward::argon2_salt_octets) {
    return homeward::refuse({homeward::Code::bad_input, "Argon2id: expected a salt of 16 octets"});
  }
  auto derived = homeward::argon2id({passphrase, passphrase_size}, {salt, salt_size},
                                    {.memory_kib = memory_kib, .passes = passes});
  if (!derived.ok()) {
    return homeward::refuse(derived.error());
  }
  std::copy(derived.value().begin(), derived.value().end(), out);
  std::fill(derived.value().begin(), derived.value().end(), '\0');
  return 0;
}

// `key` is 32 octets; the caller wipes them. With `is_damaged` not 0, also a database that is
// damaged, for what can be read of it.
int hw_open(const char* name, std::size_t name_size, const char* key, int is_damaged) {
  return homeward::done(homeward::open_database(
      std::string(name, name_size), {key, homeward::database_key_bytes}, is_damaged != 0));
}

void hw_close() {
  homeward::state().tablet.reset();
}

// Whose database it is, as the sign-in said (wasm/identity.h).
int hw_identify(const char* json, std::size_t size) {
  return homeward::done(homeward::identify({json, size}));
}

// The reply is the answer, in JSON (wasm/client.h).
int hw_call(const char* json, std::size_t size) {
  return homeward::reply(homeward::call({json, size}));
}

// One exchange (wasm/client.h): the reply is what to send.
int hw_request() {
  return homeward::reply(homeward::next_request());
}

// The last exchange was cut off by its deadline.
int hw_carry_less() {
  return homeward::done(homeward::carry_less());
}

// What to send while an answer is taken (wasm/client.h): the reply is empty where there is nothing.
int hw_request_ahead(const char* answer, std::size_t size) {
  return homeward::reply(homeward::request_ahead({answer, size}));
}

// The reply is all unsent work, to be sealed; empty where there is none.
int hw_rescue() {
  return homeward::reply(homeward::rescue());
}

// A comparison with the council (wasm/client.h): 0 goes on with it, 1 begins one where it is
// due, 2 begins one. The reply is what to send, or empty.
int hw_compare_request(int begin) {
  return homeward::reply(homeward::next_comparison(begin));
}

int hw_compare_take(const char* answer, std::size_t size) {
  return homeward::reply(homeward::take_comparison({answer, size}));
}

// Adds a photograph or a document; the reply is the answer, in JSON (wasm/attachments.h).
int hw_attach(const char* args, std::size_t args_size, const char* file, std::size_t file_size) {
  return homeward::reply(homeward::attach({args, args_size}, {file, file_size}));
}

// The reply is the whole file of an attachment, named by the 32 digits of its record.
int hw_file(const char* attachment, std::size_t size) {
  return homeward::reply(homeward::file({attachment, size}));
}

// The conversation about files (wasm/client.h): the reply is what to send, or empty.
int hw_pieces_request(int is_first) {
  return homeward::reply(homeward::next_pieces(is_first != 0));
}

int hw_pieces_take(const char* answer, std::size_t size) {
  return homeward::reply(homeward::take_pieces({answer, size}));
}

int hw_pieces_confirm() {
  return homeward::done(homeward::confirm_pieces());
}

// The reply is the report, in JSON.
int hw_take(const char* answer, std::size_t size) {
  return homeward::reply(homeward::take_answer({answer, size}));
}

// The reply is "more" where another exchange has something to do.
int hw_confirm() {
  return homeward::reply(homeward::confirm());
}

// How long to wait after the `attempt`th failure, counted from 0; `random` is any number.
double hw_retry_ms(unsigned attempt, unsigned random) {
  return static_cast<double>(homeward::Backoff().next_delay_ms(attempt, random));
}
}
