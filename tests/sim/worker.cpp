#include "tests/sim/worker.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <cstring>

#include "core/form/answers.h"
#include "core/record/lifecycle.h"
#include "core/record/names.h"
#include "tests/sync/loopback.h"
#include "wasm/head_json.h"
#include "wasm/versions.h"

namespace homeward::sim {
namespace {

// Where workers write in each type of record: fields, and columns of rows.
struct Field {
  const char* type;
  const char* list;  // or none
  const char* key;
};
constexpr Field fields[] = {
    {"interview", nullptr, "what_happened.why"},
    {"interview", nullptr, "what_happened.where"},
    {"interview", nullptr, "interviewers_view.analysis"},
    {"interview", "what_happened.who_with", "name"},
    {"interview", "what_happened.who_with", "words"},
    {"safety_plan", nullptr, "our_agreement.agrees"},
    {"safety_plan", nullptr, "people_and_places.named_person"},
    {"safety_plan", "people_and_places.safe_people", "name"},
    {"trigger_plan", nullptr, "background.words"},
    {"trigger_plan", "where_to_look.places", "address"},
};
constexpr const char* coded = "our_agreement.agrees";
constexpr const char* codes[] = {"yes", "partly", "no"};
constexpr const char* common_words[] = {"the same", "forbidden"};

std::vector<Field> fields_of(const std::string& type) {
  std::vector<Field> found;
  std::copy_if(std::begin(fields), std::end(fields), std::back_inserter(found),
               [&](const Field& field) { return type == field.type; });
  return found;
}

std::string list_of(const std::string& type) {
  for (const Field& field : fields) {
    if (type == field.type && field.list != nullptr) {
      return field.list;
    }
  }
  return "";
}

Json value_json(const Value& value) {
  if (value.as_code()) {
    return {{"kind", "code"}, {"code", *value.as_code()}};
  }
  return {{"kind", "text"}, {"text", value.as_text().value_or("")}};
}

boost::json::array names_json(const std::vector<Name>& names) {
  boost::json::array list;
  for (const Name& name : names) {
    list.emplace_back(head_name(name));
  }
  return list;
}

bool is_ok(const Json& answer) {
  return answer.at("ok").as_bool();
}

std::string code_of(const Json& answer) {
  return is_ok(answer) ? "" : answer.at("problem").at("code").as_string().c_str();
}

Version version_of(FieldKey field, Value value, std::vector<Name> seen) {
  Version version;
  version.field = std::move(field);
  version.value = std::move(value);
  version.seen = std::move(seen);
  return version;
}

}  // namespace

Worker::Worker(const Tablet::Owner& owner, bool encrypted, std::uint64_t seed,
               const Instant& true_time, const Weather& weather)
    : true_time_(true_time),
      weather_(weather),
      dice_(seed),
      tablet_(owner, encrypted, seed + 1, [this] { return true_time_.plus_ms(clock_ahead_ms_); }) {}

void Worker::fail(const std::string& why) {
  if (failure_.empty()) {
    failure_ = why;
  }
}

// ---- on a disk that may stop or fill up

void Worker::arm() {
  Disk& disk = tablet_.disk();
  if (dice_.chance(weather_.stops)) {
    disk.stop_after(dice_.calls());
  } else if (dice_.chance(weather_.full)) {
    disk.fill_after(1 + static_cast<unsigned>(dice_.draw(4)));
  }
}

// What the worker was told; a machine that stopped told nothing, and is started again.
Worker::Came Worker::disarm(bool is_ok) {
  Disk& disk = tablet_.disk();
  if (disk.is_stopped()) {
    restart(dice_.chance(70) ? Disk::Fate::power_lost : Disk::Fate::program_died);
    return Came::unknown;
  }
  disk.behave();
  return is_ok ? Came::through : Came::refused;
}

void Worker::restart(Disk::Fate fate) {
  tablet_.close();
  tablet_.disk().start_again(fate);
  if (dice_.chance(weather_.stops)) {  // in the middle of its start
    tablet_.disk().stop_after(dice_.calls());
    (void)tablet_.open();
    tablet_.close();
    tablet_.disk().start_again(fate);
  }
  const auto opened = tablet_.open();
  if (!opened.ok()) {
    fail("T1: the database does not open: " + opened.error().detail);
  }
}

Json Worker::ask(std::string_view name, const JsonArgs& args, Act& act) {
  if (!failure_.empty()) {
    return {{"ok", false}, {"problem", {{"code", "failed"}}}};
  }
  arm();
  return finish(tablet_.ask(name, args), act);
}

Json Worker::finish(Json answer, Act& act) {
  const bool was_full = tablet_.disk().was_full();
  act.came = disarm(is_ok(answer));
  const std::string code = code_of(answer);
  const bool is_trouble = code == "storage_full" || code == "busy" || code == "damaged";
  if (act.came == Came::refused && is_trouble && !was_full) {
    fail("T5: " + code + ", and nothing was wrong with the disk");
  }
  if (act.came == Came::refused && code == "bad_input") {
    fail("T1: a good answer was refused");
  }
  if (act.came == Came::refused && was_full && code != "storage_full") {
    fail("T5: a full disk was told as " + code);
  }
  return answer;
}

std::string Worker::said(const char* what, const Act& act) const {
  const char* const came[] = {"saved", "refused", "machine stopped"};
  return std::string(what) + " " + came[static_cast<int>(act.came)];
}

// ---- acts

std::string Worker::begin(const RecordHeader& record) {
  Act act;
  act.record = record;
  const bool is_new = !tablet_.store().record(record.id).value().has_value();
  const Json episode = record.episode.is_zero() ? Json(nullptr) : Json(record.episode.hex());
  if (is_new) {
    const Form* form = embedded_form_library().latest(record.type);
    act.writes = {version_of(FieldKey(form_version_field), Value::whole_number(form->version), {})};
  }
  ask("begin", {{"type", record.type}, {"child", record.child.hex()}, {"episode", episode}}, act);
  observe(act);
  return said("begin", act) + " " + record.type;
}

// What the person types into; of two in conflict only their own, or one of others' (M4).
std::vector<Name> Worker::shown_when_typing(const RecordHeader& record,
                                            const FieldKey& field) const {
  const auto typed = drafts_.find({record.id, field});
  if (typed != drafts_.end()) {
    return typed->second.version.seen;
  }
  HeadsByField heads = heads_of(tablet_.store().history(record.id).value());
  std::vector<Written>& shown = heads[field];
  if (in_conflict(heads, field)) {
    const Written first = shown.front();
    shown.erase(std::remove_if(shown.begin(), shown.end(),
                               [&](const Written& head) { return head.author != owner().user; }),
                shown.end());
    if (shown.empty()) {
      shown.push_back(first);
    }
  }
  return names_of(shown);
}

Value Worker::some_value(const FieldKey& field) {
  if (field == coded) {
    return Value::code(dice_.one_of(codes));
  }
  if (dice_.chance(15)) {
    return Value::text(dice_.one_of(common_words));
  }
  if (dice_.chance(4)) {
    return Value::blank();
  }
  return Value::text("words " + std::to_string(++words_) + " of " + owner().origin.hex());
}

std::optional<FieldKey> Worker::some_field(const RecordHeader& record) {
  const auto here = tablet_.store().record(record.id).value();
  const std::vector<Field> known = fields_of(record.type);
  const Field& field = known[dice_.chance(50) ? 0 : dice_.draw(known.size())];
  if (field.list == nullptr) {
    return field.key;
  }
  const std::vector<Row> rows = here ? here->rows(field.list) : std::vector<Row>();
  if (rows.empty()) {
    return std::nullopt;
  }
  return row_key(field.list, dice_.one_of(rows).id, field.key);
}

std::string Worker::type(const RecordHeader& record) {
  const std::optional<FieldKey> field = some_field(record);
  if (!field) {
    return "type nowhere";
  }
  Act act;
  act.record = record;
  Version version = version_of(*field, some_value(*field), shown_when_typing(record, *field));
  const bool by_child = *field == coded || (record.type == "safety_plan" && dice_.chance(50));
  version.said_by = by_child ? SaidBy::child : SaidBy::observed;
  version.sharing = dice_.chance(80) ? Sharing::case_file : Sharing::police;
  ask("type",
      {{"record", record.id.hex()},
       {"key", *field},
       {"value", value_json(version.value)},
       {"said_by", name_of(version.said_by)},
       {"sharing", name_of(version.sharing)},
       {"shown", names_json(version.seen)}},
      act);
  note_typed(record, std::move(version), act.came);
  observe(act);
  return said("type", act) + " " + record.type + " " + *field;
}

void Worker::note_typed(const RecordHeader& record, Version version, Came came) {
  const Place place{record.id, version.field};
  const auto before = drafts_.find(place);
  if (came == Came::through) {
    drafts_[place] = {record, std::move(version), tablet_.now(), {}, false};
  } else if (came == Came::unknown && before == drafts_.end()) {
    drafts_[place] = {record, std::move(version), tablet_.now(), {}, true};
  } else if (came == Came::unknown) {
    before->second.or_else.push_back(std::move(version));
  }
}

std::string Worker::leave(const RecordHeader& record) {
  Act act;
  act.record = record;
  act.numbers = Numbers::of_record;
  ask("leave", {{"record", record.id.hex()}, {"key", nullptr}}, act);
  observe(act);
  return said("leave", act);
}

// Nothing of the record is a draft any more: what the act is about stands as it is.
bool Worker::leaves(const RecordHeader& record) {
  leave(record);
  return std::none_of(drafts_.begin(), drafts_.end(),
                      [&](const auto& typed) { return typed.second.record == record; });
}

std::string Worker::tick() {
  Act act;
  act.numbers = Numbers::quiet;
  ask("tick", {}, act);
  observe(act);
  return said("tick", act);
}

std::string Worker::number_all() {
  Act act;
  act.numbers = Numbers::all;
  ask("number_all", {}, act);
  observe(act);
  return said("number all", act);
}

std::string Worker::lock_and_unlock() {
  const std::string numbered = number_all();
  arm();
  tablet_.close();
  Act act;
  if (tablet_.disk().is_stopped()) {
    restart(Disk::Fate::power_lost);
  } else {
    tablet_.disk().behave();
    restart(Disk::Fate::program_died);
  }
  observe(act);
  return numbered + ", locked and unlocked";
}

std::string Worker::add_row(const RecordHeader& record) {
  Act act;
  act.record = record;
  act.adds_row_to = list_of(record.type);
  ask("add_row", {{"record", record.id.hex()}, {"list", act.adds_row_to}}, act);
  observe(act);
  if (act.came == Came::through && !act.adds_row_to.empty()) {
    fail("T1: told \"saved\", and the row was not written");
  }
  return said("add row", act);
}

std::string Worker::remove_row(const RecordHeader& record) {
  if (!leaves(record)) {
    return "interrupted";
  }
  const auto here = tablet_.store().record(record.id).value();
  const std::string list = list_of(record.type);
  const std::vector<Row> rows = here ? here->rows(list) : std::vector<Row>();
  if (rows.empty()) {
    return "remove no row";
  }
  const std::string row = dice_.one_of(rows).id;
  const std::vector<Name> names = here->seen_of_row(list, row);
  Act act;
  act.record = record;
  act.numbers = Numbers::of_record;
  act.writes = {version_of(row_key(list, row), Value::removed(), names)};
  ask("remove_row",
      {{"record", record.id.hex()}, {"list", list}, {"row", row}, {"shown", names_json(names)}},
      act);
  observe(act);
  return said("remove row", act);
}

std::string Worker::settle(const RecordHeader& record) {
  if (!leaves(record)) {
    return "interrupted";
  }
  const auto here = tablet_.store().record(record.id).value();
  const std::vector<FieldKey> conflicts = here ? here->conflicts() : std::vector<FieldKey>();
  if (conflicts.empty()) {
    return "settle nothing";
  }
  Act act;
  act.record = record;
  act.numbers = Numbers::of_record;
  const FieldKey field = dice_.one_of(conflicts);
  settle_field(*here, field, act);
  observe(act);
  return said("settle", act) + " " + field;
}

// One of the heads is kept, or something new is written; either has seen them all.
void Worker::settle_field(const Record& record, const FieldKey& field, Act& act) {
  const auto row = parse_row_key(field);
  const bool is_row = row && row->column.empty();
  const std::vector<Head> heads = is_row ? presence_heads(record, field) : record.heads(field);
  const Head& kept = dice_.one_of(heads);
  const bool is_new = !is_row && field != coded && dice_.chance(40);
  std::vector<Name> names = record.seen(field);
  Version version = kept.version;
  version.field = field;
  if (is_row) {
    const std::vector<Name> all = record.seen_of_row(std::string(row->list), std::string(row->row));
    const bool removes = kept.version.value == Value::removed();
    version = version_of(field, kept.version.value, removes ? all : names);
    names = all;
  } else {
    const auto own = std::find_if(heads.begin(), heads.end(),
                                  [&](const Head& head) { return head.author == owner().user; });
    const Head& model = own == heads.end() ? heads.front() : *own;
    version = is_new ? model.version : version;
    const bool alike = std::all_of(heads.begin(), heads.end(), [&](const Head& head) {
      return head.version.sharing == heads.front().version.sharing;
    });
    version.sharing = is_new && !alike ? Sharing::case_file : version.sharing;
    version.value = is_new ? Value::text("settled " + std::to_string(++words_)) : version.value;
    version.seen = names;
  }
  act.writes = {version};
  // What was not on the screen cannot be settled.
  const bool hides_one = dice_.chance(15) && names.back().origin != owner().origin;
  if (hides_one) {
    names.pop_back();
  }
  ask("settle",
      {{"record", record.header().id.hex()},
       {"key", field},
       {"shown", names_json(names)},
       {"keep", is_new ? Json(nullptr) : Json(head_name(kept))},
       {"value", is_new ? value_json(version.value) : Json(nullptr)}},
      act);
  if (hides_one && act.came == Came::through) {
    fail("M4: an answer that was not on the screen was settled");
  }
}

std::string Worker::submit(const RecordHeader& record) {
  if (!leaves(record)) {
    return "interrupted";
  }
  const auto here = tablet_.store().record(record.id).value();
  if (!here) {
    return "submit nothing";
  }
  Act act;
  act.record = record;
  act.numbers = Numbers::of_record;
  act.makes = "submission";
  const Json answer = ask(
      "submit",
      {{"record", record.id.hex()}, {"version", homeward::others_version(*here, owner().origin)}},
      act);
  const bool is_short =
      act.came == Came::through && answer.at("value").as_object().count("missing");
  act.came = is_short ? Came::refused : act.came;
  observe(act);
  if (made_) {
    note_pin(record, tablet_.store().history(record.id).value());
  }
  return said("submit", act);
}

// M7: exactly what was in view.
void Worker::note_pin(const RecordHeader& subject, const std::vector<Change>& history) {
  Pinned pinned;
  pinned.subject = subject;
  for (const Version& version : made_->versions) {
    const auto octets = version.value.as_octets_of(ValueKind::pin);
    if (octets) {
      pinned.pin = decode<Pin>(*octets).value();
    }
  }
  std::vector<Name> names;
  for (const auto& [field, heads] : heads_of(history)) {
    for (const Written& head : heads) {
      pinned.versions[head.name] = head.version;
      names.push_back(head.name);
    }
  }
  std::sort(names.begin(), names.end());
  if (pinned.pin.heads != names) {
    fail("M7: another than what was in view was submitted");
  }
  pinned_.push_back(std::move(pinned));
}

std::string Worker::decide(const RecordHeader& record) {
  const auto here = tablet_.store().record(record.id).value();
  if (!here) {
    return "decide nothing";
  }
  std::vector<Record> submissions;
  std::vector<Record> oversights;
  for (const Record& other : tablet_.store().records_of_child(record.child).value()) {
    if (other.header().type == "submission") {
      submissions.push_back(other);
    } else if (other.header().type == "oversight") {
      oversights.push_back(other);
    }
  }
  const InterviewStanding standing = standing_of(*here, submissions, oversights);
  if (!standing.current) {
    return "decide nothing";
  }
  const Submission& submission = standing.submissions[*standing.current];
  Act act;
  act.record = record;
  act.makes = "oversight";
  ask(dice_.chance(50) ? "authorise" : "return_interview",
      {{"interview", record.id.hex()},
       {"submission", submission.id.hex()},
       {"pin", submission.pin.hash.hex()},
       {"comments", boost::json::array()},
       {"reason", "A reason."}},
      act);
  observe(act);
  return said("decide", act);
}

std::string Worker::begin_child() {
  Act act;
  act.makes = "child";
  const std::string name = "Invented " + std::to_string(++words_);
  ask("begin", {{"type", "child"}, {"child", nullptr}, {"episode", nullptr}, {"given_name", name}},
      act);
  observe(act);
  const auto is_name = [&](const Version& version) { return version.value == Value::text(name); };
  if (made_ && std::none_of(made_->versions.begin(), made_->versions.end(), is_name)) {
    fail("T1: a child was begun under another name");
  }
  return said("begin", act) + " child";
}

std::optional<RecordHeader> Worker::begun() const {
  return made_ ? std::optional(made_->record) : std::nullopt;
}

std::string Worker::write_as_newer(const RecordHeader& record) {
  const auto here = tablet_.store().record(record.id).value();
  const FieldKey field = "of_tomorrow.answer";
  Change change;
  change.origin = owner().origin;
  change.number = own_.size() + 1;
  change.author = owner().user;
  change.at = tablet_.now();
  change.record = record;
  const Bytes salt = dice_.octets(change.salt.size());
  std::copy(salt.begin(), salt.end(), change.salt.begin());
  change.versions = {
      version_of(field, Value::from_octets("\x64 an answer " + std::to_string(++words_)).value(),
                 here->seen(field))};
  change.more = "beside it";
  Act act;
  act.record = record;
  act.writes = change.versions;
  arm();
  const auto written = [&]() -> Result<void> {
    HW_TRY(transaction, Transaction::begin(tablet_.store()));
    HW_CHECK(tablet_.store().append_own(change));
    return transaction.commit();
  }();
  act.came = disarm(written.ok());
  observe(act);
  return said("write as a newer program", act);
}

// ---- the exchange

std::optional<Json> Worker::take(BytesView answer) {
  arm();
  const auto taken = tablet_.client().take_answer(answer);
  Act act;
  act.came = disarm(taken.ok());
  observe(act);
  if (act.came != Came::through) {
    return std::nullopt;
  }
  Json report = boost::json::parse(taken.value());
  return seal_what_left() ? std::optional(std::move(report)) : std::nullopt;
}

// As the tablet's worker does it after each answer: or the machine stops before, and it is done
// after the next (S7). False where it stopped.
bool Worker::seal_what_left() {
  arm();
  const auto sealed = [&]() -> Result<void> {
    for (;;) {
      HW_TRY(next, next_to_seal(tablet_.store()));
      if (next.empty()) {
        return {};
      }
      for (Leaving& one : next) {
        one.octets = test::sealed_for_test(one.octets);
      }
      HW_TRY(transaction, Transaction::begin(tablet_.store()));
      HW_CHECK(keep_sealed(tablet_.store(), next));
      HW_CHECK(transaction.commit());
    }
  }();
  Act act;
  act.came = disarm(sealed.ok());
  observe(act);
  return act.came != Came::unknown;
}

bool Worker::confirm() {
  arm();
  const auto confirmed = tablet_.client().confirm();
  const bool was_full = tablet_.disk().was_full();
  Act act;
  act.came = disarm(confirmed.ok());
  if (act.came == Came::refused && !was_full) {
    fail("S3: a good receipt was refused: " + confirmed.error().detail);
  }
  observe(act);
  return act.came == Came::through;
}

}  // namespace homeward::sim
