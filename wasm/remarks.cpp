#include "wasm/remarks.h"

#include <algorithm>

#include "core/form/validate.h"
#include "core/record/record_type.h"
#include "wasm/acts.h"
#include "wasm/words.h"

namespace homeward {
namespace {

constexpr const char* comments_list = "comments";

struct Typed {
  RecordId subject;
  RecordId submission;
  std::optional<FieldKey> key;  // none: the reason
  std::string text;
};

Result<Typed> read_typed(Arguments& args) {
  Typed typed{args.record_id("interview"),
              args.record_id_or_null("submission").value_or(RecordId{}), args.text_or_null("key"),
              args.text_or("text", "")};
  HW_CHECK(args.done());
  return typed;
}

Result<void> check_typed(const Desk& desk, const Record& subject, const Typed& typed) {
  if (characters_in(typed.text) > narrative_length_max) {
    return Error{Code::bad_input, "A comment is no longer than 20,000 characters."};
  }
  const Form* form = form_of(desk, subject);
  const bool known = !typed.key || (form != nullptr && form->question_of(*typed.key) != nullptr);
  return known ? Result<void>()
               : Error{Code::bad_input,
                       "call: args.key: this form has no question \"" + *typed.key + "\""};
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

std::string text_of(const Draft& draft) {
  return draft.version.value.as_text().value_or("");
}

// All drafts of the decision about `subject`, by field.
Result<std::vector<Draft>> drafts_about(const Desk& desk, const RecordId& subject) {
  HW_TRY(drafts, desk.store.drafts());
  const auto names_it = [&](const Draft& draft) {
    return is_remark(draft) && draft.version.field == "subject" &&
           draft.version.value.as_octets_of(ValueKind::id) == subject.view();
  };
  const auto found = std::find_if(drafts.begin(), drafts.end(), names_it);
  return found == drafts.end() ? std::vector<Draft>() : desk.store.drafts(found->record.id);
}

// The row that holds the comment on `key`; null where there is none.
const Draft* comment_on(const std::vector<Draft>& drafts, const FieldKey& key) {
  const auto found = std::find_if(drafts.begin(), drafts.end(), [&](const Draft& draft) {
    const auto row = parse_row_key(draft.version.field);
    return row && row->column == "key" && text_of(draft) == key;
  });
  return found == drafts.end() ? nullptr : &*found;
}

const Draft* draft_of(const std::vector<Draft>& drafts, const FieldKey& field) {
  const auto found = std::find_if(drafts.begin(), drafts.end(),
                                  [&](const Draft& draft) { return draft.version.field == field; });
  return found == drafts.end() ? nullptr : &*found;
}

std::size_t counted(const std::vector<Draft>& drafts) {
  const auto counts = [](const Draft& draft) {
    const auto row = parse_row_key(draft.version.field);
    return is_remark(draft) && (draft.version.field == "reason" || (row && row->column == "text"));
  };
  return static_cast<std::size_t>(std::count_if(drafts.begin(), drafts.end(), counts));
}

// What one act writes: drafts of one record, all in one transaction.
class RemarkWriter {
 public:
  RemarkWriter(Desk& desk, const RecordHeader& subject, std::vector<Draft> drafts)
      : desk_(desk), drafts_(std::move(drafts)) {
    header_ = drafts_.empty() ? header_about(subject, "oversight", RecordId::fresh(desk.random))
                              : drafts_.front().record;
  }

  Result<void> write(const Typed& typed) {
    HW_TRY(transaction, Transaction::begin(desk_.store));
    if (drafts_.empty()) {
      HW_CHECK(put("subject", Value::id(typed.subject.view())));
      HW_CHECK(put("submission", Value::id(typed.submission.view())));
    }
    HW_CHECK(typed.key ? put_comment(*typed.key, typed.text) : put("reason", typed.text));
    return transaction.commit();
  }

  // A blank one is none; without any left nothing was begun.
  Result<void> erase(const Typed& typed) {
    HW_TRY(transaction, Transaction::begin(desk_.store));
    HW_CHECK(typed.key ? erase_comment(*typed.key) : erase_field("reason"));
    HW_TRY(left, desk_.store.drafts(header_.id));
    if (counted(left) == 0) {
      HW_CHECK(erase_remarks(desk_, typed.subject));
    }
    return transaction.commit();
  }

 private:
  Result<void> put(const FieldKey& field, const Value& value) {
    Draft draft;
    draft.record = header_;
    draft.version.field = field;
    draft.version.value = value;
    draft.updated_at = desk_.now();
    return desk_.store.put_draft(draft);
  }
  Result<void> put(const FieldKey& field, const std::string& text) {
    return put(field, Value::text(text));
  }

  Result<void> put_comment(const FieldKey& key, const std::string& text) {
    const Draft* begun = comment_on(drafts_, key);
    const std::string row = begun == nullptr
                                ? to_hex(desk_.random.octets(16))
                                : std::string(parse_row_key(begun->version.field)->row);
    HW_CHECK(put(row_key(comments_list, row, "key"), key));
    return put(row_key(comments_list, row, "text"), text);
  }

  Result<void> erase_comment(const FieldKey& key) {
    const Draft* begun = comment_on(drafts_, key);
    if (begun == nullptr) {
      return {};
    }
    const std::string row(parse_row_key(begun->version.field)->row);
    HW_CHECK(erase_field(row_key(comments_list, row, "key")));
    return erase_field(row_key(comments_list, row, "text"));
  }

  Result<void> erase_field(const FieldKey& field) {
    return desk_.store.erase_draft(header_.id, field);
  }

  Desk& desk_;
  const std::vector<Draft> drafts_;
  RecordHeader header_;
};

CommentText comment_in(const std::vector<Draft>& drafts, const Draft& key) {
  const std::string row(parse_row_key(key.version.field)->row);
  const Draft* text = draft_of(drafts, row_key(comments_list, row, "text"));
  return {text_of(key), text == nullptr ? "" : text_of(*text)};
}

Remarks remarks_in(const std::vector<Draft>& drafts) {
  Remarks remarks;
  remarks.decision = drafts.front().record.id;
  for (const Draft& draft : drafts) {
    const auto row = parse_row_key(draft.version.field);
    if (row && row->column == "key") {
      remarks.comments.push_back(comment_in(drafts, draft));
    } else if (draft.version.field == "reason") {
      remarks.reason = text_of(draft);
    } else if (draft.version.field == "submission") {
      const auto id = draft.version.value.as_octets_of(ValueKind::id);
      remarks.begun_on = id ? RecordId::of(*id) : RecordId{};
    }
  }
  return remarks;
}

}  // namespace

bool is_remark(const Draft& draft) {
  return draft.record.type == "oversight";
}

Result<bool> waits_for_decision(const Desk& desk, const Draft& draft) {
  if (!is_remark(draft)) {
    return false;
  }
  HW_TRY(child, desk.store.record(draft.record.child));
  return child.has_value();
}

Result<std::optional<Remarks>> remarks_about(const Desk& desk, const RecordId& subject) {
  HW_TRY(drafts, drafts_about(desk, subject));
  return drafts.empty() ? std::optional<Remarks>() : std::optional(remarks_in(drafts));
}

Result<void> erase_remarks(Desk& desk, const RecordId& subject) {
  HW_TRY(drafts, drafts_about(desk, subject));
  for (const Draft& draft : drafts) {
    HW_CHECK(desk.store.erase_draft(draft.record.id, draft.version.field));
  }
  return {};
}

Result<std::size_t> remarks_kept(const Desk& desk) {
  HW_TRY(drafts, desk.store.drafts());
  std::vector<Draft> waiting;
  for (Draft& draft : drafts) {
    HW_TRY(waits, waits_for_decision(desk, draft));
    if (waits) {
      waiting.push_back(std::move(draft));
    }
  }
  return counted(waiting);
}

CallResult remark(Desk& desk, Arguments& args) {
  HW_TRY(typed, read_typed(args));
  if (!permitted(desk.identity.actor(), Act::write, "oversight")) {
    return Error{Code::refused, why_not(desk.identity.actor(), Act::write, "oversight")};
  }
  HW_TRY(subject, load_record(desk, typed.subject));
  HW_CHECK(check_typed(desk, subject, typed));
  HW_TRY(drafts, drafts_about(desk, typed.subject));
  const bool is_new = typed.key && comment_on(drafts, *typed.key) == nullptr;
  if (is_new && counted(drafts) >= remarks_max) {
    return Error{Code::refused, "There are 100 comments, and no more can be sent together."};
  }
  RemarkWriter writer(desk, subject.header(), std::move(drafts));
  HW_CHECK(is_blank(typed.text) ? writer.erase(typed) : writer.write(typed));
  return boost::json::value{{"saved", true}, {"at", moment_json(desk.now(), desk.now())}};
}

}  // namespace homeward
