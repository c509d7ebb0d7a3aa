#include "sync/rescue.h"

#include <iterator>
#include <utility>

namespace homeward {
namespace {

constexpr std::size_t parts_max = 1024;

Error not_a_rescue(const std::string& why) {
  return {Code::bad_input, "rescue: " + why};
}

std::size_t octets_of(const std::vector<Pushed>& pushed) {
  std::size_t octets = 0;
  for (const Pushed& one : pushed) {
    octets += one.change.octets_count();
  }
  return octets;
}

}  // namespace

Bytes join_rescue(const std::vector<Bytes>& parts) {
  return encode(parts);
}

Result<Rescue> read_rescue(BytesView octets) {
  if (octets.size() > rescue_octets_max) {
    return not_a_rescue("larger than " + std::to_string(rescue_octets_max) + " octets");
  }
  HW_TRY(parts, decode<std::vector<Bytes>>(octets));
  if (parts.empty() || parts.size() > parts_max) {
    return not_a_rescue(std::to_string(parts.size()) + " parts");
  }
  HW_TRY(whole, read_request(parts.front()));
  std::vector<Pushed> pushed = std::exchange(whole.pushed, {});
  std::size_t unpacked = octets_of(pushed);
  std::vector<PiecesRequest> files;
  for (std::size_t at = 1; at < parts.size(); ++at) {
    auto pieces = read_pieces_request(parts[at]);
    if (pieces.ok()) {
      files.push_back(std::move(pieces).value());
      continue;
    }
    HW_TRY(part, read_request(parts[at]));
    std::vector<Pushed> more = std::exchange(part.pushed, {});
    if (part != whole) {
      return not_a_rescue("part " + std::to_string(at) + " is of another request");
    }
    unpacked += octets_of(more);
    if (unpacked > rescue_unpacked_octets_max) {
      return not_a_rescue("more than " + std::to_string(rescue_unpacked_octets_max) +
                          " octets once unpacked");
    }
    std::move(more.begin(), more.end(), std::back_inserter(pushed));
  }
  whole.pushed = std::move(pushed);
  if (whole.newest - whole.confirmed_number() != whole.pushed.size()) {
    return not_a_rescue("not every change that was unsent is in it");
  }
  return Rescue{std::move(whole), std::move(files)};
}

}  // namespace homeward
