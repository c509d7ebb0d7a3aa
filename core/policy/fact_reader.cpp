#include "core/policy/fact_reader.h"

#include <algorithm>

#include "core/base/sorting.h"

namespace homeward {
namespace {

const KeyForm* form_of(EventType type, Key key) {
  const auto forms = keys_of(type);
  const auto found =
      std::find_if(forms.begin(), forms.end(), [&](const KeyForm& one) { return one.key == key; });
  return found == forms.end() ? nullptr : &*found;
}

bool says(const Event& event, Key key) {
  return std::any_of(event.said.begin(), event.said.end(),
                     [&](const Said& one) { return one.key == key; });
}

bool is_whole(const Event& event, const KeyForm& form) {
  switch (form.as) {
    case SaidAs::text:
      return !(form.key == Key::rule ? event.rule
               : form.key == Key::of ? event.of
                                     : event.why)
                  .empty();
    case SaidAs::instant:
      return (form.key == Key::until ? event.until : event.planned_for).has_value();
    case SaidAs::date:
      return event.date.has_value();
    default:
      return says(event, form.key);
  }
}

}  // namespace

std::string Answered::code(std::string_view name) const {
  const Value* found = value(name);
  return found == nullptr ? "" : found->as_code().value_or("");
}

std::vector<std::string> Answered::codes(std::string_view name) const {
  const Value* found = value(name);
  return found == nullptr ? std::vector<std::string>{}
                          : found->as_codes().value_or(std::vector<std::string>{});
}

std::string Answered::text(std::string_view name) const {
  const Value* found = value(name);
  return found == nullptr ? "" : found->as_text().value_or("");
}

std::optional<bool> Answered::yes_or_no(std::string_view name) const {
  const Value* found = value(name);
  return found == nullptr ? std::nullopt : found->as_yes_no();
}

bool Answered::yes(std::string_view name) const {
  return yes_or_no(name).value_or(false);
}

std::optional<Instant> Answered::instant(std::string_view name) const {
  const Value* found = value(name);
  return found == nullptr ? std::nullopt : found->as_instant();
}

std::optional<Instant> Answered::earliest(std::string_view name) const {
  std::optional<Instant> earliest;
  for (const Head& head : record_.heads(key(name))) {
    const auto at = head.version.value.as_instant();
    if (at && (!earliest || *at < *earliest)) {
      earliest = at;
    }
  }
  return earliest;
}

std::string Answered::gravest(std::string_view name,
                              const std::vector<std::string>& from_least) const {
  auto gravest = from_least.begin();
  std::string said;
  for (const Head& head : record_.heads(key(name))) {
    const std::string code = head.version.value.as_code().value_or("");
    const auto found = std::find(from_least.begin(), from_least.end(), code);
    if (found != from_least.end() && (said.empty() || found > gravest)) {
      gravest = found;
      said = code;
    }
  }
  return said;
}

std::optional<LocalDate> Answered::date(std::string_view name) const {
  const Value* found = value(name);
  const auto text = found == nullptr ? std::nullopt : found->as_date();
  const auto parsed = text ? parse_date(*text) : Result<LocalDate>(LocalDate{});
  return text && parsed.ok() ? std::optional(parsed.value()) : std::nullopt;
}

std::optional<Instant> Answered::day(std::string_view name) const {
  const auto found = date(name);
  return found ? std::optional(instant_of({*found, {}})) : std::nullopt;
}

std::optional<std::string> Answered::id(std::string_view name) const {
  const Value* found = value(name);
  const auto octets = found == nullptr ? std::nullopt : found->as_octets_of(ValueKind::id);
  return octets ? std::optional(RecordId::of(*octets).hex()) : std::nullopt;
}

std::optional<Instant> Answered::written(std::string_view name) const {
  const std::vector<Head>& heads = record_.heads(key(name));
  return heads.empty() ? std::nullopt : std::optional(heads.front().at);
}

std::vector<Answered> Answered::rows(std::string_view list) const {
  std::vector<Answered> found;
  const std::string name = key(list);
  for (const Row& row : record_.rows(name)) {
    found.emplace_back(record_, row_key(name, row.id) + "/");
  }
  return found;
}

std::optional<Instant> first_written(const Record& record) {
  std::optional<Instant> first;
  for (const auto& [key, heads] : record.fields()) {
    for (const Head& head : heads) {
      if (!first || head.at < *first) {
        first = head.at;
      }
    }
  }
  return first;
}

Event* FactWriter::add(EventType type, std::optional<Instant> at, const RecordId& episode) {
  if (!at) {
    return nullptr;
  }
  Event event;
  event.at = *at;
  event.type = type;
  event.episode = episode.is_zero() ? "" : episode.hex();
  events_.push_back(std::move(event));
  return &events_.back();
}

void FactWriter::say(Event& event, Key key, std::string_view said) const {
  const KeyForm* form = form_of(event.type, key);
  if (form != nullptr && contains(form->vocabulary, said)) {
    event.say(key, word(said));
  }
}

void FactWriter::say(Event& event, Key key, const std::vector<std::string>& all) const {
  const KeyForm* form = form_of(event.type, key);
  Said said{key, {}};
  for (const std::string& one : all) {
    if (form != nullptr && contains(form->vocabulary, one)) {
      said.words.push_back(word(one));
    }
  }
  if (form != nullptr) {
    event.said.push_back(std::move(said));
  }
}

void FactWriter::say_whether(Event& event, Key key, bool yes) const {
  if (form_of(event.type, key) != nullptr) {
    event.say(key, word_of(yes));
  }
}

std::vector<Event> FactWriter::done() {
  std::vector<Event> whole;
  for (Event& event : events_) {
    bool lacks = !may_lack_episode(event.type) && event.episode.empty();
    for (const KeyForm& form : keys_of(event.type)) {
      const bool said = is_whole(event, form);
      lacks = lacks || (form.must && !said);
      if (!said && !form.must && !form.otherwise.empty()) {
        event.say(form.key, word(form.otherwise));
      }
    }
    if (!lacks) {
      whole.push_back(std::move(event));
    }
  }
  sort_stably(whole, [](const Event& a, const Event& b) { return a.at < b.at; });
  return whole;
}

}  // namespace homeward
