#include "wasm/keepsakes.h"

#include <charconv>

#include "sync/leaving.h"
#include "sync/reissue.h"
#include "wasm/acts.h"

namespace homeward {
namespace {

constexpr std::size_t kept_octets_max = 64 * 1024;

std::string worker_meta(const std::string& name) {
  return "worker/" + name;
}

Result<void> put(Desk& desk, const std::string& key, const std::string& text) {
  HW_TRY(transaction, Transaction::begin(desk.store));
  HW_CHECK(desk.store.put_meta(key, text));
  return transaction.commit();
}

}  // namespace

CallResult keep(Desk& desk, Arguments& args) {
  const std::string name = args.text("name");
  const std::string text = args.text_or("text", "");
  HW_CHECK(args.done());
  if (text.size() > kept_octets_max) {
    return Error{Code::bad_input, "call: args.text: is longer than 64 KiB"};
  }
  HW_CHECK(put(desk, worker_meta(name), text));
  return boost::json::value{{"saved", true}};
}

CallResult kept(Desk& desk, Arguments& args) {
  const std::string name = args.text("name");
  HW_CHECK(args.done());
  HW_TRY(text, desk.store.meta(worker_meta(name)));
  return boost::json::value{
      {"text", text ? boost::json::value(*text) : boost::json::value(nullptr)}};
}

CallResult meet_people(Desk& desk, Arguments& args) {
  const std::string json = args.text("json");
  HW_CHECK(args.done());
  HW_TRY(people, parse_people(json));
  HW_CHECK(put(desk, people_meta, json));
  desk.people = people;
  desk.caseload.forget();  // whose lines name people
  return boost::json::value{{"saved", true}};
}

CallResult this_tablet(Desk& desk, Arguments& args) {
  HW_CHECK(args.done());
  HW_TRY(state, desk.store.state());
  HW_TRY(former, former_origins(desk.store));
  return boost::json::value{{"origin", state.origin.hex()}, {"is_first", former.empty()}};
}

CallResult to_seal(Desk& desk, Arguments& args) {
  HW_CHECK(args.done());
  HW_TRY(next, next_to_seal(desk.store));
  if (!next) {
    return boost::json::value(nullptr);
  }
  return boost::json::value{{"number", std::to_string(next->number)},
                            {"change", to_hex(next->change)}};
}

CallResult keep_sealed(Desk& desk, Arguments& args) {
  const std::string digits = args.text("number");
  const std::optional<Bytes> sealed = from_hex(args.text("sealed"));
  HW_CHECK(args.done());
  std::uint64_t number = 0;
  const char* const end = digits.data() + digits.size();
  if (std::from_chars(digits.data(), end, number).ptr != end || number == 0) {
    return Error{Code::bad_input, "call: args.number: is not the number of a change"};
  }
  if (!sealed || sealed->empty()) {
    return Error{Code::bad_input, "call: args.sealed: is not hexadecimal"};
  }
  HW_TRY(transaction, Transaction::begin(desk.store));
  HW_CHECK(homeward::keep_sealed(desk.store, number, *sealed));
  HW_CHECK(transaction.commit());
  return boost::json::value{{"saved", true}};
}

}  // namespace homeward
