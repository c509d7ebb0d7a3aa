#include "wasm/case_file.h"

#include <algorithm>

#include "core/base/sorting.h"
#include "core/record/case_number.h"
#include "core/record/fields.h"
#include "wasm/child_words.h"
#include "wasm/words.h"

namespace homeward {
namespace {

std::vector<Record>& shelf_for(CaseFile& file, std::string_view type) {
  if (type == "episode") {
    return file.episodes;
  }
  if (type == "offer") {
    return file.offers;
  }
  if (type == "interview") {
    return file.interviews;
  }
  if (type == "safety_plan") {
    return file.safety_plans;
  }
  if (type == "note") {
    return file.notes;
  }
  if (type == "submission") {
    return file.submissions;
  }
  return type == "oversight" ? file.oversights : file.others;
}

void put_in(CaseFile& file, Record record) {
  file.conflicts += record.conflicts().size();
  if (record.header().type == "child") {
    file.child = std::move(record);
  } else {
    shelf_for(file, record.header().type).push_back(std::move(record));
  }
}

// An episode whose beginning is not known comes last: it may be the newest.
void sort_episodes(CaseFile& file) {
  const auto began = [](const Record& episode) {
    return instant_in(episode, "absence.began").value_or(Instant{INT64_MAX});
  };
  sort_stably(file.episodes, [&](const Record& a, const Record& b) { return began(a) < began(b); });
}

// Both, where two stand: a name does not vanish because somebody wrote it otherwise.
std::string texts_in(const Record& record, const FieldKey& field) {
  std::string all;
  std::string before;
  for (const Head& head : record.heads(field)) {
    std::string text = head.version.value.as_text().value_or("");
    if (!text.empty() && text != before) {
      all += (all.empty() ? "" : " / ") + text;
      before = std::move(text);
    }
  }
  return all;
}

std::string given_name(const Record& child) {
  const std::string known_as = texts_in(child, "identity.known_as");
  return known_as.empty() ? texts_in(child, "identity.given_name") : known_as;
}

std::string without_name(const Record& child) {
  const std::string number = texts_in(child, case_number_field);
  const Head* first = first_head(child);
  return number.empty() && first != nullptr ? "added " + when_words(first->at, Instant{})
                                            : "number " + number;
}

}  // namespace

Result<CaseFile> load_case_file(const Desk& desk, const RecordId& child) {
  HW_TRY(records, desk.store.records_of_child(child));
  CaseFile file;
  for (Record& record : records) {
    put_in(file, std::move(record));
  }
  if (file.child.header().id != child) {
    return Error{Code::not_found, "This child's record is not on this tablet."};
  }
  sort_episodes(file);
  return file;
}

const Record* interview_of(const CaseFile& file, const RecordId& episode) {
  const auto found =
      std::find_if(file.interviews.begin(), file.interviews.end(),
                   [&](const Record& record) { return record.header().episode == episode; });
  return found == file.interviews.end() ? nullptr : &*found;
}

std::vector<const Record*> offers_of(const CaseFile& file, const RecordId& episode) {
  std::vector<const Record*> offers;
  for (const Record& offer : file.offers) {
    if (offer.header().episode == episode) {
      offers.push_back(&offer);
    }
  }
  return offers;
}

InterviewStanding standing_in(const CaseFile& file, const Record& record) {
  return standing_of(record, file.submissions, file.oversights);
}

bool is_still_away(const Record& episode) {
  const std::vector<Head>& returned = episode.heads("came_back.returned");
  return instant_in(episode, "absence.began").has_value() &&
         std::all_of(returned.begin(), returned.end(),
                     [](const Head& head) { return head.version.value.is_blank(); });
}

std::optional<Instant> instant_in(const Record& record, const FieldKey& field) {
  std::optional<Instant> earliest;
  for (const Head& head : record.heads(field)) {
    const auto at = head.version.value.as_instant();
    if (at && (!earliest || *at < *earliest)) {
      earliest = at;
    }
  }
  return earliest;
}

std::string code_in(const Record& record, const FieldKey& field) {
  const Value* value = record.value(field);
  return value == nullptr ? "" : value->as_code().value_or("");
}

std::string child_name(const Record& child) {
  const std::string given = given_name(child);
  const std::string family = texts_in(child, "identity.family_name");
  const std::string name = given + (given.empty() || family.empty() ? "" : " ") + family;
  return name.empty() ? "Name not recorded (" + without_name(child) + ")" : name;
}

std::string child_called(const Record& child) {
  const std::string given = given_name(child);
  return given.empty() ? "this child" : given;
}

}  // namespace homeward
