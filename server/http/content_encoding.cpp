#include "server/http/content_encoding.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "core/base/assert.h"
#include "server/http/limits.h"

namespace homeward::http {

namespace {

constexpr int zstd_level = 3;
constexpr int zstd_window_max = 23;   // 8 MiB: what a frame may ask us to hold
constexpr int gzip_window = 15 + 16;  // zlib: 16 more means the gzip wrapper
constexpr std::size_t step_bytes = 64 * 1024;

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == text.npos)
    return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// "q=0", "q=0.0" and so on; anything else is a yes.
bool is_refusal(std::string_view parameters) {
  const auto at = parameters.find("q=");
  if (at == parameters.npos)
    return false;
  const std::string_view weight = trimmed(parameters.substr(at + 2));
  return !weight.empty() && weight.find_first_not_of("0.") == weight.npos;
}

struct InflateEnd {
  void operator()(z_stream* stream) const { inflateEnd(stream); }
};

Bytef* octets(const char* bytes) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(bytes));
}

}  // namespace

bool accepts_coding(std::string_view accept_encoding, std::string_view coding) {
  bool any = false;
  while (!accept_encoding.empty()) {
    const auto end = std::min(accept_encoding.find(','), accept_encoding.size());
    const std::string_view item = accept_encoding.substr(0, end);
    const auto semicolon = std::min(item.find(';'), item.size());
    const std::string_view name = trimmed(item.substr(0, semicolon));
    const bool yes = !is_refusal(item.substr(semicolon));
    if (same_name(name, coding))
      return yes;
    if (name == "*")
      any = yes;
    accept_encoding.remove_prefix(std::min(end + 1, accept_encoding.size()));
  }
  return any;
}

void pack(Response& response, std::string_view accept_encoding) {
  if (!response.compressible || !response.body || response.body->size() < compressed_bytes_min) {
    return;
  }
  response.add_header("Vary", "Accept-Encoding");
  const bool as_zstd = accepts_coding(accept_encoding, "zstd");
  if (!as_zstd && !accepts_coding(accept_encoding, "gzip"))
    return;
  response.body =
      std::make_shared<const Bytes>(as_zstd ? zstd(*response.body) : gzip(*response.body));
  response.set_header("Content-Encoding", as_zstd ? "zstd" : "gzip");
}

Bytes gzip(BytesView bytes) {
  z_stream stream{};
  int code =
      deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY);
  HW_ASSERT(code == Z_OK);
  Bytes out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = octets(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = octets(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  code = deflate(&stream, Z_FINISH);
  HW_ASSERT(code == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

Bytes zstd(BytesView bytes) {
  Bytes out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), zstd_level);
  HW_ASSERT(!ZSTD_isError(size));
  out.resize(size);
  return out;
}

Result<Bytes> gunzip(BytesView packed, std::size_t bytes_max) {
  z_stream stream{};
  HW_ASSERT(inflateInit2(&stream, gzip_window) == Z_OK);
  const std::unique_ptr<z_stream, InflateEnd> ended_on_return(&stream);
  stream.next_in = octets(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  Bytes out;
  int code = Z_OK;
  while (code == Z_OK) {
    const std::size_t had = out.size();
    // One octet of room beyond the limit tells "just fits" from "too much".
    out.resize(std::min(had + step_bytes, bytes_max + 1));
    stream.next_out = octets(out.data() + had);
    stream.avail_out = static_cast<uInt>(out.size() - had);
    code = inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
    if (out.size() > bytes_max)
      return Error{Code::too_large, "The unpacked body is too large."};
  }
  if (code != Z_STREAM_END)
    return Error{Code::bad_input, "The body is not a whole gzip stream."};
  if (stream.avail_in != 0)
    return Error{Code::bad_input, "There is more after the gzip stream."};
  return out;
}

Result<Bytes> unzstd(BytesView packed, std::size_t bytes_max) {
  const std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream*)> stream(ZSTD_createDStream(),
                                                                             ZSTD_freeDStream);
  ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, zstd_window_max);
  ZSTD_inBuffer from{packed.data(), packed.size(), 0};
  Bytes out;
  std::size_t left = 1;
  while (left != 0) {
    const std::size_t had = out.size();
    // One octet of room beyond the limit tells "just fits" from "too much".
    out.resize(std::min(had + step_bytes, bytes_max + 1));
    ZSTD_outBuffer to{out.data() + had, out.size() - had, 0};
    left = ZSTD_decompressStream(stream.get(), &to, &from);
    out.resize(had + to.pos);
    if (out.size() > bytes_max)
      return Error{Code::too_large, "The unpacked body is too large."};
    if (ZSTD_isError(left) != 0 || (left != 0 && to.pos == 0 && from.pos == from.size))
      return Error{Code::bad_input, "The body is not a whole zstd frame."};
  }
  if (from.pos != from.size)
    return Error{Code::bad_input, "There is more after the zstd frame."};
  return out;
}

}  // namespace homeward::http
