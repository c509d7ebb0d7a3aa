#include "sync/link.h"

namespace homeward {
namespace {

SharedChange nothing() {
  return std::make_shared<const Change>();
}

Link unreadable(const CarriedChange& change, Refusal refusal) {
  return {opaque_digest(change.octets()), true, std::move(refusal), nothing()};
}

}  // namespace

Digest opaque_digest(BytesView change) {
  return digest("homeward opaque change 1", {change});
}

Refusal refusal_of(const Error& error) {
  return {name_of(error.code), error.detail};
}

Link link_of(const Pushed& pushed, const Origin& origin, std::uint64_t number) {
  if (pushed.purged) {
    return {*pushed.purged, false, Refusal{"purged", "purged on the device before it came"},
            nothing()};
  }
  auto change = pushed.change.read();
  if (!change.ok()) {
    return unreadable(pushed.change, refusal_of(change.error()));
  }
  if (change.value()->origin != origin || change.value()->number != number) {
    return unreadable(pushed.change,
                      {name_of(Code::bad_input), "change: of another origin or number"});
  }
  return {change_digest(*change.value()), false, std::nullopt, std::move(change).value()};
}

}  // namespace homeward
