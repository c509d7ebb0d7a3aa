#include "tests/server/tablet.h"

#include "sync/rescue.h"

#include "tests/sync/builders.h"

namespace homeward::test {
namespace {

constexpr Instant device_time{1'790'000'000'000};

}  // namespace

Tablet::Tablet(std::uint16_t port, const std::string& who, const UserId& user, unsigned number,
               const Authority& authority)
    : client_(store_),
      browser_(std::in_place, port),
      origin_(test::origin(number)),
      user_(user),
      receipt_key_(authority.receipt_key.public_half) {
  HW_ASSERT(browser_->sign_in(who).status == 200);
  const http::Answer registered = browser_->post(
      "/api/devices", R"({"origin":")" + origin_.hex() + R"(","name":"a test tablet","user":")" +
                          user_.hex() + "\"}");
  HW_ASSERT(registered.status == 201);
  browser_->device_token = text_in(registered.body, "device_token");
  auto transaction = Transaction::begin(store_);
  ClientState state;
  state.origin = origin_;
  HW_ASSERT(store_.put_state(state).ok() && transaction.value().commit().ok());
}

void Tablet::write(const RecordHeader& record, const FieldKey& field, std::string_view text) {
  write(record, {homeward::field(field, Value::text(text))});
}

void Tablet::write(const RecordHeader& header, std::vector<Version> versions) {
  const std::optional<Record> here = record(header);
  ChangeBuilder builder(origin_, ++written_, header);
  builder.by(user_);
  for (Version& version : versions) {
    builder.writes(version.field, version.value,
                   here ? here->seen(version.field) : std::vector<Name>{});
  }
  auto transaction = Transaction::begin(store_);
  const Result<void> appended = store_.append_own(builder.build());
  ASSERT_TRUE(appended.ok()) << appended.error().detail;
  ASSERT_TRUE(transaction.value().commit().ok());
}

Bytes Tablet::rescue() const {
  return join_rescue(client_.rescue({}).value());
}

Bytes Tablet::request() {
  return client_.request(device_time).value();
}

int Tablet::exchange() {
  answered = browser_->post_octets("/api/sync", request());
  if (answered.status != 200) {
    return answered.status;
  }
  auto took = client_.take(answered.body, device_time, device_time);
  EXPECT_TRUE(took.ok()) << took.error().detail;
  taken = took.value();
  if (taken.is_asked_again) {
    return exchange();
  }
  if (taken.to_verify && signature_holds(receipt_key_, signed_octets(taken.to_verify->receipt),
                                         taken.to_verify->signature_view())) {
    EXPECT_TRUE(client_.confirm(*taken.to_verify).ok());
  }
  return answered.status;
}

void Tablet::sync() {
  do {
    ASSERT_EQ(exchange(), 200) << answered.body;
  } while (taken.more);
}

int Tablet::compare(Comparison& comparison) {
  answered = browser_->post_octets("/api/compare", comparison.request().value());
  if (answered.status == 200) {
    const auto took = comparison.take(answered.body);
    EXPECT_TRUE(took.ok()) << took.error().detail;
  }
  return answered.status;
}

std::uint64_t Tablet::held() const {
  return store_.state().value().confirmed_number();
}

std::optional<Record> Tablet::record(const RecordHeader& header) const {
  return store_.record(header.id).value();
}

void Tablet::reconnect(std::uint16_t port) {
  const std::string cookie = browser_->cookie;
  const std::string token = browser_->device_token;
  const std::string user = browser_->user;
  browser_.emplace(port);
  browser_->cookie = cookie;
  browser_->device_token = token;
  browser_->user = user;
}

}  // namespace homeward::test
