// A stored record that was damaged is refused, or has exactly one form.
#include <cstddef>
#include <cstdint>

#include "core/record/pin.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  using namespace homeward;
  const BytesView view(reinterpret_cast<const char*>(octets), size);
  const auto record = decode<Record>(view);
  if (record.ok()) {
    HW_ASSERT(encode(record.value()) == view);
    record.value().conflicts();
    record.value().rows("people");
  }
  const auto pin = decode<Pin>(view);
  if (pin.ok()) {
    HW_ASSERT(encode(pin.value()) == view);
  }
  return 0;
}
