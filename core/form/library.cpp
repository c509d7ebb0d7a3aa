#include "core/form/library.h"

#include <algorithm>
#include <tuple>

#include "core/base/sorting.h"
#include "core/embedded.h"

namespace homeward {

namespace {

bool comes_before(const Form& a, const Form& b) {
  return std::tie(a.record_type, a.version) < std::tie(b.record_type, b.version);
}

// Forms are named "interview.2", lists of options "helplines".
bool is_list(std::string_view name) {
  return name.find('.') == std::string_view::npos;
}

std::vector<Option> instrument_options() {
  std::vector<Option> options;
  for (const Instrument& instrument : embedded_instruments())
    options.push_back({instrument.code(), instrument.title, instrument.from});
  return options;
}

Result<FormLibrary> load_embedded() {
  OptionLists lists{{"instruments", instrument_options()}};
  std::vector<FormLibrary::Source> forms;
  for (const EmbeddedFile& file : embedded_forms()) {
    const std::string name = std::string(file.name) + ".json";
    if (is_list(file.name)) {
      HW_CHECK(load_option_list(file.content, name, lists));
    } else {
      forms.push_back({name, std::string(file.content)});
    }
  }
  return FormLibrary::load(forms, lists, embedded_instruments());
}

// A form that is made with an instrument asks each there is.
void ask_instruments(Form& form, const std::vector<Instrument>& instruments) {
  if (form.question_of(instrument_field) == nullptr)
    return;
  for (auto instrument = instruments.rbegin(); instrument != instruments.rend(); ++instrument)
    ask_instrument(form, *instrument);
}

}  // namespace

Result<FormLibrary> FormLibrary::load(const std::vector<Source>& forms, const OptionLists& lists,
                                      const std::vector<Instrument>& instruments) {
  FormLibrary library;
  for (const Source& source : forms) {
    HW_TRY(form, load_form(source.json, source.name, lists));
    if (library.find(form.record_type, form.version) != nullptr) {
      return Error{Code::bad_input, source.name + ": version: " + form.record_type + " " +
                                        std::to_string(form.version) + " is there already"};
    }
    ask_instruments(form, instruments);
    library.forms_.push_back(std::move(form));
  }
  sort_stably(library.forms_, comes_before);
  return library;
}

const Form* FormLibrary::find(std::string_view record_type, std::int64_t version) const {
  auto found = std::find_if(forms_.begin(), forms_.end(), [&](const Form& form) {
    return form.record_type == record_type && form.version == version;
  });
  return found == forms_.end() ? nullptr : &*found;
}

const Form* FormLibrary::latest(std::string_view record_type) const {
  auto found = std::find_if(forms_.rbegin(), forms_.rend(),
                            [&](const Form& form) { return form.record_type == record_type; });
  return found == forms_.rend() ? nullptr : &*found;
}

const Form* FormLibrary::form_for(std::string_view record_type, const Answers& answers) const {
  const Form* newest = nullptr;
  for (const Value& value : answers.at(form_version_field).values) {
    const Form* form = find(record_type, value.as_whole_number().value_or(0));
    if (form != nullptr && (newest == nullptr || newest->version < form->version))
      newest = form;
  }
  return newest != nullptr ? newest : latest(record_type);
}

Bytes FormLibrary::json_of(std::string_view record_type, std::int64_t version) const {
  const Form* form = find(record_type, version);
  return form == nullptr ? Bytes() : homeward::json_of(*form);
}

FormLibrary FormLibrary::with_list(std::string_view list,
                                   const std::vector<Option>& options) const {
  FormLibrary filled = *this;
  const auto fill = [&](Question& question) {
    if (question.options_from == list)
      question.options = options;
  };
  for (Form& form : filled.forms_) {
    for (Section& section : form.sections) {
      for (Question& question : section.questions) {
        fill(question);
        std::for_each(question.columns.begin(), question.columns.end(), fill);
      }
    }
  }
  return filled;
}

const FormLibrary& embedded_form_library() {
  static const FormLibrary library = [] {
    Result<FormLibrary> loaded = load_embedded();
    HW_ASSERT(loaded.ok());
    return std::move(loaded).value();
  }();
  return library;
}

}  // namespace homeward
