#include <zstd.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "sync/squeeze.h"

namespace homeward {
namespace {

constexpr char as_it_is = 0;
constexpr char by_zstd = 1;
// A third of the time of level 3, for blocks 1.4 % larger.
constexpr int level = 1;
// A shorter one costs more time than it gives room.
constexpr std::size_t worth_octets = 1024;
constexpr unsigned long long block_octets_max = 256u * 1024 * 1024;

// Made once a thread: making one costs more than most blocks do.
ZSTD_CCtx* packing() {
  thread_local const std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> context(
      ZSTD_createCCtx(), ZSTD_freeCCtx);
  return context.get();
}
ZSTD_DCtx* unpacking() {
  thread_local const std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> context(
      ZSTD_createDCtx(), ZSTD_freeDCtx);
  return context.get();
}

}  // namespace

Bytes squeezed(BytesView octets) {
  Bytes out;
  if (octets.size() < worth_octets) {
    out.reserve(1 + octets.size());
    return out.append(1, as_it_is).append(octets);
  }
  thread_local std::vector<char> room;
  room.resize(std::max(room.size(), ZSTD_compressBound(octets.size())));
  const std::size_t size =
      ZSTD_compressCCtx(packing(), room.data(), room.size(), octets.data(), octets.size(), level);
  HW_ASSERT(ZSTD_isError(size) == 0);
  out.reserve(1 + size);
  return out.append(1, by_zstd).append(room.data(), size);
}

Result<Bytes> unsqueezed(BytesView octets) {
  const Error damaged{Code::corrupt, "block as stored: damaged"};
  if (octets.empty() || (octets[0] != as_it_is && octets[0] != by_zstd)) {
    return damaged;
  }
  const BytesView rest = octets.substr(1);
  if (octets[0] == as_it_is) {
    return Bytes(rest);
  }
  const unsigned long long size = ZSTD_getFrameContentSize(rest.data(), rest.size());
  if (size > block_octets_max) {  // also what says "unknown" and "not a frame"
    return damaged;
  }
  Bytes out(static_cast<std::size_t>(size), '\0');
  const std::size_t made =
      ZSTD_decompressDCtx(unpacking(), out.data(), out.size(), rest.data(), rest.size());
  return made == out.size() ? Result<Bytes>(std::move(out)) : Result<Bytes>(damaged);
}

}  // namespace homeward
