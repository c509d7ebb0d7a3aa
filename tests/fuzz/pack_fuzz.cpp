// A pack from outside is refused with a reason, or is one of changes that can be packed.
#include <cstddef>
#include <cstdint>

#include "core/record/pack.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  using namespace homeward;
  const BytesView view(reinterpret_cast<const char*>(octets), size);
  const auto changes = unpack(view, nullptr, 1 << 20);
  if (!changes.ok()) {
    HW_ASSERT(!changes.error().detail.empty());
  } else if (changes.value()) {
    const auto again = unpack(pack(*changes.value(), &no_bases()), nullptr, 2 << 20);
    HW_ASSERT(again.ok() && again.value() == changes.value());
  }
  return 0;
}
