#include "server/allocation.h"

#include <map>

namespace homeward {
namespace {

Error refused(std::string why) {
  return {Code::refused, std::move(why)};
}

Result<void> check_account(const Account& account, const Allotted& what) {
  if (account.disabled) {
    return refused(account.username + ": this account is disabled");
  }
  if (account.role != Role::interviewer) {
    return refused(account.username + ": only an interviewer is allocated children; a supervisor " +
                   "sees those of their teams");
  }
  if (account.commissioned && what.episode.is_zero()) {
    return refused(account.username +
                   ": works for a commissioned organisation, so name the episode");
  }
  return {};
}

Result<void> check_record(const ServerStore& store, const RecordId& id, const RecordId& child,
                          const char* type) {
  HW_TRY(record, store.record(id));
  if (!record || record->header().type != type || record->header().child != child) {
    return Error{Code::not_found, "there is no such " + std::string(type) + ": " + id.hex()};
  }
  return {};
}

Result<void> write_down(ServerDatabase& database, const Account& account, const Allotted& what,
                        const UserId& by, const char* act, Instant now) {
  return database.accounts().audit(
      {now, by, act, what.child, what.episode,
       account.username + (what.episode.is_zero() ? ": the whole child" : ": one episode")});
}

// Empty where no team holds any child they may see.
Result<std::string> team_of_most(ServerDatabase& database, const UserId& user) {
  HW_TRY(scopes, database.store().scopes(user));
  std::map<std::string, std::size_t> held;
  for (const Scope& scope : scopes) {
    HW_TRY(team, database.accounts().team_of(scope.child));
    if (team) {
      ++held[*team];
    }
  }
  std::string most;
  for (const auto& [team, count] : held) {
    most = most.empty() || held[most] < count ? team : most;
  }
  return most;
}

Result<void> take_in_one(ServerDatabase& database, const Account& author, const RecordId& child,
                         const std::string& team, Instant now) {
  HW_TRY(is_new, is_new_child(database.store(), child));
  if (is_new) {
    return {};
  }
  if (!team.empty()) {
    HW_CHECK(database.accounts().set_team(child, team, database.store()));
  }
  const bool sees_by_team = author.role == Role::supervisor && !team.empty();
  if (!author.disabled && !sees_by_team) {
    HW_CHECK(database.store().grant(author.id, child, RecordId{}));
  }
  const std::string where =
      team.empty() ? "in no team, so no supervisor sees this child" : "given to the team " + team;
  return database.accounts().audit({now, author.id, "child_added", child, child,
                                    where + (author.disabled ? "; the account is disabled" : "")});
}

}  // namespace

Result<void> allocate(ServerDatabase& database, const Account& account, const Allotted& what,
                      const UserId& by, Instant now) {
  HW_CHECK(check_account(account, what));
  HW_CHECK(check_record(database.store(), what.child, what.child, "child"));
  if (!what.episode.is_zero()) {
    HW_CHECK(check_record(database.store(), what.episode, what.child, "episode"));
  }
  HW_CHECK(database.store().grant(account.id, what.child, what.episode));
  return write_down(database, account, what, by, "allocated", now);
}

Result<void> withdraw(ServerDatabase& database, const Account& account, const Allotted& what,
                      const UserId& by, Instant now) {
  HW_CHECK(check_record(database.store(), what.child, what.child, "child"));
  HW_CHECK(database.store().withdraw(account.id, what.child, what.episode));
  return write_down(database, account, what, by, "withdrawn", now);
}

Result<bool> is_new_child(const ServerStore& store, const RecordId& child) {
  HW_TRY(headers, store.headers_of_child(child));
  return headers.empty();
}

Result<std::vector<std::string>> teams_for(ServerDatabase& database, const UserId& author) {
  HW_TRY(teams, database.accounts().teams_of(author));
  if (teams.empty()) {
    HW_TRY(most, team_of_most(database, author));
    if (!most.empty()) {
      teams.push_back(std::move(most));
    }
  }
  return teams;
}

Result<void> take_in(ServerDatabase& database, const Account& author,
                     const std::vector<RecordId>& children, std::string team, Instant now) {
  if (!children.empty() && team.empty()) {
    HW_TRY(teams, teams_for(database, author.id));
    team = teams.empty() ? "" : std::move(teams.front());
  }
  for (const RecordId& child : children) {
    HW_CHECK(take_in_one(database, author, child, team, now));
  }
  return {};
}

}  // namespace homeward
