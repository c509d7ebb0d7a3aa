// A message from outside either is refused with a reason or has exactly one form.
#include <cstddef>
#include <cstdint>

#include "sync/messages.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  using namespace homeward;
  const BytesView view(reinterpret_cast<const char*>(octets), size);
  const auto request = read_request(view);
  if (request.ok()) {
    HW_ASSERT(frame(request.value()) == view);
  } else {
    HW_ASSERT(!request.error().detail.empty());
  }
  const auto answer = read_answer(view);
  if (answer.ok()) {
    HW_ASSERT(frame(answer.value()) == view);
  } else {
    HW_ASSERT(!answer.error().detail.empty());
  }
  return 0;
}
