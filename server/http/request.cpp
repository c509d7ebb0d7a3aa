#include "server/http/request.h"

#include <algorithm>
#include <array>
#include <utility>

namespace homeward::http {

namespace {

constexpr std::array<std::pair<Method, const char*>, 6> method_names{{
    {Method::get, "GET"},
    {Method::head, "HEAD"},
    {Method::post, "POST"},
    {Method::put, "PUT"},
    {Method::patch, "PATCH"},
    {Method::delete_, "DELETE"},
}};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  return text;
}

bool cut_prefix(std::string_view& text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix)
    return false;
  text.remove_prefix(prefix.size());
  return true;
}

}  // namespace

Method method_of(std::string_view name) {
  for (const auto& [method, spelt] : method_names) {
    if (name == spelt)
      return method;
  }
  return Method::other;
}

const char* name_of(Method method) {
  for (const auto& [known, spelt] : method_names) {
    if (known == method)
      return spelt;
  }
  return "other";
}

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view Request::header(std::string_view name) const {
  for (const Field& field : headers) {
    if (same_name(field.name, name))
      return field.value;
  }
  return {};
}

std::size_t Request::header_count(std::string_view name) const {
  return static_cast<std::size_t>(
      std::count_if(headers.begin(), headers.end(),
                    [&](const Field& field) { return same_name(field.name, name); }));
}

std::optional<std::string> Request::cookie(std::string_view name) const {
  for (const Field& field : headers) {
    if (!same_name(field.name, "Cookie"))
      continue;
    std::string_view rest = field.value;
    while (!rest.empty()) {
      const auto end = std::min(rest.find(';'), rest.size());
      const std::string_view pair = trimmed(rest.substr(0, end));
      const auto equals = pair.find('=');
      if (equals != pair.npos && pair.substr(0, equals) == name) {
        return std::string(pair.substr(equals + 1));
      }
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return std::nullopt;
}

std::optional<std::string> Request::query_value(std::string_view name) const {
  for (const Field& field : query) {
    if (field.name == name)
      return field.value;
  }
  return std::nullopt;
}

bool Request::is_own_origin(std::string_view origin) const {
  const bool known = cut_prefix(origin, "https://") || (!tls && cut_prefix(origin, "http://"));
  return known && same_name(origin, header("Host"));
}

}  // namespace homeward::http
