#include "core/form/last_time.h"

#include <algorithm>
#include <map>

namespace homeward {

namespace {

bool says_words(const Value& value) {
  const auto text = value.as_text();
  return text && text->find_first_not_of(" \t\r\n") != std::string::npos;
}

bool is_said(const Value& value) {
  if (auto yes = value.as_yes_no())
    return *yes;
  return says_words(value) || value.as_code() || value.as_whole_number();
}

template <class Visit>
void each_question(const Form& form, Visit visit) {
  for (const Section& section : form.sections) {
    for (const Question& question : section.questions)
      visit(question);
  }
}

// The keys of the words that belong to the answer `main`.
std::set<FieldKey> told_with(const Form& form, const FieldKey& main) {
  std::set<FieldKey> keys;
  each_question(form, [&](const Question& question) {
    if (question.told_with == main)
      keys.insert(question.key);
  });
  return keys;
}

// The one code that stands; empty where none does, or two.
std::string code_of(const FieldAnswer& answer) {
  if (answer.values.empty() || answer.in_conflict)
    return "";
  return answer.values.front().as_code().value_or("");
}

// What there is to ask about of one earlier interview.
class Gatherer {
 public:
  Gatherer(const Form& form, const Record& earlier)
      : form_(form), earlier_(earlier), answers_(earlier) {}

  std::vector<Thing> all() {
    const std::map<FieldKey, std::set<FieldKey>> carried = carried_on();
    each_question(form_, [&](const Question& question) {
      if (question.ask_again == AskAgain::no)
        return;
      gather(question);
      for (const auto& [about, cells] : carried) {
        if (question_about(form_, about) == &question)
          add(about, cells);
      }
    });
    return std::move(things_);
  }

 private:
  void gather(const Question& question) {
    if (question.kind == QuestionKind::rows) {
      for (const std::string& row : answers_.rows(question.key))
        add(row_key(question.key, row), fields_of_row(question, row));
      return;
    }
    std::set<FieldKey> fields = told_with(form_, question.key);
    fields.insert(question.key);
    const std::vector<Value> values = answers_.at(question.key).values;
    for (const std::string& code : codes_in(values))
      add(question.key + "/" + code, fields);
    if (std::any_of(values.begin(), values.end(), is_said))
      add(question.key, fields);
  }

  static std::set<std::string> codes_in(const std::vector<Value>& values) {
    std::set<std::string> all;
    for (const Value& value : values) {
      const auto codes = value.as_codes().value_or(std::vector<std::string>());
      all.insert(codes.begin(), codes.end());
    }
    return all;
  }

  static std::set<FieldKey> fields_of_row(const Question& list, const std::string& row) {
    std::set<FieldKey> keys{row_key(list.key, row)};
    for (const Question& column : list.columns)
      keys.insert(row_key(list.key, row, column.id));
    return keys;
  }

  // What it found still true or changed of the interviews before it, by what it is about.
  std::map<FieldKey, std::set<FieldKey>> carried_on() const {
    std::map<FieldKey, std::set<FieldKey>> all;
    for (const std::string& row : answers_.rows(form_.last_time)) {
      const auto cell = [&](const char* column) { return last_time::cell(form_, row, column); };
      const std::string still = code_of(answers_.at(cell(last_time::still)));
      const Value* about = earlier_.value(cell(last_time::about));
      if (about != nullptr && (still == last_time::still_true || still == last_time::changed))
        all[about->as_text().value_or("")] = {cell(last_time::still), cell(last_time::words),
                                              cell(last_time::about), cell(last_time::interview),
                                              cell(last_time::versions)};
    }
    return all;
  }

  // Once: what was said anew stands for what was carried on.
  void add(const FieldKey& about, const std::set<FieldKey>& fields) {
    const bool is_here = std::any_of(things_.begin(), things_.end(),
                                     [&](const Thing& thing) { return thing.about == about; });
    if (is_here)
      return;
    Thing thing{"", about, fields, pin_of(earlier_, fields)};
    const Digest all = digest("homeward thing said last time 1",
                              {earlier_.header().id.view(), about, thing.versions.hash.view()});
    thing.row = to_hex(all.view().substr(0, 16));
    things_.push_back(std::move(thing));
  }

  const Form& form_;
  const Record& earlier_;
  RecordAnswers answers_;
  std::vector<Thing> things_;
};

// What is said today of all that was said of one question.
struct Standing {
  bool is_open = false;  // nothing said yet, in conflict, or changed and not said to what
  bool stands = false;   // something of it is still so, or has another answer now

  void take(const Question& question, const FieldAnswer& still, const FieldAnswer& words) {
    const std::string code = code_of(still);
    const bool is_changed = code == last_time::changed;
    const bool is_gone = code == last_time::no_longer;
    const bool is_told = std::any_of(words.values.begin(), words.values.end(), says_words);
    is_open |= code.empty() || (is_changed && !is_told);
    stands |= !is_gone || question.kind == QuestionKind::yes_no;  // a yes no longer is a no
  }
};

}  // namespace

namespace last_time {
FieldKey cell(const Form& form, std::string_view row, std::string_view column) {
  return row_key(form.last_time, row, column);
}
}  // namespace last_time

std::vector<Thing> things_said(const Form& form, const Record& earlier) {
  return form.last_time.empty() ? std::vector<Thing>() : Gatherer(form, earlier).all();
}

std::vector<Version> row_fields(const Form& form, const Thing& thing, const RecordId& earlier) {
  const auto field = [](FieldKey key, Value value) {
    Version version;
    version.field = std::move(key);
    version.value = std::move(value);
    return version;
  };
  const auto cell = [&](const char* column) { return last_time::cell(form, thing.row, column); };
  return {field(row_key(form.last_time, thing.row), Value::present()),
          field(cell(last_time::about), Value::text(thing.about)),
          field(cell(last_time::interview), Value::id(earlier.view())),
          field(cell(last_time::versions), Value::pin(encode(thing.versions)))};
}

const Question* question_about(const Form& form, std::string_view about) {
  return form.question_of(about.substr(0, about.find('/')));
}

std::set<FieldKey> answered_as_last_time(const Form& form, const Answers& answers) {
  std::map<FieldKey, Standing> standings;
  if (form.last_time.empty())
    return {};
  for (const std::string& row : answers.rows(form.last_time)) {
    const auto answer = [&](const char* column) {
      return answers.at(last_time::cell(form, row, column));
    };
    const FieldAnswer about = answer(last_time::about);
    const auto key = about.values.empty() ? std::nullopt : about.values.front().as_text();
    const Question* question = question_about(form, key.value_or(""));
    if (question != nullptr && question->ask_again == AskAgain::still_true)
      standings[question->key].take(*question, answer(last_time::still), answer(last_time::words));
  }
  std::set<FieldKey> answered;
  for (const auto& [key, standing] : standings) {
    if (standing.is_open || !standing.stands)
      continue;
    answered.insert(key);
    answered.merge(told_with(form, key));
  }
  return answered;
}

}  // namespace homeward
