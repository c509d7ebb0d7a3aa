// Devices, recovery requests and the audit table (accounts.h).
#include "server/accounts.h"
#include "server/statements.h"

namespace homeward {
namespace {

Instant instant(const Query& query, int column) {
  return {static_cast<std::int64_t>(query.number(column))};
}
std::uint64_t number(Instant at) {
  return static_cast<std::uint64_t>(at.ms);
}

Result<std::optional<Device>> one_device(Query& query) {
  HW_TRY(found, query.next());
  if (!found) {
    return std::optional<Device>();
  }
  return std::optional(Device{Origin::of(query.octets(0)), UserId::of(query.octets(1)),
                              std::string(query.octets(2)), instant(query, 3)});
}

Result<std::optional<RecoveryRequest>> one_recovery(Query& query) {
  HW_TRY(found, query.next());
  if (!found) {
    return std::optional<RecoveryRequest>();
  }
  return std::optional(RecoveryRequest{
      RecordId::of(query.octets(0)), UserId::of(query.octets(1)), Origin::of(query.octets(2)),
      Bytes(query.octets(3)), Bytes(query.octets(4)), Bytes(query.octets(5)), instant(query, 6)});
}

}  // namespace

Result<void> Accounts::put_device(const Device& device, const Digest& token) {
  Query query(db_, server_sql::put_device);
  return query.with(device.origin.view())
      .with(device.user.view())
      .with(token.view())
      .with_text(device.name)
      .with(number(device.registered_at))
      .run();
}

Result<std::optional<Device>> Accounts::device(const Digest& token) {
  Query query(db_, server_sql::device);
  query.with(token.view());
  return one_device(query);
}

Result<std::optional<Device>> Accounts::device_of(const Origin& origin) {
  Query query(db_, server_sql::device_of);
  query.with(origin.view());
  return one_device(query);
}

Result<void> Accounts::put_recovery(const RecoveryRequest& request) {
  HW_CHECK(Query(db_, server_sql::erase_recoveries_of).with(request.origin.view()).run());
  Query query(db_, server_sql::put_recovery);
  return query.with(request.id.view())
      .with(request.user.view())
      .with(request.origin.view())
      .with(request.sealed_key)
      .with(request.reply_key)
      .with(request.answer)
      .with(number(request.at))
      .run();
}

Result<std::optional<RecoveryRequest>> Accounts::recovery(const RecordId& id) {
  Query query(db_, server_sql::recovery);
  query.with(id.view());
  return one_recovery(query);
}

Result<std::vector<RecoveryRequest>> Accounts::recoveries_waiting() {
  Query query(db_, server_sql::recoveries_waiting);
  std::vector<RecoveryRequest> found;
  for (;;) {
    HW_TRY(request, one_recovery(query));
    if (!request) {
      return found;
    }
    found.push_back(*request);
  }
}

Result<void> Accounts::answer_recovery(const RecordId& id, const Bytes& answer, Instant now) {
  Query query(db_, server_sql::answer_recovery);
  return query.with(answer).with(number(now)).with(id.view()).run();
}

Result<void> Accounts::erase_recoveries_answered(Instant until) {
  return Query(db_, server_sql::erase_recoveries_answered).with(number(until)).run();
}

Result<void> Accounts::audit(const AuditLine& line) {
  Query query(db_, server_sql::put_audit);
  return query.with(number(line.at))
      .with(line.user.view())
      .with_text(line.act)
      .with(line.child.view())
      .with(line.record.view())
      .with_text(line.detail)
      .run();
}

Result<std::vector<AuditLine>> Accounts::audit_lines(const RecordId& child, std::size_t count) {
  Query query(db_, child.is_zero() ? server_sql::audit_lines : server_sql::audit_lines_of_child);
  if (!child.is_zero()) {
    query.with(child.view());
  }
  query.with(std::uint64_t{count});
  std::vector<AuditLine> lines;
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return lines;
    }
    lines.push_back({instant(query, 0), UserId::of(query.octets(1)), std::string(query.octets(2)),
                     RecordId::of(query.octets(3)), RecordId::of(query.octets(4)),
                     std::string(query.octets(5))});
  }
}

}  // namespace homeward
