#include <limits>
#include <set>
#include <utility>

#include "sync/sqlite_rows.h"
#include "sync/sqlite_store.h"
#include "sync/statements.h"

namespace homeward {
namespace {

constexpr std::uint64_t after_all = std::numeric_limits<std::int64_t>::max();

struct Grant {
  std::uint64_t at = 0;
  RecordId child;
  RecordId episode;
};

// Fills one page, record by record and then event by event (statements.h), and counts what
// follows.
class PageReader {
 public:
  PageReader(Database& database, ChangeReader& changes, const UserId& user, std::uint64_t reader,
             std::size_t octets)
      : database_(database), changes_(changes), user_(user), reader_(reader), octets_(octets) {}

  // From a cursor by record: what is left of that.
  Result<void> take_records(const Cursor& cursor) {
    HW_TRY(key, key_at(cursor.told()));
    Query query(database_, sql::changes_by_record);
    query.with(user_.view()).with(cursor.since()).with(key).with(cursor.told());
    HW_TRY(last, take(query, cursor.effective, cursor.told()));
    if (!full_) {
      return {};
    }
    HW_CHECK(count_records(cursor, last));
    page_.next = cursor.told_to(last, page_.remaining);
    return {};
  }

  // From a cursor by events: those after it, of which `grants` are the rights.
  Result<Page> read(const Cursor& cursor, const std::vector<Grant>& grants, std::uint64_t head) {
    cursor_ = cursor;
    log_from_ = cursor.effective;
    for (const Grant& grant : grants) {
      if (grant.at > cursor_.effective) {
        HW_CHECK(take_log(grant.at));
      }
      HW_CHECK(take_grant(grant));
    }
    HW_CHECK(take_log(after_all));
    if (page_.remaining == 0) {
      page_.next = {head, head};
    }
    return std::move(page_);
  }

 private:
  // Once for all pages: it takes as long as there are changes. A right that ends meanwhile
  // makes them fewer, never more.
  Result<void> count_records(const Cursor& cursor, std::uint64_t last) {
    const std::uint64_t taken = page_.changes.size();
    if (cursor.left() > taken) {
      page_.remaining = cursor.left() - taken;
      return {};
    }
    HW_TRY(key, key_at(last));
    Query rest(database_, sql::count_changes_by_record);
    return count(rest.with(user_.view()).with(cursor.since()).with(key).with(last));
  }

  // Of the record of the change at that position; 0, which no row has, where there is none.
  Result<std::uint64_t> key_at(std::uint64_t position) {
    Query query(database_, sql::record_at);
    HW_TRY(found, query.with(position).next());
    return found ? query.number(0) : std::uint64_t{0};
  }

  Result<void> take_log(std::uint64_t before) {
    std::uint64_t from = std::exchange(log_from_, before);
    if (!full_) {
      Query query(database_, sql::changes_of_log);
      query.with(user_.view()).with(reader_).with(from).with(before);
      HW_TRY(last, take(query, std::nullopt, from));
      from = last;
    }
    if (!full_) {
      return {};
    }
    Query rest(database_, sql::count_changes_of_log);
    return count(rest.with(user_.view()).with(reader_).with(from).with(before));
  }

  Result<void> take_grant(const Grant& grant) {
    std::uint64_t from = grant.at == cursor_.effective ? cursor_.position : 0;
    if (!full_) {
      Query query(database_, sql::changes_of_grant);
      query.with(user_.view()).with(grant.child.view()).with(grant.episode.view());
      query.with(grant.at).with(from);
      HW_TRY(last, take(query, grant.at, from));
      from = last;
    }
    if (!full_) {
      return {};
    }
    Query rest(database_, sql::count_changes_of_grant);
    rest.with(user_.view()).with(grant.child.view()).with(grant.episode.view());
    return count(rest.with(grant.at).with(from));
  }

  Result<void> count(Query& query) {
    HW_CHECK(query.next());
    page_.remaining += query.number(0);
    return {};
  }

