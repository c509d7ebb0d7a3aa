#include "core/form/progress.h"

#include <algorithm>

#include "core/form/last_time.h"
#include "core/form/truth.h"
#include "core/form/validate.h"

namespace homeward {

namespace {

bool says_nothing(const Value& value) {
  if (value.is_blank())
    return true;
  if (auto codes = value.as_codes())
    return codes->empty();
  auto text = value.as_text();
  return text && text->find_first_not_of(" \t\r\n") == std::string::npos;
}

bool is_answered(const FieldAnswer& answer) {
  return !std::all_of(answer.values.begin(), answer.values.end(), says_nothing);
}

bool lacks_reason(const Value& value) {
  auto absence = value.as_absence();
  return absence && absence->kind == "not_asked" &&
         absence->why.find_first_not_of(" \t\r\n") == std::string::npos;
}

// What is wrong with an answer that must be there; nothing where it will do.
std::optional<Lack> lack_of(const Question& question, const FieldAnswer& answer) {
  if (!is_answered(answer))
    return Lack::not_answered;
  if (answer.in_conflict)
    return Lack::in_conflict;
  for (const Value& value : answer.values) {
    if (!validate_value(question, value).ok())
      return Lack::does_not_fit;
    if (lacks_reason(value))
      return Lack::no_reason;
  }
  return std::nullopt;
}

// One walk over one section, asking the same of each question for every purpose.
class SectionWalk {
 public:
  SectionWalk(const Form& form, const Section& section, const Answers& answers,
              std::size_t waiting = 0)
      : form_(form),
        section_(section),
        answers_(answers),
        as_last_time_(answered_as_last_time(form, answers)),
        waiting_(waiting) {
    for (const Question& question : section.questions) {
      if (is_relevant(form, question, answers))
        visit(question);
    }
  }

  SectionProgress progress() const {
    SectionProgress progress{SectionState::in_progress, asked_, answered_, missing.size(),
                             conflicts_};
    if (conflicts_ + unfit_ > 0) {
      progress.state = SectionState::needs_attention;
    } else if (asked_ == 0) {
      progress.state = SectionState::not_needed;
    } else if (answered_ == 0) {
      progress.state = SectionState::not_started;
    } else if (missing.empty()) {
      progress.state = SectionState::done;
    }
    return progress;
  }

  std::vector<Missing> missing;

 private:
  void visit(const Question& question) {
    if (question.key == form_.last_time) {
      visit_last_time(question);
      return;
    }
    ++asked_;
    if (question.kind == QuestionKind::rows) {
      visit_rows(question);
    } else {
      answered_ += visit_field(question, question.key) ? 1 : 0;
    }
  }

  // Each thing said last time is asked about, and none is owed.
  void visit_last_time(const Question& question) {
    const std::vector<std::string> rows = answers_.rows(question.key);
    asked_ += rows.size() + waiting_;
    for (const std::string& row : rows) {
      visit_row(question, row_key(question.key, row));
      answered_ += is_answered(answers_.at(last_time::cell(form_, row, last_time::still))) ? 1 : 0;
    }
  }

  // True where the field is answered.
  bool visit_field(const Question& question, const std::string& field) {
    const FieldAnswer answer = answers_.at(field);
    note_trouble(question, answer);
    if (!is_answered(answer) && as_last_time_.count(field) > 0)
      return true;
    if (is_required(form_, question, answers_)) {
      if (auto lack = lack_of(question, answer))
        owe(question, field, *lack);
    }
    return is_answered(answer);
  }

  void visit_rows(const Question& question) {
    const std::vector<std::string> rows = answers_.rows(question.key);
    const FieldAnswer absence = answers_.at(question.key);
    note_trouble(question, absence);
    for (const std::string& row : rows)
      visit_row(question, question.key + "/" + row);
    if (!rows.empty() || is_answered(absence))
      ++answered_;
    const std::size_t least = std::max<std::size_t>(question.rows_min, 1);
    if (!is_required(form_, question, answers_) || rows.size() >= least)
      return;
    auto lack = lack_of(question, absence);
    if (!lack)
      return;
    owe(question, question.key, rows.empty() ? *lack : Lack::too_few_rows);
  }

