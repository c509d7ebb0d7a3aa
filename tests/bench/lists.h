// The list of children and My work of a large caseload as a tablet keeps them
// (wasm/caseload.h): made from scratch, and after a change to one child. Records in an
// SQLite store in memory; the answer to the page is not part of it.
#pragma once

#include <memory>

#include "sync/sqlite_store.h"
#include "wasm/desk.h"

namespace homeward::bench {

class Lists {
 public:
  // Each child has two times away, the first with an interview offered.
  static Result<std::unique_ptr<Lists>> of(std::size_t children);

  Result<void> make_from_scratch();
  // One answer about the newest time away of one child; then the lists.
  Result<void> make_after_a_change(std::size_t child);
  // How many children were read and judged so far, each time counted.
  std::uint64_t made() const { return desk_->caseload.made(); }

 private:
  Lists(std::unique_ptr<SqliteClientStore> store, Pack pack, WorkingCalendar calendar);
  Result<void> fill(std::size_t children);
  Result<void> put(const RecordHeader& record,
                   const std::vector<std::pair<FieldKey, Value>>& answers);

  struct NoRandom : Random {
    Bytes octets(std::size_t count) override { return Bytes(count, '\0'); }
  };

  std::unique_ptr<SqliteClientStore> store_;
  Pack pack_;
  WorkingCalendar calendar_;
  NoRandom random_;
  std::uint64_t numbered_ = 0;
  std::unique_ptr<Desk> desk_;
};

}  // namespace homeward::bench
