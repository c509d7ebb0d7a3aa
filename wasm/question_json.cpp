#include "wasm/question_json.h"

#include <algorithm>
#include <boost/json/object.hpp>

#include "core/form/last_time.h"
#include "core/form/progress.h"
#include "wasm/words.h"

namespace homeward {
namespace {

constexpr const char* withdrawn_words = "No longer on your council's list.";

bool chooses(const Answers& answers, const std::string& key, const std::string& code) {
  const std::vector<Value> values = answers.at(key).values;
  return std::any_of(values.begin(), values.end(), [&](const Value& value) {
    const std::vector<std::string> codes =
        value.as_codes().value_or(std::vector<std::string>{value.as_code().value_or("")});
    return std::find(codes.begin(), codes.end(), code) != codes.end();
  });
}

// What was withdrawn is there only for who chose it, to see it and to take it back.
boost::json::array options_json(const Question& question, const std::string& key,
                                const Answers& answers) {
  boost::json::array options;
  for (const Option& option : question.options) {
    if (!option.withdrawn || chooses(answers, key, option.code)) {
      options.push_back({{"code", option.code},
                         {"label", option.label},
                         {"hint", option.withdrawn ? withdrawn_words : option.hint}});
    }
  }
  return options;
}

boost::json::array words_json(const std::vector<std::string>& words) {
  boost::json::array list;
  for (const std::string& word : words) {
    list.emplace_back(word);
  }
  return list;
}

boost::json::value bound(const std::optional<std::int64_t>& number) {
  return number ? boost::json::value(*number) : boost::json::value(nullptr);
}

// Asked only where there is a choice.
boost::json::value said_by(const Question& question) {
  return question.who_said_it.size() > 1 ? boost::json::value(question.who_said_it_first)
                                         : boost::json::value(nullptr);
}

// A record to be chosen is shown as one of several options (record_json.cpp).
bool is_choice(const Question& question) {
  return question.kind == QuestionKind::reference;
}

// What a question says whatever the answers.
boost::json::object fixed_part(const Question& question, const std::string& key) {
  return {{"key", key},
          {"kind", name_of(is_choice(question) ? QuestionKind::code : question.kind)},
          {"label", question.label},
          {"hint", question.hint},
          {"said_by", said_by(question)},
          {"sharing", question.sharing},
          {"absences", words_json(question.absences)},
          {"max_length", question.length_max},
          {"least", bound(question.least)},
          {"most", bound(question.most)},
          {"least_label", question.least_label},
          {"most_label", question.most_label},
          {"row_noun", question.row_noun}};
}

class SectionWriter {
 public:
  SectionWriter(const Form& form, const Answers& answers, std::size_t waiting)
      : form_(form),
        answers_(answers),
        as_last_time_(answered_as_last_time(form, answers)),
        waiting_(waiting) {}

  boost::json::object section(const Section& section) const {
    const SectionProgress progress = section_progress(form_, section, answers_, waiting_);
    boost::json::array questions;
    for (const Question& question : section.questions) {
      if (question.is_for_people()) {
        questions.push_back(this->question(question, question.key));
      }
    }
    return {{"id", section.id},
            {"title", section.title},
            {"intro", section.intro},
            {"state", state_name(progress)},
            {"state_words", state_words(progress)},
            {"questions", std::move(questions)}};
  }

 private:
  boost::json::object question(const Question& question, const std::string& key) const {
    boost::json::object json = fixed_part(question, key);
    json["options"] = options_json(question, key, answers_);
    json["required"] = is_required(form_, question, answers_);
    json["relevant"] = is_asked(question);
    json["as_last_time"] = as_last_time_.count(key) > 0;
    boost::json::array columns;
    for (const Question& column : question.columns) {
      if (column.is_for_people()) {
        columns.push_back(this->question(column, column.id));
      }
    }
    json["columns"] = std::move(columns);
    return json;
  }

  bool is_asked(const Question& question) const {
    const bool has_things =
        question.key != form_.last_time || waiting_ > 0 || !answers_.rows(question.key).empty();
    return has_things && is_relevant(form_, question, answers_);
  }

  // A section of which nothing is asked now is done.
  static const char* state_name(const SectionProgress& progress) {
    return name_of(progress.state == SectionState::not_needed ? SectionState::done
                                                              : progress.state);
  }

  static std::string state_words(const SectionProgress& progress) {
    if (progress.state == SectionState::not_needed) {
      return "Nothing to ask here";
    }
    if (progress.conflicts > 0) {
      return count_words(progress.conflicts, "answer") + " to settle";
    }
    if (progress.state == SectionState::needs_attention) {
      return "An answer to finish or correct";
    }
    const bool may_be_left =
        progress.state == SectionState::done && progress.answered < progress.asked;
    return std::to_string(progress.answered) + " of " + std::to_string(progress.asked) +
           (may_be_left ? ", the rest may be left" : " answered");
  }

  const Form& form_;
  const Answers& answers_;
  const std::set<FieldKey> as_last_time_;
  const std::size_t waiting_;
};

std::vector<const Question*> questions_where(const Form& form, bool rows) {
  std::vector<const Question*> found;
  for (const Section& section : form.sections) {
    for (const Question& question : section.questions) {
      if ((question.kind == QuestionKind::rows) == rows) {
        found.push_back(&question);
      }
    }
  }
  return found;
}

}  // namespace

boost::json::array sections_json(const Form& form, const Answers& answers, std::size_t waiting) {
  const SectionWriter writer(form, answers, waiting);
  boost::json::array sections;
  for (const Section& section : form.sections) {
    sections.push_back(writer.section(section));
  }
  return sections;
}

std::vector<const Question*> plain_questions(const Form& form) {
  return questions_where(form, false);
}

std::vector<const Question*> row_questions(const Form& form) {
  return questions_where(form, true);
}

}  // namespace homeward
