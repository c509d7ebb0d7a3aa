#include "core/form/load_form.h"

#include <algorithm>
#include <set>

#include "core/form/check_form.h"
#include "core/form/read_condition.h"
#include "core/json/strict.h"

namespace homeward {

namespace {

constexpr std::size_t id_length_max = 40;  // so that a field of a row stays within its limit
constexpr std::size_t rows_max_max = 200;

// What a form or a section says once for all its questions.
struct Defaults {
  std::vector<std::string> who_said_it;
  std::string who_said_it_first;
  std::string sharing;
  std::vector<std::string> absences;
  Condition relevant;
};

bool contains(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string listed(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) {
    all += (all.empty() ? "" : ", ") + word;
  }
  return all;
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= id_length_max &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

std::string read_id(JsonObject& from, std::string_view key) {
  std::string id = from.text(key);
  if (!id.empty() && !is_id(id)) {
    from.mistake(key, "must be small letters, digits and _, at most 40");
  }
  return id;
}

std::string read_word(JsonObject& from, std::string_view key, std::string fallback,
                      const std::vector<std::string>& words) {
  std::string word = from.text_or(key, std::move(fallback));
  if (!contains(words, word)) {
    from.mistake(key, word.empty() ? "is missing" : "must be one of " + listed(words));
  }
  return word;
}

void check_words(JsonObject& from, std::string_view key, const std::vector<std::string>& said,
                 const std::vector<std::string>& words) {
  std::set<std::string> seen;
  for (const std::string& word : said) {
    if (!contains(words, word))
      from.mistake(key, word + " is not one of " + listed(words));
    if (!seen.insert(word).second)
      from.mistake(key, word + " is given twice");
  }
}

Condition read_relevant(JsonObject& from) {
  const boost::json::value* value = from.value_if_any("relevant");
  if (value == nullptr)
    return {};
  return read_condition(*value, from.path_of("relevant"), from.mistakes());
}

Condition both(const Condition& outer, const Condition& own) {
  if (outer.always_holds() || outer == own)
    return own;
  if (own.always_holds())
    return outer;
  return {Condition::Op::all, {}, {}, {outer, own}};
}

Defaults read_defaults(JsonObject& from, Defaults inherited) {
  if (auto said = from.texts_if_any("who_said_it")) {
    check_words(from, "who_said_it", *said, who_said_it_words());
    inherited.who_said_it = std::move(*said);
    inherited.who_said_it_first.clear();
  }
  inherited.who_said_it_first = from.text_or("who_said_it_first", inherited.who_said_it_first);
  inherited.sharing = from.text_or("sharing", inherited.sharing);
  if (auto absences = from.texts_if_any("absences")) {
    check_words(from, "absences", *absences, absence_words());
    inherited.absences = std::move(*absences);
  }
  inherited.relevant = both(inherited.relevant, read_relevant(from));
  return inherited;
}

void read_who_and_how_far(JsonObject& from, Question& question, const Defaults& defaults) {
  if (defaults.who_said_it.empty())
    from.mistake("who_said_it", "is missing");
  question.who_said_it = defaults.who_said_it;
  question.who_said_it_first = defaults.who_said_it_first;
  if (question.who_said_it_first.empty() && !question.who_said_it.empty()) {
    question.who_said_it_first = question.who_said_it.front();
  }
  if (!contains(question.who_said_it, question.who_said_it_first)) {
    from.mistake("who_said_it_first", "must be one of who_said_it");
  }
  question.sharing = defaults.sharing;
  if (!contains(sharing_words(), question.sharing)) {
    from.mistake("sharing", "must be one of " + listed(sharing_words()));
  }
}

std::vector<Option> read_options(JsonObject& from) {
  std::vector<Option> options;
  std::set<std::string> seen;
  for (JsonObject& entry : from.objects_if_any("options")) {
    Option option{read_id(entry, "code"), entry.text("label"), entry.text_or("hint", "")};
    if (!seen.insert(option.code).second)
      entry.mistake("code", option.code + " is given twice");
    entry.no_more_keys();
    options.push_back(std::move(option));
  }
  return options;
}

bool has_options(QuestionKind kind) {
  return kind == QuestionKind::code || kind == QuestionKind::codes;
}

void read_choices(JsonObject& from, Question& question, const OptionLists& lists) {
  if (!has_options(question.kind))
    return;
  question.options = read_options(from);
  question.options_from = from.text_or("options_from", "");
  if (question.options.empty() && !question.options_from.empty()) {
    auto list = lists.find(question.options_from);
    if (list == lists.end()) {
      from.mistake("options_from", question.options_from + " is not a list of this deployment");
      return;
    }
    question.options = list->second;
  }
  if (question.options.empty())
    from.mistake("options", "must name at least one option");
}

void read_bounds(JsonObject& from, Question& question) {
  bool scale = question.kind == QuestionKind::scale;
  if (!scale && question.kind != QuestionKind::whole_number)
    return;
  question.least = from.whole_number_if_any("least");
  question.most = from.whole_number_if_any("most");
  if (scale) {
    if (!question.least || !question.most)
      from.mistake("most", "a scale has a least and a most");
    question.least_label = from.text("least_label");
    question.most_label = from.text("most_label");
  }
  if (question.least && question.most && *question.least >= *question.most) {
    from.mistake("most", "must be more than least");
  }
}

void read_length(JsonObject& from, Question& question) {
  bool line = question.kind == QuestionKind::text_line;
  if (!line && question.kind != QuestionKind::narrative)
    return;
  std::int64_t most = static_cast<std::int64_t>(line ? text_line_length_max : narrative_length_max);
  std::int64_t length = from.whole_number_if_any("length_max").value_or(most);
  if (length < 1 || length > most) {
    from.mistake("length_max", "must be from 1 to " + std::to_string(most));
    length = most;
  }
  question.length_max = static_cast<std::size_t>(length);
  if (!line)
    question.childs_own_words = from.yes_no_or("childs_own_words", false);
}

Required read_required(JsonObject& from) {
  using When = Required::When;
  const boost::json::value* value = from.value_if_any("required");
  if (value == nullptr)
    return {};
  if (value->is_object()) {
    return {When::when_condition,
            read_condition(*value, from.path_of("required"), from.mistakes())};
  }
  std::string word = from.text_or("required", "");
  if (word == "always")
    return {When::always, {}};
  if (word == "at_submission")
    return {When::at_submission, {}};
  if (word == "unless_declined")
    return {When::unless_declined, {}};
  from.mistake("required", "must be always, at_submission, unless_declined or a condition");
  return {};
}

AskAgain read_ask_again(JsonObject& from) {
  if (!from.has("ask_again"))
    return AskAgain::no;
  std::string word = read_word(from, "ask_again", "", {"still_true", "this_time"});
  return word == "still_true" ? AskAgain::still_true : AskAgain::this_time;
}

QuestionKind read_kind(JsonObject& from) {
  std::string word = from.text("kind");
  auto kind = question_kind(word);
  if (!kind && !word.empty())
    from.mistake("kind", word + " is not a kind of question");
  return kind.value_or(QuestionKind::text_line);
}

Question read_plain_question(JsonObject& from, const std::string& prefix, const Defaults& defaults,
                             const OptionLists& lists) {
  Question question;
  question.id = read_id(from, "id");
  question.key = prefix + question.id;
  question.kind = read_kind(from);
  question.label = from.text("label");
  question.hint = from.text_or("hint", "");
  question.relevant = defaults.relevant;
  question.absences = defaults.absences;
  read_who_and_how_far(from, question, defaults);
  read_choices(from, question, lists);
  if (question.kind == QuestionKind::reference)
    question.refers_to = from.text_or("refers_to", "");
  const bool is_known = question.refers_to == "episode" || question.refers_to == "attachment";
  if (!question.refers_to.empty() && !is_known)
    from.mistake("refers_to", "can only be episode or attachment");
  read_bounds(from, question);
  read_length(from, question);
  question.required = read_required(from);
  return question;
}

void read_row_counts(JsonObject& from, Question& question) {
  std::int64_t least = from.whole_number_if_any("rows_min").value_or(0);
  std::int64_t most = from.whole_number_if_any("rows_max").value_or(rows_max_max);
  if (least < 0 || most < 1 || least > most || most > std::int64_t{rows_max_max}) {
    from.mistake("rows_max", "rows are from 0 to 200, and rows_max no less than rows_min");
    return;
  }
  question.rows_min = static_cast<std::size_t>(least);
  question.rows_max = static_cast<std::size_t>(most);
}

// A cell is asked wherever its rows are; only its own absences count.
void read_columns(JsonObject& from, Question& question, const Defaults& defaults,
                  const OptionLists& lists) {
  question.row_noun = from.text("row_noun");
  read_row_counts(from, question);
  std::set<std::string> seen;
  for (JsonObject& entry : from.objects("columns")) {
    Defaults own = defaults;
    own.absences.clear();
    if (entry.has("relevant"))
      entry.mistake("relevant", "a column has none of its own");
    own = read_defaults(entry, own);
    Question column = read_plain_question(entry, question.key + "/", own, lists);
    if (column.kind == QuestionKind::rows)
      entry.mistake("kind", "rows do not hold rows");
    if (!seen.insert(column.id).second)
      entry.mistake("id", column.id + " is used twice");
    entry.no_more_keys();
    question.columns.push_back(std::move(column));
  }
  if (question.columns.empty())
    from.mistake("columns", "must name at least one");
}

Question read_question(JsonObject& from, const std::string& prefix, const Defaults& inherited,
                       const OptionLists& lists) {
  Defaults defaults = read_defaults(from, inherited);
  Question question = read_plain_question(from, prefix, defaults, lists);
  if (question.kind == QuestionKind::rows)
    read_columns(from, question, defaults, lists);
  question.ask_again = read_ask_again(from);
  question.told_with = from.text_or("told_with", "");
  from.no_more_keys();
  return question;
}

Section read_section(JsonObject& from, const Defaults& inherited, const OptionLists& lists) {
  Section section;
  section.id = read_id(from, "id");
  section.title = from.text("title");
  section.intro = from.text_or("intro", "");
  section.audience = read_word(from, "audience", "", {"child", "parent_or_carer", "worker"});
  section.bare = from.yes_no_or("bare", false);
  const std::string prefix = section.bare ? "" : section.id + ".";
  Defaults defaults = read_defaults(from, inherited);
  for (JsonObject& entry : from.objects("questions")) {
    section.questions.push_back(read_question(entry, prefix, defaults, lists));
  }
  if (section.questions.empty())
    from.mistake("questions", "must name at least one");
  from.no_more_keys();
  return section;
}

Form read_form(JsonObject& from, const OptionLists& lists) {
  Form form;
  form.id = read_id(from, "id");
  form.version = from.whole_number("version");
  if (from.has("version") && form.version < 1)
    from.mistake("version", "must be 1 or more");
  form.record_type = read_id(from, "record_type");
  form.title = from.text("title");
  form.begin = from.text_or("begin", "");
  form.summary = from.texts_if_any("summary").value_or(std::vector<std::string>());
  form.outcome = from.text_or("outcome", "");
  form.last_time = from.text_or("last_time", "");
  Defaults defaults = read_defaults(from, {});
  std::set<std::string> seen;
  for (JsonObject& entry : from.objects("sections")) {
    form.sections.push_back(read_section(entry, defaults, lists));
    const std::string& id = form.sections.back().id;
    if (!seen.insert(id).second)
      entry.mistake("id", id + " is used twice");
  }
  if (form.sections.empty())
    from.mistake("sections", "must name at least one");
  from.no_more_keys();
  return form;
}

}  // namespace

Result<void> load_option_list(std::string_view json, std::string_view name, OptionLists& lists) {
  HW_TRY(parsed, parse_json(json, name));
  JsonMistakes mistakes{std::string(name)};
  JsonObject from(parsed, "", mistakes);
  std::string id = read_id(from, "id");
  std::vector<Option> options = read_options(from);
  if (options.empty())
    from.mistake("options", "must name at least one option");
  from.no_more_keys();
  HW_CHECK(mistakes.result());
  lists[id] = std::move(options);
  return {};
}

Result<Form> load_form(std::string_view json, std::string_view name, const OptionLists& lists) {
  HW_TRY(parsed, parse_json(json, name));
  JsonMistakes mistakes{std::string(name)};
  JsonObject from(parsed, "", mistakes);
  Form form = read_form(from, lists);
  HW_CHECK(mistakes.result());
  check_whole(form, mistakes);
  HW_CHECK(mistakes.result());
  return form;
}

}  // namespace homeward
