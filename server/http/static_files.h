// The built page, held in memory and served with the caching that suits each file.
//
//   /assets/app-1f3c.js   immutable for a year: its name changes with its content
//   everything else       no-cache: asked for again each time, answered 304 by ETag
//   /children/12          a navigation without a file: index.html
//
// Packed siblings that the build made (app.js.zst, .br, .gz) are served in place of
// the file where the client takes them. Nothing is read from disk after load().
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "server/http/request.h"
#include "server/http/response.h"

namespace homeward::http {

class StaticFiles {
 public:
  // Reads every regular file beneath `directory`, `bytes_max` in all at the most.
  static Result<StaticFiles> load(const std::string& directory, std::size_t bytes_max);

  // Answers a GET or a HEAD; 404 where there is no such file.
  Response respond(const Request& request) const;

 private:
  struct Packed {
    std::string encoding;  // as Content-Encoding names it
    std::shared_ptr<const Bytes> bytes;
  };
  struct File {
    std::string path;
    std::string media_type;
    std::string digest;  // of the bytes as they are; an ETag adds the encoding
    std::shared_ptr<const Bytes> bytes;
    std::vector<Packed> packed;  // smallest first
  };

  const File* find(const Request& request) const;

  std::map<std::string, File, std::less<>> files_;  // by path, "/index.html"
};

}  // namespace homeward::http
