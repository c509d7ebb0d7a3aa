// A message from outside either is refused with a reason or comes back as it was read,
// however it was packed.
#include <cstddef>
#include <cstdint>

#include "sync/piece_messages.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  using namespace homeward;
  const BytesView view(reinterpret_cast<const char*>(octets), size);
  const auto request = read_request(view);
  if (request.ok()) {
    HW_ASSERT(read_request(frame(request.value())).value() == request.value() ||
              request.value().lacks_base);
  } else {
    HW_ASSERT(!request.error().detail.empty());
  }
  const auto answer = read_answer(view);
  if (answer.ok()) {
    HW_ASSERT(read_answer(frame(answer.value())).value() == answer.value() ||
              answer.value().lacks_base);
  } else {
    HW_ASSERT(!answer.error().detail.empty());
  }
  const auto pieces_request = read_pieces_request(view);
  if (pieces_request.ok()) {
    HW_ASSERT(frame(pieces_request.value()) == view);
  } else {
    HW_ASSERT(!pieces_request.error().detail.empty());
  }
  const auto pieces_answer = read_pieces_answer(view);
  if (pieces_answer.ok()) {
    HW_ASSERT(frame(pieces_answer.value()) == view);
  } else {
    HW_ASSERT(!pieces_answer.error().detail.empty());
  }
  return 0;
}
