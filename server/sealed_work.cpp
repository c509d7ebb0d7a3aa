#include "server/sealed_work.h"

namespace homeward {
namespace {

void open_one(Pushed& pushed, const Authority& authority, const UserId& user) {
  auto opened = open_seal(authority.recovery_key, pushed.sealed, leaving_purpose, user);
  const auto change = opened.ok() ? decode_change(opened.value()) : Result<Change>(opened.error());
  if (change.ok() && change_digest(change.value()) == pushed.purged) {
    pushed = {std::move(opened).value(), std::nullopt, Bytes()};
  }
}

}  // namespace

void open_sealed_work(Request& request, const Authority& authority, const UserId& user,
                      std::uint64_t received) {
  std::uint64_t number = request.confirmed_number();
  if (number > received) {
    return;  // a gap: nothing of it is taken
  }
  for (Pushed& pushed : request.pushed) {
    if (++number > received && !pushed.sealed.empty()) {
      open_one(pushed, authority, user);
    }
  }
}

}  // namespace homeward
