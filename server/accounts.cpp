#include "server/accounts.h"

#include <algorithm>

#include "server/statements.h"

namespace homeward {
namespace {

constexpr std::size_t name_octets_max = 200;

bool is_slug(std::string_view slug) {
  return !slug.empty() && slug.size() <= 40 && std::all_of(slug.begin(), slug.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  });
}

Result<void> check_slug(const char* what, const std::string& slug) {
  if (is_slug(slug)) {
    return {};
  }
  return Error{Code::bad_input, std::string(what) + " \"" + slug +
                                    "\": expected 1 to 40 lower-case letters, digits, dots and -"};
}

std::string text(const Query& query, int column) {
  return std::string(query.octets(column));
}
UserId user(const Query& query, int column) {
  return UserId::of(query.octets(column));
}
Instant instant(const Query& query, int column) {
  return {static_cast<std::int64_t>(query.number(column))};
}
std::uint64_t number(Instant at) {
  return static_cast<std::uint64_t>(at.ms);
}

Result<Account> account_in(const Query& query) {
  HW_TRY(role, parse_role(query.octets(6)));
  return Account{user(query, 0), text(query, 1),       text(query, 2), text(query, 3),
                 text(query, 4), query.number(5) != 0, role,           query.number(7) != 0};
}

Result<std::optional<Account>> one_account(Query& query) {
  HW_TRY(found, query.next());
  if (!found) {
    return std::optional<Account>();
  }
  HW_TRY(account, account_in(query));
  return std::optional(account);
}

Result<bool> exists(Database& db, const char* sql, const std::string& slug) {
  Query query(db, sql);
  query.with_text(slug);
  return query.next();
}

Error unknown(const char* what, const std::string& slug) {
  return {Code::not_found, std::string("there is no ") + what + " \"" + slug + "\""};
}

}  // namespace

Result<void> check_name(const std::string& name) {
  const bool has_words = name.find_first_not_of(" \t\n") != std::string::npos;
  if (has_words && is_utf8(name) && name.size() <= name_octets_max) {
    return {};
  }
  return Error{Code::bad_input, "name: expected 1 to 200 octets of text"};
}

Result<void> Accounts::migrate() {
  return homeward::migrate(db_, "accounts",
                           {server_sql::create, server_sql::refuse_replaced_audit});
}

Result<void> Accounts::add_organisation(const Organisation& organisation) {
  HW_CHECK(check_slug("organisation", organisation.slug));
  HW_CHECK(check_name(organisation.name));
  HW_TRY(taken, exists(db_, server_sql::has_organisation, organisation.slug));
  if (taken) {
    return Error{Code::bad_input, "organisation \"" + organisation.slug + "\" is there already"};
  }
  Query query(db_, server_sql::put_organisation);
  return query.with_text(organisation.slug)
      .with_text(organisation.name)
      .with(organisation.commissioned ? 1u : 0u)
      .run();
}

Result<void> Accounts::add_team(const Team& team) {
  HW_CHECK(check_slug("team", team.slug));
  HW_CHECK(check_name(team.name));
  HW_TRY(taken, exists(db_, server_sql::has_team, team.slug));
  if (taken) {
    return Error{Code::bad_input, "team \"" + team.slug + "\" is there already"};
  }
  Query query(db_, server_sql::put_team);
  return query.with_text(team.slug).with_text(team.name).run();
}

Result<void> Accounts::add_account(const Account& account, const PasswordHash& password) {
  HW_CHECK(check_slug("username", account.username));
  HW_CHECK(check_name(account.name));
  HW_TRY(taken, account_named(account.username));
  if (taken) {
    return Error{Code::bad_input, "username \"" + account.username + "\" is taken"};
  }
  HW_TRY(organisation, exists(db_, server_sql::has_organisation, account.organisation));
  if (!organisation) {
    return unknown("organisation", account.organisation);
  }
  Query query(db_, server_sql::put_account);
  return query.with(account.id.view())
      .with_text(account.username)
      .with_text(account.name)
      .with_text(account.organisation)
      .with_text(name_of(account.role))
      .with(password.salt)
      .with(std::uint64_t{password.cost.memory_kib})
      .with(std::uint64_t{password.cost.passes})
      .with(password.hash)
      .run();
}

Result<void> Accounts::join_team(const UserId& id, const std::string& team, ServerStore& store) {
  HW_TRY(known, exists(db_, server_sql::has_team, team));
  if (!known) {
    return unknown("team", team);
  }
  HW_CHECK(Query(db_, server_sql::put_member).with_text(team).with(id.view()).run());
  HW_TRY(account, this->account(id));
  if (!account || account->role != Role::supervisor || account->disabled) {
    return {};
  }
  HW_CHECK(grant_children_of(team, id, store));
  return {};
}

Result<std::size_t> Accounts::grant_children_of(const std::string& team, const UserId& id,
                                                ServerStore& store) {
  Query children(db_, server_sql::children_of_team);
  children.with_text(team);
  for (std::size_t count = 0;; ++count) {
    HW_TRY(more, children.next());
    if (!more) {
      return count;
    }
    HW_CHECK(store.grant(id, RecordId::of(children.octets(0)), RecordId{}));
  }
}

Result<std::optional<Account>> Accounts::account(const UserId& id) {
  Query query(db_, server_sql::account);
  query.with(id.view());
  return one_account(query);
}

