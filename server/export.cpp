#include "server/export.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <map>
#include <system_error>

#include "core/record/attachment.h"
#include "core/record/names.h"
#include "sync/files_here.h"

namespace homeward {
namespace {

namespace json = boost::json;

// Words where the kind has any; otherwise the octets, so that nothing is left out.
json::value value_json(const Value& value) {
  if (value.is_blank()) {
    return nullptr;
  }
  if (const auto text = value.as_text()) {
    return json::string(*text);
  }
  if (const auto code = value.as_code()) {
    return json::string(*code);
  }
  if (const auto codes = value.as_codes()) {
    return json::array(codes->begin(), codes->end());
  }
  if (const auto number = value.as_whole_number()) {
    return *number;
  }
  if (const auto yes = value.as_yes_no()) {
    return *yes;
  }
  if (const auto date = value.as_date()) {
    return json::string(*date);
  }
  if (const auto instant = value.as_instant()) {
    return json::string(to_string(*instant));
  }
  if (const auto absence = value.as_absence()) {
    return json::object{{"absence", absence->kind}, {"why", absence->why}};
  }
  if (const auto id = value.as_octets_of(ValueKind::id)) {
    return json::string(to_hex(*id));
  }
  return json::object{{"octets", to_hex(value.octets())}};
}

// As colleagues read them; nobody's where an account never was.
class Names {
 public:
  explicit Names(Accounts& accounts) : accounts_(accounts) {}

  Result<json::value> of(const UserId& id) {
    const auto known = known_.find(id);
    if (known != known_.end()) {
      return known->second;
    }
    HW_TRY(account, accounts_.account(id));
    return known_[id] = account ? json::value(json::string(account->name)) : json::value(nullptr);
  }

 private:
  Accounts& accounts_;
  std::map<UserId, json::value> known_;
};

json::object version_json(const Change& change, const Version& version, const Record& record,
                          const json::value& author_name) {
  bool in_view = false;
  for (const Head& head : record.heads(version.field)) {
    in_view |= head.origin == change.origin && head.number == change.number;
  }
  return {{"field", version.field},
          {"value", value_json(version.value)},
          {"said_by", name_of(version.said_by)},
          {"sharing", name_of(version.sharing)},
          {"author", change.author.hex()},
          {"author_name", author_name},
          {"at", to_string(change.at)},
          {"tablet", change.origin.hex()},
          {"number", change.number},
          {"in_view", in_view}};
}

Result<std::string> record_line(ServerStore& store, const Record& record, Names& names) {
  const RecordHeader& header = record.header();
  json::array versions;
  HW_TRY(history, store.history(header.id));
  for (const Change& change : history) {
    HW_TRY(author_name, names.of(change.author));
    for (const Version& version : change.versions) {
      versions.push_back(version_json(change, version, record, author_name));
    }
  }
  return json::serialize(
      json::object{{"record", header.id.hex()},
                   {"type", header.type},
                   {"child", header.child.hex()},
                   {"episode", header.episode.is_zero() ? json::value(nullptr)
                                                        : json::string(header.episode.hex())},
                   {"versions", std::move(versions)}});
}

std::string tail_of(std::string_view media_type) {
  return media_type == "image/jpeg" ? ".jpg" : media_type == "application/pdf" ? ".pdf" : ".txt";
}

Result<void> write_file(const std::string& file, BytesView octets) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out.write(octets.data(), static_cast<std::streamsize>(octets.size()));
  out.close();
  if (!out) {
    return Error{errno == ENOSPC ? Code::full : Code::refused,
                 file + ": " + std::generic_category().message(errno)};
  }
  return {};
}

Result<ExportedFile> export_file(const ServerStore& store, const RecordId& attachment,
                                 const FileManifest& manifest, const std::string& folder) {
  ExportedFile exported{attachment, folder + "/" + attachment.hex() + tail_of(manifest.media_type),
                        std::nullopt};
  const auto octets = read_file(store, attachment, manifest);
  if (!octets.ok()) {
    exported.left_out = octets.error();
    return exported;
  }
  HW_CHECK(write_file(exported.file, octets.value()));
  return exported;
}

// What was admitted stands in its record.
Result<bool> is_apart(const ServerStore& store, const Quarantined& held) {
  HW_TRY(ruling, store.ruling(held.origin, held.notice.number));
  return !ruling || !ruling->admitted;
}

}  // namespace

Result<std::vector<std::string>> export_child_records(ServerDatabase& database,
                                                      const RecordId& child, const UserId& reader,
                                                      Instant now) {
  HW_TRY(records, database.store().records_of_child(child));
  if (records.empty()) {
    return Error{Code::not_found, "there is no child " + child.hex()};
  }
  std::vector<std::string> lines;
  Names names(database.accounts());
  for (const Record& record : records) {
    HW_TRY(line, record_line(database.store(), record, names));
    HW_CHECK(database.accounts().audit(
        {now, reader, "read", child, record.header().id, record.header().type + " by export"}));
    lines.push_back(std::move(line));
  }
  return lines;
}

Result<NotExported> not_exported(const ServerStore& store, const RecordId& child) {
  NotExported left;
  HW_TRY(records, store.records_of_child(child));
  for (const Record& record : records) {
    left.files += record.header().type == attachment_type && manifest_in(record) ? 1 : 0;
  }
  HW_TRY(held, store.quarantined_of_child(child));
  for (const Quarantined& one : held) {
    HW_TRY(apart, is_apart(store, one));
    left.set_aside += apart ? 1 : 0;
  }
  return left;
}

Result<std::size_t> set_aside_of_no_child(ServerDatabase& database) {
  std::size_t count = 0;
  HW_TRY(accounts, database.accounts().accounts());
  for (const Account& account : accounts) {
    HW_TRY(held, database.store().quarantined_of_user(account.id));
    for (const Quarantined& one : held) {
      HW_TRY(child, database.store().record(one.record.child));
      HW_TRY(apart, is_apart(database.store(), one));
      count += !child && apart ? 1 : 0;
    }
  }
  return count;
}

Result<std::vector<ExportedFile>> export_child_files(const ServerStore& store,
                                                     const RecordId& child,
                                                     const std::string& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) {
    return Error{Code::refused, folder + ": " + failed.message()};
  }
  std::vector<ExportedFile> files;
  HW_TRY(records, store.records_of_child(child));
  for (const Record& record : records) {
    const auto manifest =
        record.header().type == attachment_type ? manifest_in(record) : std::nullopt;
    if (manifest) {
      HW_TRY(file, export_file(store, record.header().id, *manifest, folder));
      files.push_back(std::move(file));
    }
  }
  return files;
}

}  // namespace homeward
