#include "wasm/last_time.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <map>
#include <tuple>

#include "core/base/sorting.h"
#include "core/record/names.h"
#include "wasm/child_words.h"
#include "wasm/record_json.h"
#include "wasm/standing.h"
#include "wasm/value_json.h"
#include "wasm/words.h"
#include "wasm/writing.h"

namespace homeward {
namespace {

constexpr const char* started = "before_we_start.started";

// How many interviews what is still true is followed back through.
constexpr int back_max = 8;

// Null of an interview that was not held, or is not submitted.
std::optional<Record> held_before(const Desk& desk, const CaseFile& file, const Record& interview,
                                  Instant before) {
  const InterviewStanding standing = standing_in(file, interview);
  const Submission* submission = current_submission(standing);
  const bool stands = standing.stage == Stage::submitted || standing.stage == Stage::authorised;
  if (submission == nullptr || !stands) {
    return std::nullopt;
  }
  auto submitted = submitted_record(desk, interview.header().id, *submission);
  if (!submitted.ok() || is_declined(desk, submitted.value())) {
    return std::nullopt;
  }
  const auto at = instant_in(submitted.value(), started);
  return at && *at < before ? std::optional(std::move(submitted).value()) : std::nullopt;
}

std::optional<Record> last_held(const Desk& desk, const CaseFile& file, const Record& record) {
  const Head* first = first_head(record);
  const Instant begun = first == nullptr ? desk.now() : first->at;
  const Instant before = instant_in(record, started).value_or(begun);
  std::optional<Record> last;
  for (const Record& interview : file.interviews) {
    if (interview.header().id == record.header().id) {
      continue;
    }
    auto held = held_before(desk, file, interview, before);
    if (held && (!last || instant_in(*last, started) < instant_in(*held, started))) {
      last = std::move(held);
    }
  }
  return last;
}

bool may_be_added_to(const Desk& desk, const CaseFile& file, const Record& record) {
  const Stage stage = standing_in(file, record).stage;
  return (stage == Stage::draft || stage == Stage::returned) &&
         permitted(desk.identity.actor(), Act::write, record.header().type);
}

// ---- how it is told

// A thing that a row speaks of, or that waits for one.
struct Asked {
  std::string row;
  FieldKey about;
  RecordId interview;
  Pin versions;
};

// Nothing of a row whose frame is not whole.
std::optional<Asked> asked_in(const Form& form, const Record& record, const std::string& row) {
  const auto value = [&](const char* column) {
    return record.value(last_time::cell(form, row, column));
  };
  const Value* about = value(last_time::about);
  const Value* interview = value(last_time::interview);
  const Value* versions = value(last_time::versions);
  if (about == nullptr || interview == nullptr || versions == nullptr) {
    return std::nullopt;
  }
  const auto octets = interview->as_octets_of(ValueKind::id);
  auto pin = decode<Pin>(versions->as_octets_of(ValueKind::pin).value_or(BytesView()));
  if (!octets || !pin.ok()) {
    return std::nullopt;
  }
  return Asked{row, about->as_text().value_or(""), RecordId::of(*octets), std::move(pin).value()};
}

class Teller {
 public:
  Teller(const HeadContext& context, const CaseFile& file, const Form& form)
      : context_(context), file_(file), form_(form) {}

  boost::json::array topics(const std::vector<Asked>& all) {
    boost::json::array list;
    for (const Section& section : form_.sections) {
      for (const Question& question : section.questions) {
        std::vector<Asked> about;
        std::copy_if(all.begin(), all.end(), std::back_inserter(about), [&](const Asked& asked) {
          return question_about(form_, asked.about) == &question;
        });
        if (!about.empty()) {
          list.push_back(topic(section, question, about));
        }
      }
    }
    return list;
  }

