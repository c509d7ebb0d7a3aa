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
  boost::json::array list;
  for (const Leaving& one : next) {
    list.push_back({{"number", std::to_string(one.number)}, {"change", to_hex(one.octets)}});
  }
  return boost::json::value(std::move(list));
}

CallResult keep_sealed(Desk& desk, Arguments& args) {
  std::vector<Leaving> seals;
  for (JsonObject& one : args.objects("seals")) {
    const std::string digits = one.text("number");
    const std::optional<Bytes> sealed = from_hex(one.text("sealed"));
    Leaving seal{0, sealed.value_or(Bytes())};
    const char* const end = digits.data() + digits.size();
    if (std::from_chars(digits.data(), end, seal.number).ptr != end || seal.number == 0) {
      one.mistake("number", "is not the number of a change");
    }
    if (seal.octets.empty()) {
      one.mistake("sealed", "is not hexadecimal");
    }
    seals.push_back(std::move(seal));
  }
  HW_CHECK(args.done());
  HW_TRY(transaction, Transaction::begin(desk.store));
  HW_CHECK(homeward::keep_sealed(desk.store, seals));
  HW_CHECK(transaction.commit());
  return boost::json::value{{"saved", true}};
}

}  // namespace homeward
