#include "sync/squeeze.h"

namespace homeward {
namespace {

constexpr char as_it_is = 0;

}  // namespace

Bytes squeezed(BytesView octets) {
  return Bytes(1, as_it_is).append(octets);
}

Result<Bytes> unsqueezed(BytesView octets) {
  if (octets.empty()) {
    return Error{Code::corrupt, "block as stored: damaged"};
  }
  if (octets[0] != as_it_is) {
    return Error{Code::unsupported, "block as stored: compressed by another program"};
  }
  return Bytes(octets.substr(1));
}

}  // namespace homeward
