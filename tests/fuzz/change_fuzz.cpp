// A change from outside either is refused with a reason or has exactly one form.
#include <cstddef>
#include <cstdint>

#include "core/record/record.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  using namespace homeward;
  const BytesView view(reinterpret_cast<const char*>(octets), size);
  const auto change = decode_change(view);
  if (change.ok()) {
    HW_ASSERT(encode(change.value()) == view);
    Record record(change.value().record);
    HW_ASSERT(record.integrate(change.value()));
    HW_ASSERT(!record.integrate(change.value()));
  } else {
    HW_ASSERT(!change.error().detail.empty());
  }
  return 0;
}
