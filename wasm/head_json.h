// One version in view, as the page shows it (Head in api.ts).
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "wasm/desk.h"

namespace homeward {

// Names a head to the page, which gives it back to settle; opaque there.
std::string head_name(const Head& head);
std::string head_name(const Name& name);

// `refused`, in words, where one of `now` came from another device and is not among
// the names that were on the screen: nobody here has weighed it (M4, M5).
Result<void> check_all_shown(const Desk& desk, const std::vector<Name>& now,
                             const std::vector<std::string>& shown);

// What every head of a view is shown with.
struct HeadContext {
  const Desk& desk;
  Origin origin;                // of this tablet
  std::uint64_t confirmed = 0;  // own changes up to this are held by the council (S3)
  Instant now;

  // Changes of this tablet that the council keeps in quarantine (S2).
  std::set<std::pair<Origin, std::uint64_t>> set_aside;

  bool is_set_aside(const Head& head) const {
    return set_aside.count({head.origin, head.number}) > 0;
  }
  bool is_received(const Head& head) const { return head.origin != origin; }
  // Signed for to this tablet (S3), or come from the council: others' changes, and those under
  // an earlier origin of this tablet, for which it has signed (S11).
  bool is_at_council(const Head& head) const {
    return !is_set_aside(head) && (is_received(head) || head.number <= confirmed);
  }
};
Result<HeadContext> head_context(const Desk& desk);

// Origins of those who wrote on several tablets (tablets_of() in versions.h).
using Tablets = std::map<Origin, std::size_t>;

// `question` may be null.
boost::json::object head_json(const HeadContext& context, const Head& head,
                              const Question* question, const Tablets& tablets);

// The two sides of a row: those who removed it, and, where it is still there, who
// keeps it, be it only by an edit beside the removal (M5).
std::vector<Head> presence_heads(const Record& record, const FieldKey& presence);

}  // namespace homeward
