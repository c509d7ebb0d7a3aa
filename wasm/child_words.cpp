#include "wasm/child_words.h"

#include "core/time/civil.h"
#include "wasm/case_file.h"
#include "wasm/value_json.h"
#include "wasm/words.h"

namespace homeward {
namespace {

std::optional<LocalDate> birth_date(const Record& child) {
  const Value* value = child.value("identity.birth_date");
  const auto iso = value == nullptr ? std::nullopt : value->as_date();
  const auto date = iso ? parse_date(*iso) : Result<LocalDate>(Error{Code::not_found, ""});
  return date.ok() ? std::optional(date.value()) : std::nullopt;
}

}  // namespace

std::string age_words(const Desk& desk, const Record& child) {
  const Instant now = desk.now();
  const auto age =
      is_plausible(now) ? age_on(birth_date(child), local(now).date) : std::optional<int>();
  if (!age) {
    return "Age not known";
  }
  const bool estimated = code_in(child, "identity.birth_date_is") == "estimated";
  return (estimated ? "About " : "") + count_words(static_cast<std::size_t>(*age), "year") + " old";
}

const Head* first_head(const Record& record) {
  const Head* first = nullptr;
  for (const auto& [key, heads] : record.fields()) {
    for (const Head& head : heads) {
      if (first == nullptr || head.at < first->at) {
        first = &head;
      }
    }
  }
  return first;
}

std::string answer_words(const Desk& desk, const Record& record, const FieldKey& key) {
  const Form* form = form_of(desk, record);
  const Question* question = form == nullptr ? nullptr : form->question_of(key);
  std::string words;
  for (const Head& head : record.heads(key)) {
    words += (words.empty() ? "" : " / ") + value_words(head.version.value, question, desk.now());
  }
  return words;
}

std::string away_words(const Desk& desk, const Record& episode) {
  if (!is_still_away(episode)) {
    return "";
  }
  const std::string category =
      latest_words(desk, episode, "absence.category", "absence.category_changes");
  const Instant since = *instant_in(episode, "absence.began");
  const Instant now = desk.now();
  return (category.empty() ? "Away" : category) + " since " + when_words(since, now) +
         (since <= now ? ", for " + duration_words(now.ms - since.ms) : ", which is yet to come");
}

std::string latest_words(const Desk& desk, const Record& record, const FieldKey& first,
                         const std::string& changes) {
  std::optional<Instant> latest;
  std::string words = answer_words(desk, record, first);
  for (const Row& row : record.rows(changes)) {
    const auto at = instant_in(record, row_key(changes, row.id, "at"));
    const std::string to = answer_words(desk, record, row_key(changes, row.id, "to"));
    if (at && !to.empty() && (!latest || *latest <= *at)) {
      latest = at;
      words = to;
    }
  }
  return words;
}

}  // namespace homeward
