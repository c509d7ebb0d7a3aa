// The events that a child's records tell of: a function for each type of record
// (case_facts.h says how they are read).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/policy/fact_reader.h"

namespace homeward {

class CaseReader {
 public:
  explicit CaseReader(const std::vector<const Record*>& records) : records_(records) {}

  std::vector<Event> read();

 private:
  void read(const Record& record);
  void episode(const Record& record);
  void changes(const Answered& absence, std::string_view list, EventType type, Key key);
  void while_away(const Answered& absence);
  void came_back(const Answered& back);
  void notices(const Record& record);
  void requests(const Record& record);
  void duplicates(const Record& record);
  void offer(const Record& record);
  void consent(const Record& record);
  void interview(const Record& record);
  void parents(const Record& record);
  void submission(const Record& record);
  void oversight(const Record& record);
  void assessment(const Record& record);
  void matrix(const Record& record);
  void awareness(const Record& record, Instant matrix_at);
  void action_plan(const Record& record);
  void living_plan(const Record& record);
  void meeting(const Record& record);
  void extension(const Record& record);
  void notification(const Record& record);
  void referral(const Record& record);
  void share(const Record& record);
  void waiver(const Record& record);
  void step(const Record& record);

  const Record* subject_of(const Record& record) const;
  void document(std::optional<Instant> at, const RecordId& episode, std::string_view kind);

  const std::vector<const Record*>& records_;
  FactWriter facts_;
};

}  // namespace homeward