 private:
  boost::json::object topic(const Section& section, const Question& question,
                            const std::vector<Asked>& all) {
    boost::json::array things;
    beside_.clear();
    for (const Asked& asked : all) {
      boost::json::array said;
      tell(asked, said, 0);
      things.push_back({{"row", asked.row}, {"said", std::move(said)}});
    }
    boost::json::array beside;
    for (auto& [name, said] : beside_) {
      beside.push_back(std::move(said));
    }
    return {
        {"key", question.key},         {"section", section.title},
        {"label", question.label},     {"answers_it", question.ask_again == AskAgain::still_true},
        {"beside", std::move(beside)}, {"things", std::move(things)}};
  }

  // Oldest first; nothing of an interview that is not here.
  void tell(const Asked& asked, boost::json::array& said, int back) {
    const auto record = pinned(asked);
    if (!record || record->fields().empty() || back == back_max) {
      return;
    }
    const auto row = parse_row_key(record->fields().begin()->first);
    if (row && row->list == form_.last_time) {
      tell_carried_on(*record, std::string(row->row), said, back);
      return;
    }
    for (const auto& [field, heads] : record->fields()) {
      tell_answer(*record, asked.about, field, said);
    }
  }

  // What an interview between found of what an earlier one says.
  void tell_carried_on(const Record& record, const std::string& row, boost::json::array& said,
                       int back) {
    if (const auto earlier = asked_in(form_, record, row)) {
      tell(*earlier, said, back + 1);
    }
    const FieldKey still = last_time::cell(form_, row, last_time::still);
    const FieldKey changed = last_time::cell(form_, row, last_time::words);
    for (const Head& head : record.heads(still)) {
      std::string words = value_words(head.version.value, form_.question_of(still), context_.now);
      if (head.version.value.as_code() == last_time::changed) {
        for (const Head& told : record.heads(changed)) {
          words += ": " + value_words(told.version.value, nullptr, context_.now);
        }
      }
      said.push_back(said_json(record, head, words));
    }
  }

  // Of rows, whole rows: their first cell tells all.
  void tell_answer(const Record& record, const FieldKey& about, const FieldKey& field,
                   boost::json::array& said) {
    const Question* question = form_.question_of(field);
    const Question* main = question_about(form_, about);
    if (question == nullptr || main == nullptr || record.heads(field).empty()) {
      return;
    }
    if (main->kind == QuestionKind::rows) {
      if (field == about) {
        said.push_back(said_json(record, teller_of_row(record), row_words(record, *main, about)));
      }
      return;
    }
    for (const Head& head : record.heads(field)) {
      const std::string words = value_words(head.version.value, question, context_.now);
      if (question == main) {
        said.push_back(said_json(record, head, part_words(*main, about, words)));
      } else if (!words.empty()) {
        boost::json::object told = said_json(record, head, words);
        told["key"] = field;
        beside_[head_name(head)] = std::move(told);
      }
    }
  }

  // Of several codes the one it is about.
  static std::string part_words(const Question& question, const FieldKey& about,
                                const std::string& all) {
    const std::size_t slash = about.find('/');
    if (slash == std::string::npos) {
      return all;
    }
    const Option* option = question.option(std::string_view(about).substr(slash + 1));
    return option == nullptr ? about.substr(slash + 1) : option->label;
  }

  std::string row_words(const Record& record, const Question& list, const FieldKey& row) const {
    std::string all;
    for (const Question& column : list.columns) {
      for (const Head& head : record.heads(row + "/" + column.id)) {
        const std::string words = value_words(head.version.value, &column, context_.now);
        all += (all.empty() || words.empty() ? "" : " · ") + words;
      }
    }
    return all;
  }

  // A cell's head before the row's own, which says nothing of who said it.
  static const Head& teller_of_row(const Record& record) {
    return record.fields().rbegin()->second.front();
  }

  boost::json::object said_json(const Record& record, const Head& head, const std::string& words) {
    return {{"words", words},
            {"said_by", name_of(head.version.said_by)},
            {"author", context_.desk.name_of_person(head.author)},
            {"at", moment_json(held_at(record.header().id).value_or(head.at), context_.now)}};
  }

