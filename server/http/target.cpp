#include "server/http/target.h"

#include <algorithm>
#include <boost/url/parse.hpp>
#include <boost/url/src.hpp>
#include <boost/url/url_view.hpp>

#include "core/base/bytes.h"

namespace homeward::http {

namespace {

Error bad_target(const char* why) {
  return {Code::bad_input, std::string("The address ") + why};
}

Result<void> check_text(std::string_view text) {
  const bool control = std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
  if (control)
    return bad_target("holds a control character.");
  if (!is_utf8(text))
    return bad_target("is not UTF-8.");
  return {};
}

Result<void> check_segment(std::string_view segment) {
  HW_CHECK(check_text(segment));
  if (segment == "." || segment == "..")
    return bad_target("steps to a parent folder.");
  if (segment.find_first_of("/\\") != segment.npos)
    return bad_target("holds an encoded slash.");
  return {};
}

Result<std::string> read_path(const boost::urls::url_view& url) {
  std::string path;
  const auto segments = url.encoded_segments();
  std::size_t left = segments.size();
  for (const auto& encoded : segments) {
    const std::string segment = encoded.decode();
    HW_CHECK(check_segment(segment));
    if (--left > 0 && segment.empty())
      return bad_target("has an empty part.");
    path += '/' + segment;
  }
  return path.empty() ? std::string("/") : path;
}

}  // namespace

Result<Target> parse_target(std::string_view text) {
  const auto url = boost::urls::parse_origin_form({text.data(), text.size()});
  if (!url)
    return bad_target("is not a path with an optional query.");
  HW_TRY(path, read_path(*url));
  Target target{std::move(path), {}};
  for (const auto& param : url->encoded_params()) {
    boost::urls::encoding_opts plus_is_space;
    plus_is_space.space_as_plus = true;
    target.query.push_back({param.key.decode(plus_is_space), param.value.decode(plus_is_space)});
    HW_CHECK(check_text(target.query.back().name));
    HW_CHECK(check_text(target.query.back().value));
  }
  return target;
}

}  // namespace homeward::http