  void visit_row(const Question& question, const std::string& row) {
    note_trouble(question, answers_.at(row));
    for (const Question& column : question.columns)
      visit_field(column, row + "/" + column.id);
  }

  void note_trouble(const Question& question, const FieldAnswer& answer) {
    if (answer.in_conflict)
      ++conflicts_;
    for (const Value& value : answer.values) {
      if (!validate_value(question, value).ok())
        ++unfit_;
    }
  }

  void owe(const Question& question, const std::string& field, Lack why) {
    missing.push_back({field, section_.id, question.label, why});
  }

  const Form& form_;
  const Section& section_;
  const Answers& answers_;
  const std::set<FieldKey> as_last_time_;
  const std::size_t waiting_;
  std::size_t asked_ = 0;
  std::size_t answered_ = 0;
  std::size_t conflicts_ = 0;
  std::size_t unfit_ = 0;
};

bool holds_something(const Answers& answers, const std::string& field) {
  const FieldAnswer answer = answers.at(field);
  return answer.in_conflict || is_answered(answer);
}

// What the program wrote to say what a row about last time is about.
bool is_frame_of_last_time(const Form& form, const Question& question) {
  return question.key == form.last_time ||
         (!question.is_for_people() && question.key.rfind(form.last_time + "/", 0) == 0);
}

}  // namespace

bool is_required(const Form& form, const Question& question, const Answers& answers) {
  using When = Required::When;
  switch (question.required.when) {
    case When::never:
      return false;
    case When::always:
    case When::at_submission:
      return true;
    case When::unless_declined:
      return may(form, {Condition::Op::answer_is, form.outcome, {"declined"}, {}}, answers, false);
    case When::when_condition:
      return may(form, question.required.condition, answers, true);
  }
  return true;
}

const char* name_of(Lack lack) {
  switch (lack) {
    case Lack::not_answered:
      return "not_answered";
    case Lack::no_reason:
      return "no_reason";
    case Lack::in_conflict:
      return "in_conflict";
    case Lack::does_not_fit:
      return "does_not_fit";
    case Lack::too_few_rows:
      return "too_few_rows";
  }
  return "";
}

const char* name_of(SectionState state) {
  switch (state) {
    case SectionState::not_started:
      return "not_started";
    case SectionState::in_progress:
      return "in_progress";
    case SectionState::done:
      return "done";
    case SectionState::needs_attention:
      return "needs_attention";
    case SectionState::not_needed:
      return "not_needed";
  }
  return "";
}

std::vector<Missing> missing_at_submission(const Form& form, const Answers& answers) {
  std::vector<Missing> all;
  for (const Section& section : form.sections) {
    const std::vector<Missing> owed = SectionWalk(form, section, answers).missing;
    all.insert(all.end(), owed.begin(), owed.end());
  }
  return all;
}

SectionProgress section_progress(const Form& form, const Section& section, const Answers& answers,
                                 std::size_t waiting) {
  return SectionWalk(form, section, answers, waiting).progress();
}

std::vector<OtherAnswer> other_answers(const Form& form, const Answers& answers) {
  std::vector<OtherAnswer> others;
  for (const std::string& field : answers.fields()) {
    if (field == form_version_field || !holds_something(answers, field))
      continue;
    const Question* question = form.question_of(field);
    if (question == nullptr) {
      others.push_back({field, OtherAnswer::Why::not_in_this_form});
    } else if (!is_relevant(form, *question, answers) && !is_frame_of_last_time(form, *question)) {
      others.push_back({field, OtherAnswer::Why::not_asked_now});
    }
  }
  return others;
}

}  // namespace homeward