  // Position of the last change taken, `from` where there was none. Stops at the one
  // that no longer fits: what follows is counted, and its octets are not read. They take
  // effect at `effective`, or each at its position.
  Result<std::uint64_t> take(Query& query, std::optional<std::uint64_t> effective,
                             std::uint64_t from) {
    for (;;) {
      HW_TRY(more, query.next());
      if (!more) {
        return from;
      }
      HW_TRY(found, changes_.change(query.number(1), Origin::of(query.octets(2)), query.number(3)));
      CarriedChange change(std::move(found));
      used_ += change.octets_count();
      full_ =
          page_.changes.size() == pushed_changes_max || (!page_.changes.empty() && used_ > octets_);
      if (full_) {
        return from;
      }
      from = query.number(0);
      page_.changes.push_back({from, std::move(change)});
      page_.next = {effective.value_or(from), from};
    }
  }

  Database& database_;
  ChangeReader& changes_;
  const UserId& user_;
  std::uint64_t reader_;
  Cursor cursor_;
  std::size_t octets_;
  std::uint64_t log_from_ = 0;
  std::size_t used_ = 0;
  bool full_ = false;
  Page page_;
};

Result<std::vector<Grant>> grants_from(Database& database, const UserId& user,
                                       std::uint64_t position) {
  std::vector<Grant> found;
  Query query(database, sql::grants_from);
  query.with(user.view()).with(position);
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    found.push_back(
        {query.number(0), RecordId::of(query.octets(1)), RecordId::of(query.octets(2))});
  }
}

// Key of an origin's row; 0, which no row has, where there is none.
Result<std::uint64_t> find_origin(Database& database, const Origin& origin) {
  Query query(database, sql::find_origin);
  HW_TRY(found, query.with(origin.view()).next());
  return found ? query.number(0) : std::uint64_t{0};
}

}  // namespace

Result<std::unique_ptr<SqliteServerStore>> SqliteServerStore::open(
    std::unique_ptr<Database> database) {
  if (!database->is_read_only()) {
    HW_CHECK(database->flush_log());
  }
  HW_CHECK(migrate(*database, "log", log_steps()));
  HW_CHECK(migrate(*database, "server", {sql::create_server, sql::create_ruling}));
  return std::unique_ptr<SqliteServerStore>(new SqliteServerStore(std::move(database)));
}

Result<std::optional<UserId>> SqliteServerStore::owner(const Origin& origin) const {
  Query query(database(), sql::find_owner);
  HW_TRY(found, query.with(origin.view()).next());
  return found && !query.is_nothing(0) ? std::optional<UserId>(UserId::of(query.octets(0)))
                                       : std::optional<UserId>();
}

Result<void> SqliteServerStore::put_owner(const Origin& origin, const UserId& user) {
  HW_TRY(key, origin_key(origin));
  return Query(database(), sql::put_owner).with(user.view()).with(key).run();
}

Result<void> SqliteServerStore::put_quarantined(const Quarantined& quarantined) {
  HW_TRY(key, origin_key(quarantined.origin));
  Query put(database(), sql::put_quarantined);
  put.with(key).with(quarantined.notice.number).with(quarantined.user.view());
  return put.with(quarantined.record.child.view()).with(encode(quarantined)).run();
}

Result<std::vector<Quarantined>> SqliteServerStore::quarantined_of_origin(
    const Origin& origin, std::uint64_t after) const {
  Query query(database(), sql::quarantined_of_origin);
  return rows_of<Quarantined>(query.with(origin.view()).with(after), 0, "quarantined change");
}

Result<std::vector<Quarantined>> SqliteServerStore::quarantined_of_user(const UserId& user) const {
  Query query(database(), sql::quarantined_of_user);
  return rows_of<Quarantined>(query.with(user.view()), 0, "quarantined change");
}

Result<std::vector<Quarantined>> SqliteServerStore::quarantined_of_child(
    const RecordId& child) const {
  Query query(database(), sql::quarantined_of_child);
  return rows_of<Quarantined>(query.with(child.view()), 0, "quarantined change");
}

Result<bool> SqliteServerStore::put_ruling(const HeldDecision& ruling) {
  HW_TRY(before, this->ruling(ruling.origin, ruling.number));
  if (before) {
    return false;
  }
  HW_TRY(key, origin_key(ruling.origin));
  Query put(database(), sql::put_ruling);
  HW_CHECK(put.with(next_position()).with(key).with(ruling.number).with(encode(ruling)).run());
  return true;
}

