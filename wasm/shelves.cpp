#include "wasm/shelves.h"

#include "core/base/sorting.h"
#include "core/form/instrument.h"
#include "wasm/assessment.h"
#include "wasm/child_words.h"
#include "wasm/record_json.h"
#include "wasm/standing.h"
#include "wasm/words.h"

namespace homeward {
namespace {

bool stands_here(const RecordType& type, const RecordId& episode) {
  return type.begun == RecordType::Begun::shelf &&
         type.belongs !=
             (episode.is_zero() ? RecordType::Belongs::episode : RecordType::Belongs::child);
}

// Newest first.
std::vector<const Record*> records_on(const CaseFile& file, const RecordType& type,
                                      const RecordId& episode) {
  std::vector<const Record*> found;
  for (const Record& record : file.others) {
    if (record.header().type == type.name && record.header().episode == episode) {
      found.push_back(&record);
    }
  }
  const auto begun = [](const Record* record) { return first_head(*record)->at; };
  sort_stably(found, [&](const Record* a, const Record* b) { return begun(b) < begun(a); });
  return found;
}

// "Strategy meeting or discussion; Friday 27 March, 21:15", or when it was begun.
std::string summary_words(const Desk& desk, const Form& form, const Record& record) {
  std::string words = assessment_words(desk, record);
  for (const std::string& key : form.summary) {
    const std::string answer = answer_words(desk, record, key);
    words += (words.empty() || answer.empty() ? "" : "; ") + answer;
  }
  return words.empty() ? "Begun " + when_words(first_head(record)->at, desk.now()) : words;
}

boost::json::array records_json(const Desk& desk, const CaseFile& file, const Form& form,
                                const std::vector<const Record*>& records) {
  boost::json::array list;
  for (const Record* record : records) {
    const InterviewStanding standing = standing_in(file, *record);
    list.push_back({{"id", record->header().id.hex()},
                    {"words", summary_words(desk, form, *record)},
                    {"stage", stage_name(*record, standing)},
                    {"stage_words", stage_words(desk, *record, standing)}});
  }
  return list;
}

bool asks_instrument(const Form& form) {
  return form.question_of(instrument_field) != nullptr;
}

// One button, or one for each instrument that the council confirmed and one for none.
boost::json::array begin_json(const Desk& desk, const Form& form) {
  boost::json::array list;
  if (!asks_instrument(form)) {
    list.push_back({{"words", form.begin}, {"instrument", nullptr}});
    return list;
  }
  for (const Instrument& instrument : embedded_instruments()) {
    if (desk.identity.has_confirmed(instrument.code())) {
      list.push_back(
          {{"words", form.begin + ": " + instrument.title}, {"instrument", instrument.code()}});
    }
  }
  list.push_back({{"words", form.begin + " without a score"}, {"instrument", nullptr}});
  return list;
}

bool may_begin(const Desk& desk, const RecordType& type, const RecordId& episode,
               const std::vector<const Record*>& records) {
  const bool needs_episode = desk.identity.commissioned && episode.is_zero();
  return permitted(desk.identity.actor(), Act::write, type.name) && !needs_episode &&
         (!type.only_one || records.empty());
}

}  // namespace

boost::json::array shelves_json(const Desk& desk, const CaseFile& file, const RecordId& episode) {
  boost::json::array shelves;
  for (const RecordType& type : record_types()) {
    const Form* form = desk.forms.latest(type.name);
    if (form == nullptr || !stands_here(type, episode) ||
        !permitted(desk.identity.actor(), Act::read, type.name)) {
      continue;
    }
    const std::vector<const Record*> records = records_on(file, type, episode);
    shelves.push_back({{"type", form->record_type},
                       {"title", form->title},
                       {"begin", may_begin(desk, type, episode, records) ? begin_json(desk, *form)
                                                                         : boost::json::array()},
                       {"records", records_json(desk, file, *form, records)}});
  }
  return shelves;
}

}  // namespace homeward
