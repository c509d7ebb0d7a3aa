// What was set aside of a supervisor's children (S2): who wrote it, of what, its words, why,
// and what was decided of it. A page at a time, of what waits or of what is decided.
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <charconv>
#include <iterator>
#include <set>

#include "server/admission.h"
#include "server/endpoints/caller.h"
#include "server/endpoints/endpoints.h"

namespace homeward::endpoints {
namespace {

using http::Request;
using http::Respond;

constexpr std::string_view waiting_path = "/api/quarantine/waiting/";
constexpr std::string_view decided_path = "/api/quarantine/decided/";
constexpr std::size_t page_items_max = 50;
constexpr std::size_t page_octets = 512 * 1024;  // of changes; but at least one

struct Held {
  Quarantined quarantined;
  std::optional<HeldDecision> ruling;
};

struct HeldPage {
  std::vector<Held> held;
  std::size_t left = 0;  // that follow
};

// What was set aside of the children the reader sees, and of children who are not here yet.
Result<std::vector<Quarantined>> held_near(const Account& reader, ServerDatabase& db) {
  HW_TRY(scopes, db.store().scopes(reader.id));
  std::set<RecordId> children;
  for (const Scope& scope : scopes) {
    children.insert(scope.child);
  }
  std::vector<Quarantined> found;
  for (const RecordId& child : children) {
    HW_TRY(of_child, db.store().quarantined_of_child(child));
    std::move(of_child.begin(), of_child.end(), std::back_inserter(found));
  }
  HW_TRY(accounts, db.accounts().accounts());
  for (const Account& account : accounts) {
    HW_TRY(theirs, db.store().quarantined_of_user(account.id));
    std::copy_if(theirs.begin(), theirs.end(), std::back_inserter(found),
                 [&](const Quarantined& one) { return children.count(one.record.child) == 0; });
  }
  return found;
}

// What waits oldest first; what is decided newest decision first.
Result<std::vector<Held>> all_held(const Account& reader, bool is_decided, ServerDatabase& db) {
  HW_TRY(near, held_near(reader, db));
  std::vector<Held> found;
  for (Quarantined& one : near) {
    HW_TRY(may_read, may_read_held(reader, one, db));
    HW_TRY(ruling, db.store().ruling(one.origin, one.notice.number));
    if (may_read && ruling.has_value() == is_decided) {
      found.push_back({std::move(one), std::move(ruling)});
    }
  }
  std::stable_sort(found.begin(), found.end(), [&](const Held& a, const Held& b) {
    return is_decided ? a.ruling->at > b.ruling->at
                      : a.quarantined.received_at < b.quarantined.received_at;
  });
  return found;
}

HeldPage page_of(std::vector<Held> all, std::size_t skip) {
  HeldPage page;
  std::size_t octets = 0;
  for (std::size_t at = std::min(skip, all.size()); at < all.size(); ++at) {
    octets += all[at].quarantined.change.size();
    const bool is_full = page.held.size() == page_items_max || octets > page_octets;
    if (is_full && !page.held.empty()) {
      page.left = all.size() - at;
      break;
    }
    page.held.push_back(std::move(all[at]));
  }
  return page;
}

Result<std::string> name_of_user(Accounts& accounts, const UserId& user) {
  HW_TRY(account, accounts.account(user));
  return account ? account->name : user.hex();
}

Result<boost::json::object> ruling_json(const HeldDecision& ruling, Accounts& accounts) {
  HW_TRY(by, name_of_user(accounts, ruling.by));
  return boost::json::object{{"admitted", ruling.admitted},
                             {"by", by},
                             {"at", to_string(ruling.at)},
                             {"reason", ruling.reason}};
}

Result<boost::json::object> held_json(const Held& held, const Account& reader, Accounts& accounts) {
  const Quarantined& one = held.quarantined;
  HW_TRY(author, name_of_user(accounts, one.user));
  boost::json::object json{{"at", to_string(one.received_at)},
                           {"child", one.record.child.hex()},
                           {"type", one.record.type},
                           {"author", author},
                           {"code", one.notice.code},
                           {"reason", one.notice.reason},
                           {"tablet", one.origin.hex()},
                           {"number", std::to_string(one.notice.number)},
                           {"change", to_hex(one.change)},
                           {"why_not", why_not_decide_on(reader, one)},
                           {"decision", nullptr}};
  if (held.ruling) {
    HW_TRY(decision, ruling_json(*held.ruling, accounts));
    json["decision"] = std::move(decision);
  }
  return json;
}

Result<boost::json::object> page_json(const HeldPage& page, const Account& reader,
                                      Accounts& accounts) {
  boost::json::array list;
  for (const Held& one : page.held) {
    HW_TRY(json, held_json(one, reader, accounts));
    list.push_back(std::move(json));
  }
  return boost::json::object{{"held", list}, {"left", page.left}};
}

Result<void> write_down(const HeldPage& page, const Account& reader, Accounts& accounts,
                        Instant now) {
  std::set<RecordId> written;
  for (const Held& held : page.held) {
    const RecordHeader& record = held.quarantined.record;
    if (written.insert(record.id).second) {
      HW_CHECK(accounts.audit(
          {now, reader.id, "read", record.child, record.id, record.type + " in quarantine"}));
    }
  }
  return {};
}

Result<Account> supervisor(const Request& request, ServerDatabase& db, const Context& context) {
  HW_TRY(account, signed_in_here(request, db.accounts(), context.now()));
  if (account.role != Role::supervisor) {
    return Error{Code::refused, "Only a supervisor sees what was set aside of others."};
  }
  return account;
}

std::optional<std::uint64_t> number_in(std::string_view digits) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool is_all = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
  return is_all ? std::optional(number) : std::nullopt;
}

// How many come before, at the end of the path.
Result<std::size_t> skipped(std::string_view path, std::string_view before) {
  const auto skip = number_in(path.substr(before.size()));
  return skip ? Result<std::size_t>(*skip) : Error{Code::not_found, "there is no such page"};
}

void look(const Context& context, const Request& request, bool is_decided, const Respond& respond) {
  read_later(context.readers, respond, [=, &context](ServerDatabase& db) {
    const auto reader = supervisor(request, db, context);
    if (!reader.ok()) {
      return respond(http::error_response(reader.error()));
    }
    const auto skip = skipped(request.path, is_decided ? decided_path : waiting_path);
    auto all = skip.ok() ? all_held(reader.value(), is_decided, db)
                         : Result<std::vector<Held>>(skip.error());
    if (!all.ok()) {
      return respond(http::error_response(all.error()));
    }
    const HeldPage page = page_of(std::move(all).value(), skip.value());
    const auto json = page_json(page, reader.value(), db.accounts());
    if (!json.ok()) {
      return respond(http::error_response(json.error()));
    }
    write_later(
        context, respond,
        [=, &context, reader = reader.value()](ServerDatabase& writer) {
          return write_down(page, reader, writer.accounts(), context.now());
        },
        [=, json = json.value()] { respond(endpoints::json(200, json)); });
  });
}

Result<HeldDecision> read_wanted(const Request& request) {
  HW_CHECK(from_own_page(request));
  HW_TRY(texts, texts_of(request, {"tablet", "number", "act", "reason"}));
  HeldDecision wanted;
  HW_TRY(origin, Origin::parse(texts[0]));
  const auto number = number_in(texts[1]);
  if (!number) {
    return Error{Code::bad_input, "number: expected a whole number"};
  }
  if (texts[2] != "admit" && texts[2] != "leave_out") {
    return Error{Code::bad_input, "act: expected admit or leave_out"};
  }
  wanted.origin = origin;
  wanted.number = *number;
  wanted.admitted = texts[2] == "admit";
  wanted.reason = texts[3];
  return wanted;
}

// The author's tablets, and those who see the record.
void tell_all(const Context& context, const Decided& decided, const UserId& author,
              ServerDatabase& db) {
  std::set<UserId> readers = readers_of(decided.changed, db);
  readers.insert(author);
  tell(context, readers);
}

void answer_decided(const Context& context, const Respond& respond, const Decided& decided,
                    ServerDatabase& db) {
  const auto owner = db.store().owner(decided.ruling.origin);
  const auto json = ruling_json(decided.ruling, db.accounts());
  if (!json.ok()) {
    return respond(http::error_response(json.error()));
  }
  if (owner.ok() && owner.value()) {
    tell_all(context, decided, *owner.value(), db);
  }
  respond(endpoints::json(200, {{"decision", json.value()}, {"stands", decided.was_first}}));
}

// Who asks is read again: they may have been signed out while this waited.
void write_decision(const Context& context, const Request& request, const HeldDecision& wanted,
                    const Respond& respond) {
  const auto decided = std::make_shared<Decided>();
  write_later(
      context, respond,
      [=, &context](ServerDatabase& db) -> Result<void> {
        HW_TRY(by, supervisor(request, db, context));
        HW_TRY(came, decide_on_held(db, by, wanted, context.now()));
        *decided = std::move(came);
        return {};
      },
      [=, &context] {
        read_later(context.readers, respond, [=, &context](ServerDatabase& db) {
          answer_decided(context, respond, *decided, db);
        });
      });
}

// The writer is kept from what is not a supervisor's: a job that fails there makes it begin
// again with all that it had taken together.
void decide(const Context& context, const Request& request, const Respond& respond) {
  const auto wanted = read_wanted(request);
  if (!wanted.ok()) {
    return respond(http::error_response(wanted.error()));
  }
  read_later(context.readers, respond, [=, &context](ServerDatabase& db) {
    const auto by = supervisor(request, db, context);
    if (!by.ok()) {
      return respond(http::error_response(by.error()));
    }
    write_decision(context, request, wanted.value(), respond);
  });
}

}  // namespace

void add_quarantine(http::Router& router, const Context& context) {
  for (const bool is_decided : {false, true}) {
    router.add({http::Method::get, std::string(is_decided ? decided_path : waiting_path),
                [&context, is_decided](const Request& request, const Respond& respond) {
                  look(context, request, is_decided, respond);
                }});
  }
  router.add({http::Method::post, "/api/quarantine",
              [&context](const Request& request, const Respond& respond) {
                decide(context, request, respond);
              },
              "application/json"});
}

}  // namespace homeward::endpoints
