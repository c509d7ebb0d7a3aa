#include "wasm/doubts.h"

#include <algorithm>
#include <array>

#include "core/time/civil.h"
#include "wasm/record_json.h"
#include "wasm/value_json.h"
#include "wasm/words.h"

namespace homeward {
namespace {

// Answers that tell of what has been.
constexpr std::array of_the_past{
    "identity.birth_date",     "absence.began",      "absence.last_seen",
    "absence.reported",        "came_back.returned", "came_back.safe_and_well_at",
    "came_back.prevention_at", "offer.offered",      "before_we_start.started",
    "before_we_start.ended",   "consent.when",       "about.made_on"};

struct Order {
  const char* before;
  const char* after;
};

// Of one record, or of its time away and it.
constexpr std::array orders{Order{"absence.began", "came_back.returned"},
                            Order{"came_back.returned", "came_back.safe_and_well_at"},
                            Order{"before_we_start.started", "before_we_start.ended"},
                            Order{"came_back.returned", "before_we_start.started"}};

// No child, and nobody who left care: so old that a year is more likely mistyped.
constexpr int years_max = 26;

// When it began at the earliest; nothing of two in conflict, or of no date.
std::optional<Instant> moment_of(const Record& record, const FieldKey& key) {
  const Value* value = record.in_conflict(key) ? nullptr : record.value(key);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (const auto iso = value->as_date()) {
    const Result<LocalDate> date = parse_date(*iso);
    return date.ok() ? std::optional(instant_of({date.value(), {}})) : std::nullopt;
  }
  const auto at = value->as_instant();
  return at && is_plausible(*at) ? at : std::nullopt;
}

class Doubts {
 public:
  Doubts(const Desk& desk, const CaseFile& file, const Record& typed)
      : desk_(desk), typed_(typed), episode_(episode_of(file, typed)) {}

  void ask() {
    for (const char* key : of_the_past) {
      const auto at = moment_of(typed_, key);
      if (at && *at > desk_.now()) {
        add(key, "This is yet to come: " + words(typed_, key));
      }
    }
    ask_age();
    for (const Order& order : orders) {
      ask(order);
    }
  }

  boost::json::array list;

 private:
  void add(const FieldKey& key, const std::string& what) {
    list.push_back({{"key", key}, {"says", what + ". Is it right? It is saved as it stands."}});
  }

  void ask_age() {
    const FieldKey key = "identity.birth_date";
    const auto born = moment_of(typed_, key);
    const Instant now = desk_.now();
    if (born && is_plausible(now) &&
        local(*born).date < plus_months(local(now).date, -12 * years_max)) {
      add(key,
          "This is more than " + std::to_string(years_max) + " years ago: " + words(typed_, key));
    }
  }

  void ask(const Order& order) {
    const Record* of_before = holder(order.before);
    const auto before = of_before == nullptr ? std::nullopt : moment_of(*of_before, order.before);
    const auto after = moment_of(typed_, order.after);
    if (before && after && *after < *before) {
      const std::string what =
          told(typed_, order.after) + " is before " + told(*of_before, order.before);
      add(order.after, what);
      if (of_before == &typed_) {
        add(order.before, what);
      }
    }
  }

  // The record itself, or else the time away that it is about.
  const Record* holder(const FieldKey& key) const {
    return !typed_.heads(key).empty() ? &typed_ : episode_ == &typed_ ? nullptr : episode_;
  }

  std::string words(const Record& record, const FieldKey& key) const {
    return value_words(*record.value(key), question(record, key), desk_.now());
  }

  // "“Returned or found” (Saturday 28 March, 06:40)"
  std::string told(const Record& record, const FieldKey& key) const {
    const Question* asked = question(record, key);
    return "“" + (asked == nullptr ? key : asked->label) + "” (" + words(record, key) + ")";
  }

  const Question* question(const Record& record, const FieldKey& key) const {
    const Form* form = form_of(desk_, record);
    return form == nullptr ? nullptr : form->question_of(key);
  }

  const Desk& desk_;
  const Record& typed_;
  const Record* episode_;
};

}  // namespace

boost::json::array doubts_json(const Desk& desk, const CaseFile& file, const Record& typed) {
  Doubts doubts(desk, file, typed);
  doubts.ask();
  return std::move(doubts.list);
}

}  // namespace homeward