Result<std::optional<HeldDecision>> SqliteServerStore::ruling(const Origin& origin,
                                                              std::uint64_t number) const {
  Query query(database(), sql::find_ruling);
  HW_TRY(found, query.with(origin.view()).with(number).next());
  if (!found) {
    return std::optional<HeldDecision>();
  }
  HW_TRY(ruling, decode_stored<HeldDecision>(query.octets(0), "decision"));
  return std::optional(std::move(ruling));
}

Result<std::vector<PlacedDecision>> SqliteServerStore::rulings_since(const UserId& user,
                                                                     std::uint64_t position,
                                                                     std::size_t count) const {
  std::vector<PlacedDecision> found;
  Query query(database(), sql::rulings_since);
  query.with(user.view()).with(position).with(std::uint64_t{count});
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    HW_TRY(ruling, decode_stored<HeldDecision>(query.octets(1), "decision"));
    found.push_back({query.number(0), std::move(ruling)});
  }
}

Result<void> SqliteServerStore::grant(const UserId& user, const RecordId& child,
                                      const RecordId& episode) {
  Query find(database(), sql::find_scope);
  HW_TRY(found, find.with(user.view()).with(child.view()).with(episode.view()).next());
  if (found) {
    return {};
  }
  Query add(database(), sql::add_scope);
  add.with(next_position()).with(user.view()).with(child.view()).with(episode.view());
  return add.run();
}

Result<void> SqliteServerStore::withdraw(const UserId& user, const RecordId& child,
                                         const RecordId& episode) {
  Query find(database(), sql::find_scope);
  HW_TRY(found, find.with(user.view()).with(child.view()).with(episode.view()).next());
  if (!found) {
    return {};
  }
  Query put(database(), sql::withdraw_scope);
  return put.with(next_position()).with(find.number(0)).run();
}

Result<std::vector<Scope>> SqliteServerStore::scopes(const UserId& user) const {
  std::vector<Scope> found;
  Query query(database(), sql::scopes_of_user);
  query.with(user.view());
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    found.push_back({user, RecordId::of(query.octets(0)), RecordId::of(query.octets(1)),
                     query.number(2), std::nullopt});
  }
}

Result<std::vector<UserId>> SqliteServerStore::users_who_see(const RecordHeader& record) const {
  std::set<UserId> found;
  Query query(database(), sql::scopes_of_child);
  query.with(record.child.view());
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return std::vector<UserId>(found.begin(), found.end());
    }
    const Scope scope{UserId::of(query.octets(0)), record.child, RecordId::of(query.octets(1)),
                      query.number(2), std::nullopt};
    if (covers(scope, record)) {
      found.insert(scope.user);
    }
  }
}

Result<bool> SqliteServerStore::may_see(const UserId& user, const RecordHeader& record) const {
  Query query(database(), sql::scopes_of_user_and_child);
  query.with(user.view()).with(record.child.view());
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return false;
    }
    const Scope scope{user, record.child, RecordId::of(query.octets(0)), query.number(1),
                      std::nullopt};
    if (covers(scope, record)) {
      return true;
    }
  }
}

Result<Page> SqliteServerStore::page(const UserId& user, const Origin& reader, const Cursor& cursor,
                                     std::size_t octets) const {
  HW_CHECK(write_records());
  Snapshot snapshot(*this);
  HW_CHECK(snapshot.begin());
  HW_TRY(newest, head());
  HW_TRY(reader_key, find_origin(database(), reader));
  Cursor from = cursor == Cursor{} ? Cursor::by_record(newest) : cursor;
  PageReader pages(database(), this->reader(), user, reader_key, octets);
  if (from.is_by_record()) {
    HW_CHECK(pages.take_records(from));
    from = {from.since(), from.since()};
  }
  HW_TRY(grants, grants_from(database(), user, from.effective));
  return pages.read(from, grants, newest);
}

Result<std::vector<Withdrawal>> SqliteServerStore::withdrawn_since(
    const UserId& user, std::uint64_t position, const std::vector<RecordId>& asked) const {
  std::set<RecordId> children(asked.begin(), asked.end());
  Query query(database(), sql::children_withdrawn_since);
  query.with(user.view()).with(position);
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      break;
    }
    children.insert(RecordId::of(query.octets(0)));
  }
  HW_TRY(now, scopes(user));
  return withdrawals(children, now);
}

}  // namespace homeward
