// Packs answers and unpacks requests: gzip and zstd, both ways.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "server/http/response.h"

namespace homeward::http {

// Whether an Accept-Encoding header takes `coding`: named, or meant by "*", and not
// with q=0. An absent header takes nothing but the bytes as they are.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);

// Packs the body in place where the client takes it and it is large enough.
void pack(Response& response, std::string_view accept_encoding);

Bytes gzip(BytesView bytes);
Bytes zstd(BytesView bytes);

// One gzip member and nothing after it. Stops at `bytes_max` of output, so that a
// few bytes cannot claim gigabytes: Code::too_large.
Result<Bytes> gunzip(BytesView packed, std::size_t bytes_max);
// The same of one zstd frame.
Result<Bytes> unzstd(BytesView packed, std::size_t bytes_max);

}  // namespace homeward::http
