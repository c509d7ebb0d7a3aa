#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "core/form/load_form.h"

namespace homeward {

namespace {

namespace json = boost::json;

json::array texts(const std::vector<std::string>& words) {
  json::array list;
  for (const std::string& word : words)
    list.emplace_back(word);
  return list;
}

void put(json::object& into, const char* key, const std::string& text) {
  if (!text.empty())
    into[key] = text;
}

json::value written(const Condition& condition) {
  if (condition.op == Condition::Op::answer_is) {
    return json::object{{"question", condition.question}, {"any_of", texts(condition.values)}};
  }
  if (condition.op == Condition::Op::negation) {
    return json::object{{"not", written(condition.parts.front())}};
  }
  json::array parts;
  for (const Condition& part : condition.parts)
    parts.push_back(written(part));
  return json::object{{condition.op == Condition::Op::any ? "any" : "all", std::move(parts)}};
}

void put_required(json::object& into, const Required& required) {
  using When = Required::When;
  if (required.when == When::always)
    into["required"] = "always";
  if (required.when == When::at_submission)
    into["required"] = "at_submission";
  if (required.when == When::unless_declined)
    into["required"] = "unless_declined";
  if (required.when == When::when_condition)
    into["required"] = written(required.condition);
}

void put_asked_again(json::object& into, const Question& question) {
  if (question.ask_again != AskAgain::no)
    into["ask_again"] = question.ask_again == AskAgain::still_true ? "still_true" : "this_time";
  put(into, "told_with", question.told_with);
}

void put_options(json::object& into, const Question& question) {
  if (question.options.empty())
    return;
  json::array list;
  for (const Option& option : question.options) {
    json::object entry{{"code", option.code}, {"label", option.label}};
    put(entry, "hint", option.hint);
    list.push_back(std::move(entry));
  }
  into["options"] = std::move(list);
  put(into, "options_from", question.options_from);
}

void put_limits(json::object& into, const Question& question) {
  if (question.least)
    into["least"] = *question.least;
  if (question.most)
    into["most"] = *question.most;
  put(into, "least_label", question.least_label);
  put(into, "most_label", question.most_label);
  if (question.length_max > 0)
    into["length_max"] = question.length_max;
  if (question.childs_own_words)
    into["childs_own_words"] = true;
}

json::object written(const Question& question, bool column) {
  json::object into{{"id", question.id},
                    {"kind", name_of(question.kind)},
                    {"label", question.label},
                    {"who_said_it", texts(question.who_said_it)},
                    {"who_said_it_first", question.who_said_it_first},
                    {"sharing", question.sharing},
                    {"absences", texts(question.absences)}};
  put(into, "hint", question.hint);
  put_options(into, question);
  put(into, "refers_to", question.refers_to);
  put_limits(into, question);
  put_required(into, question.required);
  put_asked_again(into, question);
  if (!column && !question.relevant.always_holds())
    into["relevant"] = written(question.relevant);
  return into;
}

json::object written(const Question& question) {
  json::object into = written(question, false);
  if (question.kind != QuestionKind::rows)
    return into;
  json::array columns;
  for (const Question& column : question.columns)
    columns.push_back(written(column, true));
  into["columns"] = std::move(columns);
  into["rows_min"] = question.rows_min;
  into["rows_max"] = question.rows_max;
  into["row_noun"] = question.row_noun;
  return into;
}

json::object written(const Section& section) {
  json::object into{{"id", section.id}, {"title", section.title}, {"audience", section.audience}};
  put(into, "intro", section.intro);
  if (section.bare)
    into["bare"] = true;
  json::array questions;
  for (const Question& question : section.questions)
    questions.push_back(written(question));
  into["questions"] = std::move(questions);
  return into;
}

}  // namespace

Bytes json_of(const Form& form) {
  json::object into{{"id", form.id},
                    {"version", form.version},
                    {"record_type", form.record_type},
                    {"title", form.title}};
  put(into, "begin", form.begin);
  if (!form.summary.empty())
    into["summary"] = texts(form.summary);
  put(into, "outcome", form.outcome);
  put(into, "last_time", form.last_time);
  json::array sections;
  for (const Section& section : form.sections)
    sections.push_back(written(section));
  into["sections"] = std::move(sections);
  return json::serialize(into);
}

}  // namespace homeward
