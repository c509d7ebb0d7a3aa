#include <algorithm>
#include <set>

#include "core/embedded.h"
#include "core/form/instrument.h"
#include "core/json/strict.h"

namespace homeward {

namespace {

constexpr std::int64_t points_of_tick_max = 100;
constexpr std::int64_t months_max = 120;
constexpr std::size_t id_length_max = 24;  // its code, a part and an item make a field's key

std::string read_id(JsonObject& from, std::set<std::string>& seen) {
  std::string id = from.text("id");
  const bool fits =
      id.size() <= id_length_max &&
      id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
  if (!fits)
    from.mistake("id", "must be small letters, digits and _, at most 24");
  if (!id.empty() && !seen.insert(id).second)
    from.mistake("id", id + " is used twice");
  return id;
}

std::int64_t read_number(JsonObject& from, std::string_view key, std::int64_t number,
                         std::int64_t most) {
  if (number < 0 || number > most)
    from.mistake(key, "must be from 0 to " + std::to_string(most));
  return number;
}

std::vector<InstrumentColumn> read_columns(JsonObject& from) {
  std::vector<InstrumentColumn> columns;
  std::set<std::string> seen;
  for (JsonObject& entry : from.objects("columns")) {
    InstrumentColumn column;
    column.id = read_id(entry, seen);
    column.label = entry.text("label");
    column.points = read_number(entry, "points", entry.whole_number("points"), points_of_tick_max);
    column.months =
        read_number(entry, "months", entry.whole_number_if_any("months").value_or(0), months_max);
    entry.no_more_keys();
    columns.push_back(std::move(column));
  }
  if (columns.empty())
    from.mistake("columns", "must name at least one");
  return columns;
}

std::vector<InstrumentItem> read_items(JsonObject& from) {
  std::vector<InstrumentItem> items;
  std::set<std::string> seen;
  for (JsonObject& entry : from.objects("items")) {
    std::string id = read_id(entry, seen);
    items.push_back({std::move(id), entry.text("label")});
    entry.no_more_keys();
  }
  if (items.empty())
    from.mistake("items", "must name at least one");
  return items;
}

std::vector<InstrumentPart> read_parts(JsonObject& from) {
  std::vector<InstrumentPart> parts;
  std::set<std::string> seen;
  for (JsonObject& entry : from.objects("parts")) {
    InstrumentPart part;
    part.id = read_id(entry, seen);
    part.title = entry.text("title");
    part.intro = entry.text_or("intro", "");
    part.columns = read_columns(entry);
    part.items = read_items(entry);
    entry.no_more_keys();
    parts.push_back(std::move(part));
  }
  if (parts.empty())
    from.mistake("parts", "must name at least one");
  return parts;
}

std::vector<InstrumentCategory> read_categories(JsonObject& from) {
  std::vector<InstrumentCategory> categories;
  for (JsonObject& entry : from.objects("categories")) {
    InstrumentCategory category{entry.whole_number("least"), entry.whole_number("number"),
                                entry.text("label"), entry.text("advice")};
    const bool rises =
        categories.empty() ? category.least == 0 : category.least > categories.back().least;
    if (!rises)
      entry.mistake("least", "the first begins at 0, and each begins above the one before");
    entry.no_more_keys();
    categories.push_back(std::move(category));
  }
  if (categories.empty())
    from.mistake("categories", "must name at least one");
  return categories;
}

Result<std::vector<Instrument>> load_embedded() {
  std::vector<Instrument> instruments;
  for (const EmbeddedFile& file : embedded_instrument_files()) {
    HW_TRY(instrument, load_instrument(file.content, std::string(file.name) + ".json"));
    if (instrument_with_code(instruments, instrument.code()) != nullptr)
      return Error{Code::bad_input, instrument.code() + " is there already"};
    instruments.push_back(std::move(instrument));
  }
  return instruments;
}

}  // namespace

Result<Instrument> load_instrument(std::string_view json, std::string_view name) {
  HW_TRY(parsed, parse_json(json, name));
  JsonMistakes mistakes{std::string(name)};
  JsonObject from(parsed, "", mistakes);
  Instrument instrument;
  std::set<std::string> seen;
  instrument.id = read_id(from, seen);
  instrument.version = from.whole_number("version");
  if (from.has("version") && instrument.version < 1)
    from.mistake("version", "must be 1 or more");
  instrument.title = from.text("title");
  instrument.from = from.text("from");
  instrument.licence = from.text("licence");
  instrument.parts = read_parts(from);
  instrument.categories = read_categories(from);
  from.no_more_keys();
  HW_CHECK(mistakes.result());
  return instrument;
}

const std::vector<Instrument>& embedded_instruments() {
  static const std::vector<Instrument> instruments = [] {
    Result<std::vector<Instrument>> loaded = load_embedded();
    HW_ASSERT(loaded.ok());
    return std::move(loaded).value();
  }();
  return instruments;
}

}  // namespace homeward
