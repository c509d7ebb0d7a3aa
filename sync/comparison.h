// The tablet's half of a comparison with the council (sync/compare.h; P36 to P39).
//
//   Comparison comparison(store);
//   while (!comparison.is_over()) {
//     HW_TRY(octets, comparison.request());
//     HW_CHECK(comparison.take(answer));     // one transaction: what differs is mended
//   }
//
// Nothing that is here is ever taken away: what the council has and the tablet has not is
// added, what differs by another's hand is replaced by the council's, whose chain of it was
// checked, and what cannot be settled so is left as it is and named.
//
// It holds for one state of the store: where something was sent or received since it
// began, take() answers `unavailable`, and another is begun later.
#pragma once

#include <set>
#include <utility>
#include <vector>

#include "sync/compare.h"

namespace homeward {

struct Differs {
  enum class Why : std::uint8_t {
    council_lacks = 0,      // the council has fewer changes of it than it gave a receipt for
    council_differs = 1,    // the council's copy of an own change is not what was sent
    unreadable_here = 2,    // what is stored of it here cannot be read
    unreadable_change = 3,  // the council has a change of it that this program cannot read
  };
  RecordHeader record;
  Why why = Why::council_lacks;

  bool operator==(const Differs&) const = default;
};

// What a comparison came to.
struct Compared {
  std::uint64_t records = 0;         // that were compared, with those that came by it
  std::vector<RecordHeader> mended;  // by record
  std::vector<Differs> left;         // by record: not mended

  bool operator==(const Compared&) const = default;
};

class Comparison {
 public:
  // `store` outlives it; its state has an origin.
  explicit Comparison(ClientStore& store) : store_(store) {}

  bool is_over() const { return is_over_; }

  Result<Bytes> request();
  // `unavailable` where the tablet has to synchronise first.
  Result<void> take(BytesView answer);

  const Compared& found() const { return found_; }

 private:
  Result<void> begin();
  Result<void> sum_up_here();
  Result<std::vector<Change>> counted(const RecordId& record) const;
  Result<void> look_at(const CompareAnswer& answer);
  Result<void> look_at_named(const Range& range, const std::vector<Summed>& there);
  Result<void> leave_missing(const Place& place);
  Result<void> mend(const WholeRecord& whole);
  Result<void> mend_with(const WholeRecord& whole, const std::vector<Change>& here,
                         const std::vector<Change>& there);
  Result<bool> is_own_as_sent(const Change& change) const;
  void leave(const RecordHeader& record, Differs::Why why);

  ClientStore& store_;
  bool has_begun_ = false;
  bool is_over_ = false;
  ClientState state_;
  // Own changes, under former origins too, that the council keeps apart (S2).
  std::set<std::pair<Origin, std::uint64_t>> apart_;
  std::vector<Summed> here_;  // ascending
  std::set<Place> unreadable_;
  std::vector<Range> open_;
  std::set<Place> wanted_;
  std::optional<ReplyTo> waiting_for_;
  Compared found_;
};

// ---- how they are written

template <class Archive>
void serialize(Archive& archive, Differs& differs) {
  auto why = static_cast<std::uint8_t>(differs.why);
  archive(differs.record, why);
  differs.why = static_cast<Differs::Why>(why);
}
template <class Archive>
void serialize(Archive& archive, Compared& compared) {
  archive(compared.records, compared.mended, compared.left);
}

}  // namespace homeward