Result<std::optional<Account>> Accounts::account_named(const std::string& username) {
  Query query(db_, server_sql::account_named);
  query.with_text(username);
  return one_account(query);
}

Result<std::vector<Account>> Accounts::accounts() {
  Query query(db_, server_sql::accounts);
  std::vector<Account> accounts;
  for (;;) {
    HW_TRY(account, one_account(query));
    if (!account) {
      return accounts;
    }
    accounts.push_back(*account);
  }
}

Result<std::vector<Organisation>> Accounts::organisations() {
  Query query(db_, server_sql::organisations);
  std::vector<Organisation> found;
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    found.push_back({text(query, 0), text(query, 1), query.number(2) != 0});
  }
}

Result<std::vector<Team>> Accounts::teams() {
  Query query(db_, server_sql::teams);
  std::vector<Team> found;
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    found.push_back({text(query, 0), text(query, 1)});
  }
}

Result<std::optional<PasswordHash>> Accounts::password(const UserId& id) {
  Query query(db_, server_sql::password);
  query.with(id.view());
  HW_TRY(found, query.next());
  if (!found) {
    return std::optional<PasswordHash>();
  }
  const Argon2Cost cost{static_cast<std::uint32_t>(query.number(1)),
                        static_cast<std::uint32_t>(query.number(2))};
  return std::optional(PasswordHash{text(query, 0), cost, text(query, 3)});
}

Result<void> Accounts::set_password(const UserId& id, const PasswordHash& password) {
  Query query(db_, server_sql::set_password);
  query.with(password.salt)
      .with(std::uint64_t{password.cost.memory_kib})
      .with(std::uint64_t{password.cost.passes})
      .with(password.hash)
      .with(id.view());
  HW_CHECK(query.run());
  return Query(db_, server_sql::end_sessions_of).with(id.view()).run();
}

Result<void> Accounts::disable(const UserId& id, ServerStore& store) {
  HW_CHECK(Query(db_, server_sql::disable).with(id.view()).run());
  HW_TRY(scopes, store.scopes(id));
  for (const Scope& scope : scopes) {
    HW_CHECK(store.withdraw(id, scope.child, scope.episode));
  }
  return Query(db_, server_sql::end_sessions_of).with(id.view()).run();
}

Result<std::size_t> Accounts::enable(const UserId& id, ServerStore& store) {
  HW_CHECK(Query(db_, server_sql::enable).with(id.view()).run());
  HW_TRY(account, this->account(id));
  std::size_t count = 0;
  if (account && account->role == Role::supervisor) {
    HW_TRY(teams, teams_of(id));
    for (const std::string& team : teams) {
      HW_TRY(children, grant_children_of(team, id, store));
      count += children;
    }
  }
  return count;
}

Result<void> Accounts::set_team(const RecordId& child, const std::string& team,
                                ServerStore& store) {
  HW_TRY(known, exists(db_, server_sql::has_team, team));
  if (!known) {
    return unknown("team", team);
  }
  HW_TRY(before, team_of(child));
  HW_CHECK(Query(db_, server_sql::set_child_team).with(child.view()).with_text(team).run());
  if (before && *before != team) {
    HW_TRY(leaving, supervisors_of(*before));
    for (const UserId& supervisor : leaving) {
      HW_CHECK(store.withdraw(supervisor, child, RecordId{}));
    }
  }
  HW_TRY(supervisors, supervisors_of(team));
  for (const UserId& supervisor : supervisors) {
    HW_CHECK(store.grant(supervisor, child, RecordId{}));
  }
  return {};
}

Result<std::optional<std::string>> Accounts::team_of(const RecordId& child) {
  Query query(db_, server_sql::team_of);
  query.with(child.view());
  HW_TRY(found, query.next());
  return found ? std::optional(text(query, 0)) : std::nullopt;
}

Result<std::vector<UserId>> Accounts::supervisors_of(const std::string& team) {
  Query query(db_, server_sql::supervisors);
  query.with_text(team);
  std::vector<UserId> found;
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    found.push_back(user(query, 0));
  }
}

Result<std::vector<std::string>> Accounts::teams_of(const UserId& id) {
  Query query(db_, server_sql::teams_of);
  query.with(id.view());
  std::vector<std::string> found;
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    found.push_back(text(query, 0));
  }
}

Result<std::vector<RecordId>> Accounts::children_unseen() {
  Query query(db_, server_sql::children_unseen);
  std::vector<RecordId> found;
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    found.push_back(RecordId::of(query.octets(0)));
  }
}

Result<void> Accounts::put_session(const Digest& token, const Session& session) {
  Query query(db_, server_sql::put_session);
  return query.with(token.view()).with(session.user.view()).with(number(session.expires_at)).run();
}

Result<std::optional<Session>> Accounts::session(const Digest& token) {
  Query query(db_, server_sql::session);
  query.with(token.view());
  HW_TRY(found, query.next());
  return found ? std::optional(Session{user(query, 0), instant(query, 1)}) : std::nullopt;
}

Result<void> Accounts::end_session(const Digest& token) {
  return Query(db_, server_sql::end_session).with(token.view()).run();
}

Result<void> Accounts::end_sessions_expired(Instant now) {
  return Query(db_, server_sql::end_sessions_expired).with(number(now)).run();
}

Result<void> Accounts::end_sessions() {
  return Query(db_, server_sql::end_sessions).run();
}

}  // namespace homeward
