#include <boost/json/array.hpp>

#include "wasm/views.h"

namespace homeward {
namespace {

// The deployment's list is part of each form that asks which were given.
const Question* asking_for_helplines(const Form& form) {
  for (const Section& section : form.sections) {
    for (const Question& question : section.questions) {
      if (question.options_from == "helplines") {
        return &question;
      }
    }
  }
  return nullptr;
}

}  // namespace

CallResult helplines_view(Desk& desk, Arguments& args) {
  HW_CHECK(args.done());
  boost::json::array list;
  const Form* form = desk.forms.latest("interview");
  const Question* question = form == nullptr ? nullptr : asking_for_helplines(*form);
  if (question != nullptr) {
    for (const Option& option : question->options) {
      list.push_back({{"name", option.label}, {"words", option.hint}});
    }
  }
  return boost::json::value(std::move(list));
}

}  // namespace homeward
