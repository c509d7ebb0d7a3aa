#include "core/record/splice.h"

#include <algorithm>

#include "core/record/change.h"

namespace homeward {
namespace {

// What a splice costs beside its words.
constexpr std::size_t overhead_octets = 12;

}  // namespace

std::optional<Splice> splice_of(const Value& before, const Value& after) {
  if (before.kind() != ValueKind::text || after.kind() != ValueKind::text) {
    return std::nullopt;
  }
  const Bytes& from = before.octets();
  const Bytes& to = after.octets();
  const std::size_t shorter = std::min(from.size(), to.size());
  const auto differs = std::mismatch(from.begin(), from.end(), to.begin(), to.end());
  const auto keep = static_cast<std::size_t>(differs.first - from.begin());
  std::size_t tail = 0;
  while (tail < shorter - keep && from[from.size() - 1 - tail] == to[to.size() - 1 - tail]) {
    ++tail;
  }
  const std::size_t put = to.size() - keep - tail;
  if (put + overhead_octets >= to.size()) {
    return std::nullopt;
  }
  return Splice{keep, from.size() - keep - tail, to.substr(keep, put)};
}

std::optional<Value> apply(const Splice& splice, const Value& before) {
  const Bytes& from = before.octets();
  if (before.kind() != ValueKind::text || splice.keep == 0 || splice.keep > from.size() ||
      splice.cut > from.size() - splice.keep) {
    return std::nullopt;
  }
  Bytes to = from.substr(0, splice.keep) + splice.put;
  to.append(from, splice.keep + splice.cut);
  auto value = Value::from_octets(to);
  return value.ok() && to.size() <= value_octets_max ? std::optional(std::move(value).value())
                                                     : std::nullopt;
}

}  // namespace homeward
