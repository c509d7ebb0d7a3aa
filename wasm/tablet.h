// One person's open database and the client over it. The client exists once it is
// known whose database it is: from the first sign-in on, offline or not.
#pragma once

#include <memory>

#include "wasm/client.h"

namespace homeward {

class Tablet {
 public:
  // `random` outlives it. Gives the database its origin where it has none yet.
  static Result<std::unique_ptr<Tablet>> open(std::unique_ptr<ClientStore> store,
                                              std::function<Instant()> now, Random& random);

  // Null until identified.
  Client* client() const { return client_.get(); }

  // What the server said at sign-in (identity.h); kept. Later sign-ins bring a new
  // name or role; another person is refused (T3).
  Result<void> identify(std::string_view json);

 private:
  Tablet(std::unique_ptr<ClientStore> store, std::function<Instant()> now, Random& random)
      : store_(std::move(store)), now_(std::move(now)), random_(random) {}
  Result<void> ensure_origin();
  Result<void> make_client(std::string_view identity_json);

  std::unique_ptr<ClientStore> store_;
  std::function<Instant()> now_;
  Random& random_;
  std::optional<FormLibrary> forms_;
  std::optional<Pack> pack_;
  std::optional<WorkingCalendar> calendar_;
  std::unique_ptr<Client> client_;
};

}  // namespace homeward
