#include "core/form/check_form.h"

#include <map>
#include <set>
#include <string>

#include "core/form/last_time.h"

namespace homeward {

namespace {

bool can_be(const Question& question, const std::string& value) {
  if (question.allows_absence(value))
    return true;
  if (question.kind == QuestionKind::yes_no)
    return value == "yes" || value == "no";
  return question.option(value) != nullptr || !question.options_from.empty();
}

class Checker {
 public:
  Checker(const Form& form, JsonMistakes& mistakes) : form_(form), mistakes_(mistakes) {}

  void run() {
    check_outcome();
    check_summary();
    check_last_time();
    for (std::size_t s = 0; s < form_.sections.size(); ++s) {
      const auto& questions = form_.sections[s].questions;
      for (std::size_t q = 0; q < questions.size(); ++q) {
        std::string path =
            "sections[" + std::to_string(s) + "].questions[" + std::to_string(q) + "]";
        check_question(questions[q], path);
      }
    }
  }

 private:
  enum class Mark { unseen, open, closed };

  void check_outcome() {
    if (form_.outcome.empty())
      return;
    const Question* outcome = form_.question_of(form_.outcome);
    if (outcome == nullptr) {
      mistakes_.add("outcome", "names the unknown question " + form_.outcome);
    } else if (outcome->kind != QuestionKind::code || outcome->option("declined") == nullptr) {
      mistakes_.add("outcome", "must be a question of kind code with the option declined");
    }
  }

  void check_summary() {
    for (const std::string& key : form_.summary) {
      const Question* question = form_.question_of(key);
      if (question == nullptr || question->kind == QuestionKind::rows ||
          key.find('/') != std::string::npos) {
        mistakes_.add("summary", "names " + key + ", which is no question with one answer");
      }
    }
  }

  void check_last_time() {
    if (form_.last_time.empty())
      return;
    const Question* list = form_.question_of(form_.last_time);
    if (list == nullptr || list->kind != QuestionKind::rows) {
      mistakes_.add("last_time", "must name a question of kind rows");
      return;
    }
    check_last_time_column(*list, last_time::still, QuestionKind::code);
    check_last_time_column(*list, last_time::words, QuestionKind::narrative);
    check_last_time_column(*list, last_time::about, QuestionKind::answer_key);
    check_last_time_column(*list, last_time::interview, QuestionKind::reference);
    check_last_time_column(*list, last_time::versions, QuestionKind::pin);
    const Question* still = form_.question_of(last_time::cell(form_, "row", last_time::still));
    for (const char* code : {last_time::still_true, last_time::changed, last_time::no_longer}) {
      if (still != nullptr && still->option(code) == nullptr)
        mistakes_.add("last_time", std::string("its column still must have the option ") + code);
    }
  }

  void check_last_time_column(const Question& list, const char* id, QuestionKind kind) {
    const Question* column = form_.question_of(last_time::cell(form_, "row", id));
    if (column == nullptr || column->kind != kind) {
      mistakes_.add("last_time",
                    list.key + " must have a column " + id + " of kind " + name_of(kind));
    }
  }

  void check_asked_again(const Question& question, const std::string& path) {
    using Kind = QuestionKind;
    static const std::set<Kind> kinds{Kind::text_line,    Kind::narrative, Kind::code,  Kind::codes,
                                      Kind::whole_number, Kind::yes_no,    Kind::scale, Kind::rows};
    if (question.ask_again != AskAgain::no && form_.last_time.empty())
      mistakes_.add(path + ".ask_again", "needs a form with last_time");
    if (question.ask_again != AskAgain::no && kinds.count(question.kind) == 0)
      mistakes_.add(path + ".ask_again",
                    std::string("cannot be of kind ") + name_of(question.kind));
    if (question.told_with.empty())
      return;
    const Question* main = form_.question_of(question.told_with);
    if (main == nullptr || main->ask_again == AskAgain::no)
      mistakes_.add(path + ".told_with", "must name a question that is asked again");
    if (question.ask_again != AskAgain::no || question.length_max == 0)
      mistakes_.add(path + ".told_with", "is for words that are not asked about alone");
  }

  void check_question(const Question& question, const std::string& path) {
    if (!keys_.insert(question.key).second) {
      mistakes_.add(path + ".id", question.key + " is used twice");
    }
    check_condition(question.relevant, path + ".relevant");
    check_required(question, path + ".required");
    check_asked_again(question, path);
    if (leads_back(question)) {
      mistakes_.add(path + ".relevant", "goes in a circle");
    }
    for (std::size_t c = 0; c < question.columns.size(); ++c) {
      check_required(question.columns[c], path + ".columns[" + std::to_string(c) + "].required");
    }
  }

  void check_required(const Question& question, const std::string& path) {
    check_condition(question.required.condition, path);
    if (question.required.when == Required::When::unless_declined && form_.outcome.empty()) {
      mistakes_.add(path, "unless_declined needs a form with an outcome");
    }
  }

  void check_condition(const Condition& condition, const std::string& path) {
    for (const Condition& part : condition.parts)
      check_condition(part, path);
    if (condition.op != Condition::Op::answer_is)
      return;
    const Question* named = form_.question_of(condition.question);
    if (named == nullptr || named->key != condition.question ||
        condition.question.find('/') != std::string::npos) {
      mistakes_.add(path, "names the unknown question " + condition.question);
      return;
    }
    for (const std::string& value : condition.values) {
      if (!can_be(*named, value)) {
        mistakes_.add(path, condition.question + " cannot be answered " + value);
      }
    }
  }

  // True where following relevance from `question` comes back to it, or to any
  // question already on the way.
  bool leads_back(const Question& question) {
    Mark& mark = marks_[question.key];
    if (mark != Mark::unseen)
      return mark == Mark::open;
    mark = Mark::open;
    bool circle = leads_back(question.relevant);
    marks_[question.key] = Mark::closed;
    return circle;
  }

  bool leads_back(const Condition& condition) {
    for (const Condition& part : condition.parts) {
      if (leads_back(part))
        return true;
    }
    if (condition.op != Condition::Op::answer_is)
      return false;
    const Question* named = form_.question_of(condition.question);
    return named != nullptr && leads_back(*named);
  }

  const Form& form_;
  JsonMistakes& mistakes_;
  std::set<std::string> keys_;
  std::map<std::string, Mark> marks_;
};

}  // namespace

void check_whole(const Form& form, JsonMistakes& mistakes) {
  Checker(form, mistakes).run();
}

}  // namespace homeward
