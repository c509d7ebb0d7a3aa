#include "core/base/digest.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/base/id.h"

extern "C" {
#include "blake2/blake2.h"
}

namespace homeward {
namespace {

void add(blake2b_state& state, BytesView part) {
  std::array<std::uint8_t, 8> length{};
  for (std::size_t i = 0; i < length.size(); ++i) {
    length[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(part.size()) >> (8 * i));
  }
  blake2b_update(&state, length.data(), length.size());
  blake2b_update(&state, part.data(), part.size());
}

}  // namespace

Digest Digest::of(BytesView bytes) {
  HW_ASSERT(bytes.size() == 32);
  Digest out;
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(out.octets.data()));
  return out;
}

Digest digest(std::string_view purpose, std::initializer_list<BytesView> parts) {
  blake2b_state state;
  HW_ASSERT(blake2b_init(&state, 32) == 0);
  add(state, purpose);
  for (BytesView part : parts) {
    add(state, part);
  }
  Digest out;
  HW_ASSERT(blake2b_final(&state, out.octets.data(), out.octets.size()) == 0);
  return out;
}

RecordId derived_id(std::string_view type, const RecordId& parent) {
  return RecordId::of(digest("homeward id 1", {type, parent.view()}).view().substr(0, 16));
}

Result<std::array<std::uint8_t, 16>> parse_id_octets(std::string_view hex, const char* what) {
  const Error bad{Code::bad_input, std::string(what) + ": expected 32 lower-case hex digits"};
  if (hex.size() != 32) {
    return bad;
  }
  std::array<std::uint8_t, 16> out{};
  for (std::size_t i = 0; i < hex.size(); ++i) {
    const char c = hex[i];
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) {
      return bad;
    }
    out[i / 2] = static_cast<std::uint8_t>(out[i / 2] << 4 | digit);
  }
  return out;
}

}  // namespace homeward
