#include <boost/json/array.hpp>

#include <algorithm>

#include "core/base/sorting.h"
#include "core/form/validate.h"
#include "core/record/names.h"
#include "wasm/acts.h"
#include "wasm/as_typed.h"
#include "wasm/head_json.h"
#include "wasm/last_time.h"
#include "wasm/value_json.h"
#include "wasm/versions.h"
#include "wasm/words.h"
#include "wasm/writing.h"

namespace homeward {
namespace {

struct Typed {
  RecordId record;
  FieldKey key;  // the answer's
  Value value;
  SaidBy said_by = SaidBy::unsaid;
  Sharing sharing = Sharing::case_file;
  std::vector<std::string> shown;  // what it grew from, named as head_name() does
  bool settles = false;            // it is begun to settle that answer (as_typed.h)

  FieldKey field() const { return settles ? settling_field(key) : key; }
};

Error wrong_key(const std::string& why) {
  return {Code::bad_input, "call: args.key: " + why};
}

Result<Typed> read_typed(Arguments& args) {
  Typed typed{args.record_id("record"), args.text("key"),        args.value("value"),
              args.said_by("said_by"),  args.sharing("sharing"), args.texts("shown")};
  HW_CHECK(args.done());
  typed.settles = is_settling(typed.key);
  if (typed.settles && settling_field(answer_field(typed.key)) != typed.key) {
    return wrong_key("\"" + typed.key + "\" is no answer, and settles none");
  }
  typed.key = answer_field(typed.key);
  return typed;
}

// A cell of a row that was once added; a list itself, to say there is nothing to tell.
Result<void> check_place(const Record& record, const FieldKey& key) {
  const auto row = parse_row_key(key);
  if (!row) {
    return {};
  }
  if (row->column.empty()) {
    return wrong_key("a row is added and removed, not typed");
  }
  const FieldKey presence = row_key(row->list, row->row);
  return record.heads(presence).empty() ? Result<void>(wrong_key("there is no such row"))
                                        : Result<void>();
}

// A record that was chosen comes as the code of an option, its id.
void take_reference(const Form& form, Typed& typed) {
  const Question* question = form.question_of(typed.key);
  const auto code = typed.value.as_code();
  if (question == nullptr || question->kind != QuestionKind::reference || !code) {
    return;
  }
  if (const Result<RecordId> id = RecordId::parse(*code); id.ok()) {
    typed.value = Value::id(id.value().view());
  }
}

// A date or a number comes as it is typed.
void take_typing(const Form& form, Typed& typed) {
  const Question* question = form.question_of(typed.key);
  const auto text = typed.value.as_text();
  if (question != nullptr && text && is_typed_in_parts(*question)) {
    typed.value = value_as_typed(*question, *text);
  }
}

Result<void> check_fits(const Question& question, const Value& value) {
  if (!why_unfinished(question, value)) {
    return validate_value(question, value);
  }
  return characters_in(*value.as_text()) <= text_line_length_max
             ? Result<void>()
             : Error{Code::bad_input, question.key + ": is longer than 400 characters"};
}

boost::json::value unfinished_value(const Form& form, const Typed& typed) {
  const auto why = typed.settles ? why_not_settled_on(typed.value)
                                 : why_unfinished(*form.question_of(typed.key), typed.value);
  return why ? boost::json::value(*why) : boost::json::value(nullptr);
}

Result<void> check_value(const Form& form, const Typed& typed) {
  const Question* question = form.question_of(typed.key);
  if (question == nullptr) {
    return wrong_key("this form has no question \"" + typed.key + "\"");
  }
  if (!question->is_for_people()) {
    return wrong_key("\"" + typed.key + "\" is the program's own");
  }
  const bool is_text =
      question->kind == QuestionKind::narrative || question->kind == QuestionKind::text_line;
  if (typed.settles && !is_text) {
    return wrong_key("\"" + typed.key + "\" is not answered with a text");
  }
  const auto fits = check_fits(*question, typed.value);
  if (!fits.ok()) {
    return Error{Code::bad_input, "call: args.value: " + fits.error().detail};
  }
  const auto& allowed = question->who_said_it;
  const bool may_say =
      typed.said_by == SaidBy::unsaid ||
      std::find(allowed.begin(), allowed.end(), name_of(typed.said_by)) != allowed.end();
  return may_say ? Result<void>()
                 : Error{Code::bad_input, "call: args.said_by: cannot have answered this"};
}

SaidBy said_by_for(const Form& form, const Typed& typed) {
  if (typed.said_by != SaidBy::unsaid) {
    return typed.said_by;
  }
  const Question* question = form.question_of(typed.key);
  return said_by_named(question->who_said_it_first).value_or(SaidBy::unsaid);
}

// Those of `versions` that were on the screen. A name that is not here, such as one that was
// purged, is left out: what is typed is worth more.
std::vector<Name> named_among(const std::vector<NamedVersion>& versions,
                              const std::vector<std::string>& shown) {
  std::vector<Name> names;
  for (const NamedVersion& version : versions) {
    if (std::find(shown.begin(), shown.end(), head_name(version)) != shown.end()) {
      names.push_back(version.name());
    }
  }
  sort_stably(names);
  return names;
}

// What the text grew from: what was on the screen when it was begun, or, where more was typed
// into it after a part had been numbered, the newest version of this tablet's that grew from
// all of that. What arrived unseen is never replaced (M3), nor is one of two in conflict but
// that which was typed into (M4).
Result<std::vector<Name>> seen_by_typing(const Desk& desk, const Typed& typed) {
  HW_TRY(state, desk.store.state());
  HW_TRY(versions, versions_of(desk, typed.record, typed.key));
  const std::vector<Name> seen = named_among(versions, typed.shown);
  const NamedVersion* newest = nullptr;
  for (const NamedVersion& own : versions) {
    const bool is_newer = newest == nullptr || newest->number < own.number;
    if (own.origin == state.origin && is_newer && grew_from_all(versions, own.name(), seen)) {
      newest = &own;
    }
  }
  return newest == nullptr ? seen : std::vector<Name>{newest->name()};
}

Result<std::optional<Draft>> draft_of(const Desk& desk, const RecordId& record,
                                      const FieldKey& key) {
  HW_TRY(drafts, desk.store.drafts(record));
  const auto found = std::find_if(drafts.begin(), drafts.end(),
                                  [&](const Draft& draft) { return draft.version.field == key; });
  return found == drafts.end() ? std::optional<Draft>() : std::optional<Draft>(*found);
}

Result<void> save_draft(Desk& desk, const Record& record, const Form& form, const Typed& typed) {
  HW_TRY(begun, draft_of(desk, typed.record, typed.field()));
  HW_TRY(seen,
         begun ? Result<std::vector<Name>>(begun->version.seen) : seen_by_typing(desk, typed));
  Draft draft;
  draft.record = record.header();
  draft.version = {typed.field(), typed.value, said_by_for(form, typed), typed.sharing, seen};
  draft.updated_at = desk.now();
  const bool is_given_up = typed.settles && typed.value.is_blank();
  HW_TRY(transaction, Transaction::begin(desk.store));
  HW_CHECK(is_given_up ? desk.store.erase_draft(typed.record, typed.field())
                       : desk.store.put_draft(draft));
  return transaction.commit();
}

}  // namespace

CallResult type_answer(Desk& desk, Arguments& args) {
  HW_TRY(typed, read_typed(args));
  HW_TRY(record, load_record(desk, typed.record));
  HW_CHECK(check_may_write(desk, record.header().type));
  const Form* form = form_of(desk, record);
  if (form == nullptr) {
    return Error{Code::unsupported, "There is no form for " + record.header().type + "."};
  }
  take_reference(*form, typed);
  take_typing(*form, typed);
  const Result<void> fits = check_value(*form, typed);
  if (fits.ok()) {
    HW_CHECK(bring_in(desk, record, *form, typed.key));
  }
  HW_TRY(here, load_record(desk, typed.record));
  HW_CHECK(check_place(here, typed.key));
  if (!fits.ok()) {
    return fits.error();
  }
  HW_CHECK(save_draft(desk, here, *form, typed));
  return boost::json::value{{"saved", true},
                            {"at", moment_json(desk.now(), desk.now())},
                            {"unfinished", unfinished_value(*form, typed)}};
}

CallResult leave(Desk& desk, Arguments& args) {
  const RecordId record = args.record_id("record");
  const auto key = args.text_or_null("key");
  HW_CHECK(args.done());
  HW_TRY(drafts, desk.store.drafts(record));
  drafts.erase(
      std::remove_if(drafts.begin(), drafts.end(),
                     [&](const Draft& draft) { return key && draft.version.field != *key; }),
      drafts.end());
  HW_CHECK(number_drafts(desk, drafts));
  return boost::json::value{{"saved", true}};
}

CallResult tick(Desk& desk, Arguments& args) {
  HW_CHECK(args.done());
  HW_TRY(records, number_quiet_drafts(desk));
  boost::json::array changed;
  for (const RecordId& record : records) {
    changed.emplace_back(record.hex());
  }
  return boost::json::value{{"changed", std::move(changed)}, {"stuck", desk.stuck.size()}};
}

CallResult number_all(Desk& desk, Arguments& args) {
  HW_CHECK(args.done());
  HW_CHECK(number_all_drafts(desk));
  return boost::json::value{{"saved", true}};
}

}  // namespace homeward
