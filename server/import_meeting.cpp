// Which records here the case system's children and episodes are.
#include <algorithm>
#include <map>
#include <set>

#include "core/json/strict.h"
#include "core/record/case_number.h"
#include "server/import.h"

namespace homeward {
namespace {

constexpr const char* police_reference_field = "absence.police_reference";

using Ids = std::set<RecordId>;

// The children here, by number.
class ChildrenHere {
 public:
  static Result<ChildrenHere> read(const ServerStore& store) {
    ChildrenHere here;
    HW_TRY(children, store.records_of_type("child"));
    for (const Record& child : children) {
      here.add(child);
    }
    return here;
  }

  Ids numbered(std::string_view case_id) const {
    const auto found = by_number_.find(folded_number(case_id));
    Ids ids = found == by_number_.end() ? Ids() : found->second;
    if (all_.count(child_id(case_id)) != 0) {
      ids.insert(child_id(case_id));
    }
    return ids;
  }
  bool in_conflict(const RecordId& child) const { return in_conflict_.count(child) != 0; }

 private:
  void add(const Record& child) {
    const RecordId& id = child.header().id;
    const std::vector<std::string> numbers = case_numbers(child);
    for (const std::string& number : numbers) {
      by_number_[number].insert(id);
    }
    if (numbers.size() > 1) {
      in_conflict_.insert(id);
    }
    all_.insert(id);
  }

  std::map<std::string, Ids> by_number_;
  Ids in_conflict_, all_;
};

std::string named(const Ids& ids) {
  std::string all;
  for (const RecordId& id : ids) {
    all += (all.empty() ? "" : " and ") + id.hex();
  }
  return all;
}

std::string folded_text(const Value& value) {
  return folded_number(value.as_text().value_or(""));
}

std::set<std::string> references(const Record& episode) {
  std::set<std::string> found;
  for (const Head& head : episode.heads(police_reference_field)) {
    found.insert(folded_text(head.version.value));
  }
  return found;
}

std::string told(const ImportedRecord& imported, const char* key) {
  const auto at = std::find_if(imported.answers.begin(), imported.answers.end(),
                               [&](const Version& version) { return version.field == key; });
  return at == imported.answers.end() ? "" : folded_text(at->value);
}

// What the record here was known by it says already: another spelling is no conflict.
void leave_out(ImportedRecord& imported, const char* key, const std::string& known_by) {
  std::erase_if(imported.answers, [&](const Version& version) {
    return version.field == key && folded_text(version.value) == known_by;
  });
}

// Turns records one by one, and says what is not certain.
class Meeting {
 public:
  Meeting(const ServerStore& store, ImportClerk clerk, JsonMistakes& mistakes)
      : store_(store), clerk_(std::move(clerk)), mistakes_(mistakes) {}

  void meet_child(ImportedChild& imported, const ChildrenHere& here) {
    ImportedRecord& child = imported.child;
    const std::string place = child.place + ".case_id";
    const RecordId own = child_id(child.number);
    const Ids found = here.numbered(child.number);
    if (found.size() > 1) {
      return mistakes_.add(place, "more than one child here has the number \"" + child.number +
                                      "\": " + named(found) + ". Correct it in one of them");
    }
    const RecordId id = found.empty() ? own : *found.begin();
    if (id != own && here.in_conflict(id)) {
      return mistakes_.add(place, "the child " + id.hex() + " has this number and another, in " +
                                      "conflict. Settle it there");
    }
    child.header = {id, "child", id, {}};
    if (id != own) {
      leave_out(child, case_number_field, folded_number(child.number));
    }
    for (ImportedRecord& episode : imported.episodes) {
      episode.header = {episode_id(id, episode.number), "episode", id,
                        episode_id(id, episode.number)};
    }
    take(child, place);
  }

  Result<void> meet_episode(ImportedRecord& episode) {
    const std::string place = episode.place + ".ref";
    HW_TRY(found, begun_on_tablets(episode));
    if (found.size() > 1) {
      mistakes_.add(place, "more than one episode of this child here has its police reference: " +
                               named(found) + ". Correct it in one of them");
      return {};
    }
    if (!found.empty()) {
      const RecordId& id = *found.begin();
      HW_TRY(here, store_.record(id));
      if (references(*here).size() > 1) {
        mistakes_.add(place, "the episode " + id.hex() + " has its police reference and another, " +
                                 "in conflict. Settle it there");
        return {};
      }
      episode.header.id = episode.header.episode = id;
      leave_out(episode, police_reference_field, told(episode, police_reference_field));
    }
    take(episode, place);
    return {};
  }

 private:
  // With the same police reference; none where the case system has told of the episode before.
  Result<Ids> begun_on_tablets(const ImportedRecord& episode) const {
    Ids found;
    const std::string reference = told(episode, police_reference_field);
    HW_TRY(here, store_.record(episode.header.id));
    if (reference.empty() || here) {
      return found;
    }
    HW_TRY(records, store_.records_of_child(episode.header.child));
    for (const Record& record : records) {
      if (record.header().type != "episode" || references(record).count(reference) == 0) {
        continue;
      }
      HW_TRY(history, store_.history(record.header().id));
      if (!clerk_.wrote(history.front().origin)) {
        found.insert(record.header().id);
      }
    }
    return found;
  }

  // No two entries are one record.
  void take(const ImportedRecord& imported, const std::string& place) {
    const auto [at, is_first] = taken_.emplace(imported.header.id, imported.place);
    if (!is_first) {
      mistakes_.add(place,
                    "is the same record here as " + at->second + ": " + imported.header.id.hex());
    }
  }

  const ServerStore& store_;
  const ImportClerk clerk_;
  JsonMistakes& mistakes_;
  std::map<RecordId, std::string> taken_;
};

}  // namespace

Result<void> meet_records(std::vector<ImportedChild>& children, std::string_view name,
                          const ServerStore& store) {
  HW_TRY(here, ChildrenHere::read(store));
  HW_TRY(clerk, import_clerk(store));
  JsonMistakes mistakes{std::string(name)};
  Meeting meeting(store, clerk, mistakes);
  for (ImportedChild& child : children) {
    meeting.meet_child(child, here);
    for (ImportedRecord& episode : child.episodes) {
      HW_CHECK(meeting.meet_episode(episode));
    }
  }
  return mistakes.result();
}

Result<std::vector<RecordId>> children_numbered(const ServerStore& store,
                                                std::string_view case_id) {
  HW_TRY(here, ChildrenHere::read(store));
  const Ids ids = here.numbered(case_id);
  return std::vector<RecordId>(ids.begin(), ids.end());
}

}  // namespace homeward
