#include "server/sealed_work.h"

namespace homeward {

void open_sealed_work(Request& request, const Authority& authority, const UserId& user) {
  for (Pushed& pushed : request.pushed) {
    if (pushed.sealed.empty()) {
      continue;
    }
    auto opened = open_seal(authority.recovery_key, pushed.sealed, leaving_purpose, user);
    const auto change =
        opened.ok() ? decode_change(opened.value()) : Result<Change>(opened.error());
    if (change.ok() && change_digest(change.value()) == pushed.purged) {
      pushed = {std::move(opened).value(), std::nullopt, Bytes()};
    }
  }
}

}  // namespace homeward
