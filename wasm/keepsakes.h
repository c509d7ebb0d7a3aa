// Names under which the client keeps small things beside the records.
#pragma once

namespace homeward {

constexpr const char* identity_meta = "identity";  // as the sign-in gave it
constexpr const char* people_meta = "people";      // as GET /api/people gave it

}  // namespace homeward
