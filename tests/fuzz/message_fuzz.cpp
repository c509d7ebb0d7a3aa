// A message from outside either is refused with a reason or comes back as it was read,
// however it was packed.
#include <cstddef>
#include <cstdint>

#include "sync/compare.h"
#include "sync/piece_messages.h"

namespace homeward {
namespace {

// What has one form comes back octet for octet.
template <class Message>
void check_one_form(const Result<Message>& message, BytesView octets) {
  HW_ASSERT(message.ok() ? frame(message.value()) == octets : !message.error().detail.empty());
}

// What may be packed in several ways comes back as what it says.
template <class Message>
void check_packed(const Result<Message>& message, Result<Message> (*read)(BytesView, Bases*)) {
  if (!message.ok()) {
    HW_ASSERT(!message.error().detail.empty());
    return;
  }
  HW_ASSERT(read(frame(message.value()), nullptr).value() == message.value() ||
            message.value().lacks_base);
}

void check_message(BytesView octets) {
  check_packed(read_request(octets), &read_request);
  const auto answer = read_answer(octets);
  check_packed(answer, &read_answer);
  const auto around = read_around_page(octets);
  HW_ASSERT(!answer.ok() || (around.ok() && around.value().next == answer.value().next));
  check_one_form(read_compare_request(octets), octets);
  check_one_form(read_compare_answer(octets), octets);
  check_one_form(read_pieces_request(octets), octets);
  check_one_form(read_pieces_answer(octets), octets);
}

}  // namespace
}  // namespace homeward

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  homeward::check_message({reinterpret_cast<const char*>(octets), size});
  return 0;
}