  std::optional<Instant> held_at(const RecordId& interview) const {
    for (const Record& record : file_.interviews) {
      if (record.header().id == interview) {
        return instant_in(record, started);
      }
    }
    return std::nullopt;
  }

  std::optional<Record> pinned(const Asked& asked) {
    auto found = histories_.find(asked.interview);
    if (found == histories_.end()) {
      auto changes = context_.desk.store.history(asked.interview);
      found = histories_
                  .emplace(asked.interview,
                           changes.ok() ? std::move(changes).value() : std::vector<Change>())
                  .first;
    }
    auto record = pinned_record(asked.versions, found->second);
    return record.ok() ? std::optional(std::move(record).value()) : std::nullopt;
  }

  const HeadContext& context_;
  const CaseFile& file_;
  const Form& form_;
  std::map<RecordId, std::vector<Change>> histories_;
  std::map<std::string, boost::json::object> beside_;  // by the version's name
};

bool is_cell_that_waits(const Form& form, const Record& record, const FieldKey& key) {
  const auto cell = parse_row_key(key);
  return cell && !form.last_time.empty() && cell->list == form.last_time &&
         record.heads(row_key(cell->list, cell->row)).empty();
}

}  // namespace

FromLastTime from_last_time(const Desk& desk, const CaseFile& file, const Form& form,
                            const Record& record) {
  FromLastTime from;
  if (form.last_time.empty() || !may_be_added_to(desk, file, record)) {
    return from;
  }
  const auto last = last_held(desk, file, record);
  if (!last) {
    return from;
  }
  from.interview = last->header().id;
  from.waiting = things_said(form, *last);
  const auto has_row = [&](const Thing& thing) {
    return !record.heads(row_key(form.last_time, thing.row)).empty();
  };
  from.waiting.erase(std::remove_if(from.waiting.begin(), from.waiting.end(), has_row),
                     from.waiting.end());
  return from;
}

Result<boost::json::value> last_time_json(const HeadContext& context, const CaseFile& file,
                                          const Form& form, const Record& record,
                                          const FromLastTime& from) {
  std::vector<Asked> all;
  for (const Thing& thing : from.waiting) {
    all.push_back({thing.row, thing.about, from.interview, thing.versions});
  }
  for (const Row& row : record.rows(form.last_time)) {
    if (auto asked = asked_in(form, record, row.id)) {
      all.push_back(std::move(*asked));
    }
  }
  if (all.empty()) {
    return boost::json::value(nullptr);
  }
  // A thing stays where it is when its row is written.
  sort_stably(all, [](const Asked& a, const Asked& b) {
    return std::tie(a.about, a.row) < std::tie(b.about, b.row);
  });
  Teller teller(context, file, form);
  return boost::json::value{{"list", form.last_time}, {"topics", teller.topics(all)}};
}

Result<void> bring_in(Desk& desk, const Record& record, const Form& form, const FieldKey& key) {
  if (!is_cell_that_waits(form, record, key)) {
    return {};
  }
  HW_TRY(file, load_case_file(desk, record.header().child));
  const FromLastTime from = from_last_time(desk, file, form, record);
  const auto typed = std::find_if(from.waiting.begin(), from.waiting.end(), [&](const Thing& one) {
    return one.row == parse_row_key(key)->row;
  });
  if (typed == from.waiting.end()) {
    return {};
  }
  const Question* question = question_about(form, typed->about);
  std::vector<Version> versions;
  for (const Thing& thing : from.waiting) {
    if (question_about(form, thing.about) == question) {
      const std::vector<Version> fields = row_fields(form, thing, from.interview);
      versions.insert(versions.end(), fields.begin(), fields.end());
    }
  }
  return write_change(desk, record.header(), std::move(versions));
}

}  // namespace homeward
