#include "tests/bench/lists.h"

#include <algorithm>

#include "core/base/digest.h"

namespace homeward::bench {
namespace {

constexpr Instant now{1'795'000'000'000};

template <class SomeId>
SomeId id_of(std::string_view purpose, std::size_t number) {
  return SomeId::of(digest(purpose, {std::to_string(number)}).view().substr(0, 16));
}

RecordHeader episode_of(std::size_t child, std::size_t which) {
  const RecordId id = id_of<RecordId>("bench episode", child * 2 + which);
  return {id, "episode", id_of<RecordId>("bench child", child), id};
}

Value hours_ago(std::size_t hours) {
  return Value::instant(now.plus_ms(-static_cast<std::int64_t>(hours) * hour_ms));
}

}  // namespace

Lists::Lists(std::unique_ptr<SqliteClientStore> store, Pack pack, WorkingCalendar calendar)
    : store_(std::move(store)), pack_(std::move(pack)), calendar_(std::move(calendar)) {
  Identity identity;
  identity.user = id_of<UserId>("bench user", 0);
  identity.role = Role::supervisor;
  identity.authority = "Invented Council";
  identity.pack = pack_.id;
  desk_.reset(new Desk{*store_, embedded_form_library(), pack_, calendar_, [] { return now; },
                       random_, std::move(identity), People()});
}

Result<std::unique_ptr<Lists>> Lists::of(std::size_t children) {
  HW_TRY(pack, built_in_pack("lancashire"));
  HW_TRY(calendar, england_and_wales());
  HW_TRY(database, Database::open(":memory:", Database::Access::write));
  HW_TRY(store, SqliteClientStore::open(std::move(database)));
  std::unique_ptr<Lists> lists(new Lists(std::move(store), std::move(pack), std::move(calendar)));
  HW_CHECK(lists->fill(children));
  return lists;
}

Result<void> Lists::fill(std::size_t children) {
  HW_TRY(transaction, Transaction::begin(*store_));
  ClientState state;
  state.origin = id_of<Origin>("bench origin", 0);
  HW_CHECK(store_->put_state(state));
  for (std::size_t child = 0; child < children; ++child) {
    const RecordId id = id_of<RecordId>("bench child", child);
    HW_CHECK(
        put({id, "child", id, {}}, {{"identity.birth_date", Value::date("2012-05-01")},
                                    {"identity.given_name", Value::text("Invented")},
                                    {"where_they_live.placement", Value::code("family_home")}}));
    for (const std::size_t which : {0, 1}) {
      const std::size_t began = 24 * 30 * (2 - which) + child % 200;
      HW_CHECK(put(episode_of(child, which), {{"absence.began", hours_ago(began)},
                                              {"absence.category", Value::code("missing")},
                                              {"came_back.returned", hours_ago(began - 20)}}));
    }
    const RecordHeader first = episode_of(child, 0);
    HW_CHECK(put({id_of<RecordId>("bench offer", child), "offer", id, first.id},
                 {{"answer.answer", Value::code("accepted")},
                  {"offer.offered", hours_ago(24 * 60 + child % 200 - 30)}}));
  }
  return transaction.commit();
}

Result<void> Lists::put(const RecordHeader& record,
                        const std::vector<std::pair<FieldKey, Value>>& answers) {
  Change change;
  change.origin = id_of<Origin>("bench origin", 0);
  change.number = ++numbered_;
  change.author = desk_->identity.user;
  change.at = now;
  change.record = record;
  for (const auto& [field, value] : answers) {
    HW_TRY(known, store_->record(record.id));
    change.versions.push_back({field, value, SaidBy::unsaid, Sharing::case_file,
                               known ? known->seen(field) : std::vector<Name>{}});
  }
  return store_->append_own(change);
}

Result<void> Lists::make_from_scratch() {
  desk_->caseload.forget();
  return desk_->caseload.bring_up(*desk_);
}

Result<void> Lists::make_after_a_change(std::size_t child) {
  HW_TRY(transaction, Transaction::begin(*store_));
  HW_CHECK(put(episode_of(child, 1), {{"absence.rag", Value::code("amber")}}));
  HW_CHECK(transaction.commit());
  return desk_->caseload.bring_up(*desk_);
}

}  // namespace homeward::bench
