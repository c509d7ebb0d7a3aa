// How many files and sockets the program may have open: a connection too many is
// refused by the census (http/census.h), so that the database and the listener never
// lack a descriptor.
#pragma once

#include <cstddef>

#include "core/base/result.h"
#include "server/http/limits.h"

namespace homeward {

// Raises the soft limit of the process to its hard one, and gives that.
Result<std::size_t> raise_descriptor_limit();

// No more connections than `descriptors` leave room for. `refused` where they leave
// room for hardly any.
Result<http::Limits> limits_within(std::size_t descriptors, http::Limits limits);

}  // namespace homeward
