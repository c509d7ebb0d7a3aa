// M4: a settlement has seen all heads, and is one of them or something new. It may be
// made offline; another device's different settlement is again a conflict.
#include <algorithm>

#include "core/form/validate.h"
#include "wasm/acts.h"
#include "wasm/as_typed.h"
#include "wasm/head_json.h"
#include "wasm/text_merge.h"
#include "wasm/versions.h"
#include "wasm/writing.h"

namespace homeward {
namespace {

struct Choice {
  std::optional<std::string> keep;
  std::optional<Value> value;
};

Error wrong(const std::string& what) {
  return {Code::bad_input, "call: args." + what};
}

const Head* head_named(const std::vector<Head>& heads, const std::string& name) {
  const auto found = std::find_if(heads.begin(), heads.end(),
                                  [&](const Head& head) { return head_name(head) == name; });
  return found == heads.end() ? nullptr : &*found;
}

// A text of one's own says it as the version it grew from did: one's own, else the first.
const Head& model_for(const Desk& desk, const std::vector<Head>& heads) {
  const auto own = std::find_if(heads.begin(), heads.end(), [&](const Head& head) {
    return head.author == desk.identity.user;
  });
  return own == heads.end() ? heads.front() : *own;
}

// A text of one's own may hold the words of each: it goes no further than all of them may.
Sharing sharing_of(const std::vector<Head>& heads) {
  const Sharing first = heads.front().version.sharing;
  const bool alike = std::all_of(heads.begin(), heads.end(),
                                 [&](const Head& head) { return head.version.sharing == first; });
  return alike ? first : Sharing::case_file;
}

Result<Version> settled_answer(const Desk& desk, const Record& record, const FieldKey& key,
                               const Choice& choice) {
  const std::vector<Head>& heads = record.heads(key);
  if (choice.keep) {
    const Head* kept = head_named(heads, *choice.keep);
    if (kept == nullptr) {
      return Error{Code::refused, "That answer has changed. Look at what stands here now."};
    }
    Version version = kept->version;
    version.seen = record.seen(key);
    return version;
  }
  const Form* form = form_of(desk, record);
  const Question* question = form == nullptr ? nullptr : form->question_of(key);
  if (question != nullptr) {
    const auto fits = validate_value(*question, *choice.value);
    if (!fits.ok()) {
      return wrong("value: " + fits.error().detail);
    }
  }
  const Version& model = model_for(desk, heads).version;
  return Version{key, *choice.value, model.said_by, sharing_of(heads), record.seen(key)};
}

// A row removed here and changed there: it stays, or it goes.
Result<Version> settled_row(const Record& record, const RowKey& row, const Choice& choice) {
  const std::vector<Head> heads = presence_heads(record, row_key(row.list, row.row));
  const Head* kept = choice.keep ? head_named(heads, *choice.keep) : nullptr;
  if (kept == nullptr) {
    return Error{Code::refused, "That row has changed. Look at what stands here now."};
  }
  Version version;
  version.field = row_key(row.list, row.row);
  const bool removes = kept->version.value.kind() == ValueKind::removed;
  version.value = removes ? Value::removed() : Value::present();
  version.seen = removes ? record.seen_of_row(std::string(row.list), std::string(row.row))
                         : record.seen(version.field);
  return version;
}

Result<Version> settled(const Desk& desk, const Record& record, const FieldKey& key,
                        const Choice& choice) {
  const auto row = parse_row_key(key);
  return row && row->column.empty() ? settled_row(record, *row, choice)
                                    : settled_answer(desk, record, key, choice);
}

// All that this settlement is about to replace.
std::vector<Name> settled_names(const Record& record, const FieldKey& key) {
  const auto row = parse_row_key(key);
  return row && row->column.empty()
             ? record.seen_of_row(std::string(row->list), std::string(row->row))
             : record.seen(key);
}

bool is_childs_own(const Record& record, const FieldKey& key, const Question& question) {
  const std::vector<Head>& heads = record.heads(key);
  return question.childs_own_words || std::any_of(heads.begin(), heads.end(), [](const Head& head) {
           return head.version.said_by == SaidBy::child;
         });
}

Result<std::optional<std::string>> suggestion(const Desk& desk, const Record& record,
                                              const FieldKey& key) {
  const std::vector<Head>& heads = record.heads(key);
  const auto one = heads.size() == 2 ? heads[0].version.value.as_text() : std::nullopt;
  const auto other = heads.size() == 2 ? heads[1].version.value.as_text() : std::nullopt;
  if (!one || !other) {
    return std::optional<std::string>();
  }
  HW_TRY(versions, versions_of(desk, record.header().id, key));
  const std::vector<Head> before = stood_before(versions, heads);
  const auto text = before.size() == 1 ? before.front().version.value.as_text() : std::nullopt;
  return text ? merge_texts(*text, *one, *other) : std::optional<std::string>();
}

boost::json::value suggestion_json(const std::optional<std::string>& text) {
  return {{"text", text ? boost::json::value(*text) : boost::json::value(nullptr)}};
}

}  // namespace

CallResult settle(Desk& desk, Arguments& args) {
  const RecordId id = args.record_id("record");
  const FieldKey key = args.text("key");
  const std::vector<std::string> shown = args.texts("shown");
  const Choice choice{args.text_or_null("keep"), args.value_or_null("value")};
  HW_CHECK(args.done());
  if (choice.keep.has_value() == choice.value.has_value()) {
    return wrong("keep: give either an answer to keep or a new value");
  }
  HW_CHECK(number_drafts_of(desk, id));
  HW_TRY(record, load_record(desk, id));
  HW_CHECK(check_may_write(desk, record.header().type));
  if (!record.in_conflict(key)) {
    return Error{Code::refused, "There is nothing to settle here any more."};
  }
  HW_CHECK(check_all_shown(desk, settled_names(record, key), shown));
  HW_TRY(version, settled(desk, record, key, choice));
  HW_TRY(transaction, Transaction::begin(desk.store));
  HW_CHECK(append_change(desk, record.header(), {version}));
  HW_CHECK(desk.store.erase_draft(id, settling_field(key)));
  HW_CHECK(transaction.commit());
  return boost::json::value{{"saved", true}};
}

CallResult suggest(Desk& desk, Arguments& args) {
  const RecordId id = args.record_id("record");
  const FieldKey key = args.text("key");
  HW_CHECK(args.done());
  HW_TRY(record, load_record(desk, id));
  const Form* form = form_of(desk, record);
  const Question* question = form == nullptr ? nullptr : form->question_of(key);
  const bool allowed = question != nullptr && question->kind == QuestionKind::narrative &&
                       !is_childs_own(record, key, *question);
  if (!allowed) {
    return suggestion_json(std::nullopt);
  }
  HW_TRY(text, suggestion(desk, record, key));
  return suggestion_json(text);
}

}  // namespace homeward
