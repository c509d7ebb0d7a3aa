// Blocks of a store, compressed where the program has the means: natively with zstd, in
// a browser as they are.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace homeward {

Bytes squeezed(BytesView octets);

// `corrupt` where it is not what squeezed() gave, `unsupported` where this program has
// not the means.
Result<Bytes> unsqueezed(BytesView octets);

}  // namespace homeward
