// The service's paths. Each file adds its own routes.
//
//   POST   /api/session        {username, password} -> {user, authority}; sets the cookie
//   GET    /api/session        -> {user, authority}
//   DELETE /api/session        ends it
//   POST   /api/devices        {origin, name, user} -> {device_token}
//   POST   /api/sync           one exchange (docs/protocol.md), octets both ways
//   POST   /api/compare        one step of a comparison (docs/protocol.md), octets both ways
//   POST   /api/pieces         pieces of attachments' files (docs/protocol.md), octets both ways
//   GET    /api/people         -> {people: [{id, name, organisation, role}]}
//   GET    /api/quarantine/waiting/<skip>, /api/quarantine/decided/<skip>
//                              -> {held: [{at, child, type, author, code, reason, tablet, number,
//                                  change, why_not, decision}], left}
//   POST   /api/quarantine     {tablet, number, act: admit|leave_out, reason}
//                              -> {decision: {admitted, by, at, reason}, stands}
//                              these with X-Homeward-User, whose database asks (T3)
//   POST   /api/rescue         a file of unsent work -> {changes, added, set_aside, files}
//   GET    /api/notices        WebSocket: "there is something new" and nothing else
//   POST   /api/recovery       {origin, sealed_key, reply_key} -> {id}
//   GET    /api/recovery/<id>  -> {approved, answer}; not_found a day after it was approved,
//                              and once the tablet asked anew
#pragma once

#include <boost/json/object.hpp>
#include <set>

#include "server/context.h"

namespace homeward::endpoints {

void add_session(http::Router& router, const Context& context);
void add_devices(http::Router& router, const Context& context);
void add_sync(http::Router& router, const Context& context);
void add_compare(http::Router& router, const Context& context);
void add_pieces(http::Router& router, const Context& context);
void add_people(http::Router& router, const Context& context);
void add_quarantine(http::Router& router, const Context& context);
void add_recovery(http::Router& router, const Context& context);
void add_rescue(http::Router& router, const Context& context);

// Who may see what `changed`; their pages learn that there is something new.
std::set<UserId> readers_of(const std::vector<RecordHeader>& changed, ServerDatabase& db);
void tell(const Context& context, const std::set<UserId>& readers);

// The table stands behind scope: what it does not let this person read is never sent,
// whatever was granted (V1).
Result<void> check_readable(const Account& account, const std::vector<RecordHeader>& shown);

// The body as an object with exactly these keys, each a text of at most 4,096 octets.
Result<std::vector<std::string>> texts_of(const http::Request& request,
                                          std::initializer_list<const char*> keys);

// Where the database that asks is not of the person whose session it is.
Error not_signed_in_here();

http::Response json(unsigned status, const boost::json::object& object);

}  // namespace homeward::endpoints
