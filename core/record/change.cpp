#include "core/record/change.h"

#include <algorithm>

namespace homeward {
namespace {

bool is_printable_key(std::string_view key) {
  return !key.empty() && key.size() <= field_key_octets_max &&
         std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

Error bad(std::string where, const char* why) {
  return {Code::bad_input, std::move(where) + ": " + why};
}

Result<void> check_version(const Version& version, const std::string& where) {
  if (!is_printable_key(version.field)) {
    return bad(where, "field name empty, too long or not plain ASCII");
  }
  if (version.value.octets().size() > value_octets_max) {
    return Error{Code::too_large, where + " (" + version.field + "): value over 128 KiB"};
  }
  if (version.seen.size() > seen_max) {
    return Error{Code::too_large, where + ": more than 512 versions seen"};
  }
  if (std::adjacent_find(version.seen.begin(), version.seen.end(), std::greater_equal<>()) !=
      version.seen.end()) {
    return bad(where, "versions seen are not in ascending order");
  }
  const bool all_named =
      std::all_of(version.seen.begin(), version.seen.end(),
                  [](const Name& name) { return name.number > 0 && is_printable_key(name.field); });
  return all_named ? Result<void>() : bad(where, "a version seen has no number or field");
}

// A version that had seen itself, or a later one of its own device, would vanish.
bool sees_itself(const Change& change, const Version& version) {
  return std::any_of(version.seen.begin(), version.seen.end(), [&](const Name& name) {
    return name.origin == change.origin && name.number >= change.number;
  });
}

// What a change's digest covers of it beside its versions.
Bytes header_bytes(const Change& change) {
  Writer writer;
  writer(change.origin, change.number, change.author, change.at, change.skew_ms, change.record,
         change.more);
  return writer.take();
}

}  // namespace

// The field of a version seen is written as nothing where it is the version's
// own.
void save(Writer& archive, const Version& version) {
  archive(version.field, version.value, static_cast<std::uint8_t>(version.said_by),
          static_cast<std::uint8_t>(version.sharing));
  archive.put_number(version.seen.size());
  for (const Name& name : version.seen) {
    archive(name.origin, name.number, name.field == version.field ? FieldKey() : name.field);
  }
}

void load(Reader& archive, Version& version) {
  std::uint8_t said_by = 0;
  std::uint8_t sharing = 0;
  archive(version.field, version.value, said_by, sharing);
  version.said_by = static_cast<SaidBy>(said_by);
  version.sharing = static_cast<Sharing>(sharing);
  const std::size_t count = archive.get_count(18);
  version.seen.resize(count);
  for (Name& name : version.seen) {
    archive(name);
    if (name.field == version.field) {
      archive.fail("a version seen repeats its own field");
    }
    if (name.field.empty()) {
      name.field = version.field;
    }
  }
}

Result<void> check(const Change& change) {
  if (change.number == 0 || change.origin.is_zero()) {
    return bad("change", "no origin or number");
  }
  if (change.record.id.is_zero() || change.record.child.is_zero()) {
    return bad("change", "no record or child");
  }
  const std::string& type = change.record.type;
  if (type.size() > record_type_octets_max || !is_printable_key(type)) {
    return bad("change", "record type empty, too long or not plain ASCII");
  }
  if (change.versions.empty()) {
    return bad("change", "carries no version");
  }
  if (change.versions.size() > versions_max) {
    return Error{Code::too_large, "change: more than 512 versions"};
  }
  for (std::size_t i = 0; i < change.versions.size(); ++i) {
    const std::string where = "version " + std::to_string(i + 1);
    if (i > 0 && !(change.versions[i - 1].field < change.versions[i].field)) {
      return bad(where, "fields are not in ascending order");
    }
    HW_CHECK(check_version(change.versions[i], where));
    if (sees_itself(change, change.versions[i])) {
      return bad(where, "has seen itself or a later change of its own device");
    }
  }
  return {};
}

Result<Change> decode_change(BytesView bytes) {
  if (bytes.size() > change_octets_max) {
    return Error{Code::too_large, "change: over 512 KiB"};
  }
  HW_TRY(change, decode<Change>(bytes));
  HW_CHECK(check(change));
  return std::move(change);
}

Digest version_digest(const Salt& change_salt, const Version& version) {
  const BytesView salt{reinterpret_cast<const char*>(change_salt.data()), change_salt.size()};
  const Digest own_salt = digest("homeward salt 1", {salt, version.field});
  return digest("homeward version 1", {own_salt.view(), encode(version)});
}

Digest change_digest(const Change& change) {
  Bytes versions;
  for (const Version& version : change.versions) {
    versions += version_digest(change.salt, version).view();
  }
  return digest("homeward change 1", {header_bytes(change), versions});
}

Digest chain(const Digest& before, const Digest& change) {
  return digest("homeward chain 1", {before.view(), change.view()});
}

FieldKey row_key(std::string_view list, std::string_view row) {
  return std::string(list).append("/").append(row);
}

FieldKey row_key(std::string_view list, std::string_view row, std::string_view column) {
  return row_key(list, row).append("/").append(column);
}

std::optional<RowKey> parse_row_key(std::string_view key) {
  const std::size_t first = key.find('/');
  if (first == std::string_view::npos) {
    return std::nullopt;
  }
  const std::size_t second = key.find('/', first + 1);
  const std::string_view row = key.substr(first + 1, second - first - 1);
  const std::string_view column =
      second == std::string_view::npos ? std::string_view() : key.substr(second + 1);
  return RowKey{key.substr(0, first), row, column};
}

}  // namespace homeward
