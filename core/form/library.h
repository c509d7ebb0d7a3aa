// Every form this program has, in every version it ever had.
//
// A draft made with last month's form opens with last month's form; only a new
// record takes the latest.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/form/answers.h"
#include "core/form/form.h"
#include "core/form/instrument.h"
#include "core/form/load_form.h"

namespace homeward {

class FormLibrary {
 public:
  struct Source {
    std::string name;  // "interview.2.json": said in mistakes
    std::string json;
  };
  // Refuses a mistake in any of them, and one version of one record type twice. A form
  // with a question for the instrument takes in the parts of each.
  static Result<FormLibrary> load(const std::vector<Source>& forms, const OptionLists& lists,
                                  const std::vector<Instrument>& instruments = {});

  // Null where there is none. What they point to lives as long as the library.
  const Form* find(std::string_view record_type, std::int64_t version) const;
  const Form* latest(std::string_view record_type) const;

  // The form `answers` were begun with (form_version_field): the newest where two
  // devices began with two, or where they say none or one this program has not.
  const Form* form_for(std::string_view record_type, const Answers& answers) const;

  // The form as the page reads it, every default resolved; empty where there is none.
  Bytes json_of(std::string_view record_type, std::int64_t version) const;

  // The same forms, where each question that takes its options from `list` has `options`.
  FormLibrary with_list(std::string_view list, const std::vector<Option>& options) const;

  // By record type, then version.
  const std::vector<Form>& all() const { return forms_; }

 private:
  std::vector<Form> forms_;
};

// Those built into the program (core/form/forms/*.json), with the instruments and the
// invented helplines (core/form/helplines.h). Built once; a mistake in them is our own.
const FormLibrary& embedded_form_library();

}  // namespace homeward
