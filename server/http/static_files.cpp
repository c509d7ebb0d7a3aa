#include "server/http/static_files.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "core/base/digest.h"
#include "server/http/content_encoding.h"

namespace homeward::http {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, const char*>, 14> media_types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".wasm", "application/wasm"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".jpg", "image/jpeg"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".txt", "text/plain; charset=utf-8"},
}};

constexpr std::array<std::pair<std::string_view, const char*>, 3> packings{{
    {".br", "br"},
    {".zst", "zstd"},
    {".gz", "gzip"},
}};

std::string media_type_of(std::string_view path) {
  for (const auto& [end, type] : media_types) {
    if (path.ends_with(end))
      return type;
  }
  return "application/octet-stream";
}

Result<Bytes> read_whole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  Bytes bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (in.bad() || !in.is_open()) {
    return Error{Code::unavailable, "Cannot read " + path.string() + "."};
  }
  return bytes;
}

// Every regular file beneath `directory` by its path as a browser asks for it.
Result<std::map<std::string, Bytes>> read_tree(const std::string& directory,
                                               std::size_t bytes_max) {
  std::error_code error;
  fs::recursive_directory_iterator each(directory, error);
  std::map<std::string, Bytes> tree;
  std::size_t total = 0;
  for (; !error && each != fs::recursive_directory_iterator(); each.increment(error)) {
    std::error_code unknown;
    if (each->is_symlink(unknown) || !each->is_regular_file(unknown))
      continue;
    const auto size = each->file_size(unknown);
    total += unknown ? 0 : static_cast<std::size_t>(size);
    if (total > bytes_max) {
      return Error{Code::too_large, "The files in " + directory + " are more than " +
                                        std::to_string(bytes_max) + " bytes."};
    }
    HW_TRY(bytes, read_whole(each->path()));
    tree["/" + each->path().lexically_relative(directory).generic_string()] = std::move(bytes);
  }
  if (error)
    return Error{Code::not_found, "Cannot read " + directory + ": " + error.message()};
  return tree;
}

bool is_navigation(const Request& request) {
  const std::string_view last = std::string_view(request.path).substr(request.path.rfind('/'));
  return request.header("Accept").find("text/html") != std::string_view::npos &&
         last.find('.') == last.npos;
}

// If-None-Match is a list; a weak mark makes no difference here.
bool already_has(std::string_view if_none_match, std::string_view etag) {
  return if_none_match == "*" || if_none_match.find(etag) != if_none_match.npos;
}

const char* caching_of(std::string_view path) {
  return path.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}

}  // namespace

Result<StaticFiles> StaticFiles::load(const std::string& directory, std::size_t bytes_max) {
  HW_TRY(tree, read_tree(directory, bytes_max));
  StaticFiles files;
  for (auto& [path, bytes] : tree) {
    File file{
        path, media_type_of(path), digest("static file", {bytes}).hex().substr(0, 32), nullptr, {}};
    for (const auto& [end, coding] : packings) {
      const auto packed = tree.find(path + std::string(end));
      if (packed == tree.end())
        continue;
      file.packed.push_back({coding, std::make_shared<const Bytes>(packed->second)});
    }
    std::sort(file.packed.begin(), file.packed.end(),
              [](const Packed& a, const Packed& b) { return a.bytes->size() < b.bytes->size(); });
    file.bytes = std::make_shared<const Bytes>(bytes);
    files.files_.emplace(path, std::move(file));
  }
  if (!files.files_.count("/index.html")) {
    return Error{Code::not_found, "There is no index.html in " + directory + "."};
  }
  return files;
}

const StaticFiles::File* StaticFiles::find(const Request& request) const {
  auto found = files_.find(request.path);
  if (found == files_.end() && (request.path == "/" || is_navigation(request)))
    found = files_.find("/index.html");
  return found == files_.end() ? nullptr : &found->second;
}

Response StaticFiles::respond(const Request& request) const {
  const File* file = find(request);
  if (!file)
    return error_response(404, Code::not_found, "There is no such page or file.");
  Response response;
  response.compressible = false;
  response.body = file->bytes;
  std::string mark;
  for (const Packed& packed : file->packed) {
    if (!accepts_coding(request.header("Accept-Encoding"), packed.encoding))
      continue;
    response.body = packed.bytes;
    response.add_header("Content-Encoding", packed.encoding);
    mark = "-" + packed.encoding;
    break;
  }
  const std::string etag = "\"" + file->digest + mark + "\"";
  response.add_header("Content-Type", file->media_type);
  response.add_header("ETag", etag);
  response.add_header("Vary", "Accept-Encoding");
  response.add_header("Cache-Control", caching_of(file->path));
  if (already_has(request.header("If-None-Match"), etag)) {
    response.status = 304;
    response.body = nullptr;
  }
  return response;
}

}  // namespace homeward::http
