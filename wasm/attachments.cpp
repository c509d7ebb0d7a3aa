#include "wasm/attachments.h"

#include "core/base/sorting.h"
#include "core/form/validate.h"
#include "sync/files_here.h"
#include "wasm/begin.h"
#include "wasm/child_words.h"
#include "wasm/unsent.h"
#include "wasm/words.h"
#include "wasm/writing.h"

namespace homeward {
namespace {

constexpr const char* title_field = "about.title";
constexpr const char* kind_field = "about.kind";

struct Chosen {
  std::string kind, title, media_type;
};

Version said(std::string_view field, Value value) {
  Version version;
  version.field = FieldKey(field);
  version.value = std::move(value);
  version.said_by = SaidBy::other;
  return version;
}

Result<void> check_answer(const Form& form, const char* field, const Value& value) {
  const auto fits = validate_value(*form.question_of(field), value);
  return fits.ok() ? Result<void>() : Error{Code::bad_input, "call: args: " + fits.error().detail};
}

Result<std::vector<Version>> first_versions(const Form& form, const Chosen& chosen,
                                            const FileManifest& manifest) {
  const Value title = Value::text(chosen.title);
  const Value kind = Value::code(chosen.kind);
  if (chosen.title.empty()) {
    return Error{Code::bad_input, "Say what it shows, or what it is."};
  }
  HW_CHECK(check_answer(form, title_field, title));
  HW_CHECK(check_answer(form, kind_field, kind));
  return std::vector<Version>{said(title_field, title), said(kind_field, kind),
                              said(file_field, Value::text(written(manifest))),
                              said(form_version_field, Value::whole_number(form.version))};
}

// "482 kB", "2.4 MB"
std::string size_words(std::uint64_t octets) {
  if (octets < 1024 * 1024) {
    return std::to_string((octets + 1023) / 1024) + " kB";
  }
  const std::uint64_t tenths = octets * 10 / (1024 * 1024);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

// A name that any device takes: the title's letters, digits and spaces.
std::string name_for(const std::string& title, const FileManifest& manifest) {
  std::string name;
  for (const char c : title.substr(0, 60)) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                          (c >= 'A' && c <= 'Z') || c == ' ' || c == '-';
    name += is_plain ? std::string(1, c) : "";
  }
  const char* ending = manifest.media_type == "image/jpeg"        ? ".jpg"
                       : manifest.media_type == "application/pdf" ? ".pdf"
                                                                  : ".txt";
  return (name.empty() ? "document" : name) + ending;
}

struct Standing {
  const char* state = "";
  std::string words;
  std::optional<FileProgress> progress;
};

std::string of_pieces(const std::string& doing, const FileProgress& progress) {
  return doing + ": " + std::to_string(progress.done) + " of " +
         count_words(progress.total, "piece");
}

Standing standing_of_unsent(const PieceClient& files, const RecordId& attachment) {
  const auto sending = files.sending(attachment);
  if (!sending) {
    return {"tablet_only", "On this tablet only", std::nullopt};
  }
  return {"sending", of_pieces("Sending", *sending), sending};
}

Standing standing_of_wanted(const PieceClient& files, const RecordId& attachment,
                            const FileProgress& progress) {
  if (files.is_absent(attachment)) {
    return {"absent", "The council does not have all of it yet", std::nullopt};
  }
  return {"getting", of_pieces("Getting it", progress), progress};
}

Result<Standing> standing_of(const HeadContext& context, const Record& record, std::size_t missing,
                             std::size_t total) {
  const Desk& desk = context.desk;
  const RecordId& id = record.header().id;
  HW_TRY(unsent, is_unsent_file(desk.store, id));
  if (unsent) {
    return standing_of_unsent(desk.files, id);
  }
  HW_TRY(wanted, is_wanted_file(desk.store, id));
  if (missing > 0 && wanted) {
    return standing_of_wanted(desk.files, id, {total - missing, total});
  }
  if (missing > 0) {
    return Standing{"elsewhere", "Not on this tablet yet", std::nullopt};
  }
  HW_TRY(holding, holding_of(desk.store, id));
  const Head& head = record.heads(FieldKey(file_field)).front();
  if (context.is_set_aside(head)) {
    return Standing{"set_aside", "Received by the council and set aside", std::nullopt};
  }
  return holding && context.is_at_council(head)
             ? Standing{"held", "Held by the council", std::nullopt}
             : Standing{"here", "On this tablet", std::nullopt};
}

boost::json::value progress_json(const std::optional<FileProgress>& progress) {
  if (!progress) {
    return nullptr;
  }
  return {{"done", progress->done}, {"total", progress->total}};
}

Result<Record> load_attachment(const Desk& desk, const RecordId& id) {
  HW_TRY(record, load_record(desk, id));
  if (!manifest_in(record)) {
    return Error{Code::bad_input, "call: args.record: is no photograph or document"};
  }
  return record;
}

// What is damaged is missing from now on, and asked for.
Error mend(Desk& desk, const RecordId& attachment) {
  const Error damaged{Code::unavailable,
                      "Part of this file was damaged on this tablet. It is got again from the "
                      "council as soon as that can be reached."};
  auto transaction = Transaction::begin(desk.store);
  if (!transaction.ok()) {
    return transaction.error();
  }
  const auto erased = erase_damaged(desk.store, attachment);
  const auto asked = want_file(desk.store, attachment, true);
  if (!erased.ok() || !asked.ok()) {
    return erased.ok() ? asked.error() : erased.error();
  }
  const auto committed = transaction.value().commit();
  return committed.ok() ? damaged : committed.error();
}

}  // namespace

CallResult attach(Desk& desk, Arguments& args, BytesView file) {
  const RecordId child = args.record_id("child");
  const RecordId episode = args.record_id_or_null("episode").value_or(RecordId{});
  const Chosen chosen{args.text("kind"), args.text_or("title", ""), args.text("media_type")};
  HW_CHECK(args.done());
  HW_TRY(header, place_for(desk, *record_type(attachment_type), child, episode));
  HW_CHECK(check_file(chosen.media_type, file));
  const FileManifest manifest = manifest_of(chosen.media_type, file);
  HW_TRY(versions, first_versions(*desk.forms.latest(attachment_type), chosen, manifest));
  HW_TRY(transaction, Transaction::begin(desk.store));
  HW_CHECK(append_change(desk, header, std::move(versions)));
  for (std::size_t place = 0; place < manifest.pieces.size(); ++place) {
    HW_CHECK(desk.store.put_piece(header.id, piece_at(file, place)));
  }
  HW_CHECK(transaction.commit());
  return boost::json::value{{"record", header.id.hex()}};
}

Result<Bytes> file_of(Desk& desk, const RecordId& attachment) {
  HW_TRY(record, load_attachment(desk, attachment));
  auto file = read_file(desk.store, attachment, *manifest_in(record));
  if (!file.ok() && file.error().code == Code::corrupt) {
    return mend(desk, attachment);
  }
  return file;
}

CallResult get_file(Desk& desk, Arguments& args) {
  const RecordId id = args.record_id("record");
  HW_CHECK(args.done());
  HW_TRY(record, load_attachment(desk, id));
  HW_TRY(missing, missing_pieces(desk.store, id, *manifest_in(record)));
  if (!missing.empty()) {
    HW_TRY(transaction, Transaction::begin(desk.store));
    HW_CHECK(want_file(desk.store, id, true));
    HW_CHECK(transaction.commit());
  }
  return boost::json::value{{"saved", true}};
}

bool may_attach(const Desk& desk, const RecordId& episode) {
  const bool needs_episode = desk.identity.commissioned && episode.is_zero();
  return permitted(desk.identity.actor(), Act::write, attachment_type) && !needs_episode;
}

bool is_file_unsent(const boost::json::value& file) {
  return !file.is_null() && (file.at("state") == "tablet_only" || file.at("state") == "sending");
}

CallResult left_out_of_rescue(Desk& desk, Arguments& args) {
  HW_CHECK(args.done());
  HW_TRY(unsent, unsent_work(desk));
  return boost::json::value{{"files", desk.files_left_out},
                            {"unfinished", unsent.unfinished},
                            {"remarks", unsent.remarks}};
}

Result<boost::json::value> file_json(const HeadContext& context, const Record& record) {
  const auto manifest = manifest_in(record);
  if (!manifest) {
    return boost::json::value(nullptr);
  }
  const Desk& desk = context.desk;
  HW_TRY(missing, missing_pieces(desk.store, record.header().id, *manifest));
  HW_TRY(here, desk.store.pieces(record.header().id));
  HW_TRY(standing, standing_of(context, record, missing.size(), missing.size() + here.size()));
  return boost::json::value{{"photograph", manifest->media_type == "image/jpeg"},
                            {"media_type", manifest->media_type},
                            {"name", name_for(answer_words(desk, record, title_field), *manifest)},
                            {"size_words", size_words(manifest->octets)},
                            {"here", missing.empty()},
                            {"state", standing.state},
                            {"state_words", standing.words},
                            {"progress", progress_json(standing.progress)}};
}

Result<boost::json::array> attachments_json(const HeadContext& context, const CaseFile& file,
                                            const RecordId& episode) {
  std::vector<const Record*> found;
  for (const Record& record : file.others) {
    if (record.header().type == attachment_type && record.header().episode == episode) {
      found.push_back(&record);
    }
  }
  sort_stably(found, [](const Record* a, const Record* b) {
    return first_head(*b)->at < first_head(*a)->at;
  });
  boost::json::array list;
  for (const Record* record : found) {
    const Desk& desk = context.desk;
    const Head& first = *first_head(*record);
    HW_TRY(of_file, file_json(context, *record));
    if (of_file.is_null()) {
      continue;
    }
    list.push_back({{"id", record->header().id.hex()},
                    {"title", answer_words(desk, *record, title_field)},
                    {"kind_words", answer_words(desk, *record, kind_field)},
                    {"at", moment_json(first.at, desk.now())},
                    {"by", desk.name_of_person(first.author)},
                    {"file", std::move(of_file)}});
  }
  return list;
}

}  // namespace homeward
