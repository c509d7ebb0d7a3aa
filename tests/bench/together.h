// Many at the same moment: a thread each, all beginning together.
#pragma once

#include <functional>
#include <vector>

#include "core/base/result.h"

namespace homeward::bench {

// How many milliseconds each of `count` took for `step(its number)`. The first failure,
// where one failed.
Result<std::vector<double>> together(std::size_t count,
                                     const std::function<Result<void>(std::size_t)>& step);

}  // namespace homeward::bench
