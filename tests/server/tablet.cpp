#include "tests/server/tablet.h"

#include <algorithm>

#include "core/record/fields.h"
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
      user_(user),
      receipt_key_(authority.receipt_key.public_half) {
  HW_ASSERT(browser_->sign_in(who).status == 200);
  const http::Answer registered = browser_->post(
      "/api/devices", R"({"origin":")" + test::origin(number).hex() +
                          R"(","name":"a test tablet","user":")" + user_.hex() + "\"}");
  HW_ASSERT(registered.status == 201);
  browser_->device_token = text_in(registered.body, "device_token");
  auto transaction = Transaction::begin(store_);
  ClientState state;
  state.origin = test::origin(number);
  HW_ASSERT(store_.put_state(state).ok() && transaction.value().commit().ok());
}

void Tablet::write(const RecordHeader& record, const FieldKey& field, std::string_view text) {
  write(record, {homeward::field(field, Value::text(text))});
}

void Tablet::write(const RecordHeader& header, std::vector<Version> versions) {
  const std::optional<Record> here = record(header);
  ChangeBuilder builder(origin(), newest() + 1, header);
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

std::vector<QuarantineNotice> Tablet::notices() const {
  std::vector<QuarantineNotice> found;
  for (HeldNotice& held : held_notices()) {
    found.push_back(std::move(held.notice));
  }
  return found;
}

Bytes Tablet::rescue() const {
  const auto carried = files_->carry(rescue_files_octets_max).value();
  std::vector<Bytes> parts = client_.rescue({}, !carried.requests.empty()).value();
  parts.insert(parts.end(), carried.requests.begin(), carried.requests.end());
  return join_rescue(parts);
}

RecordHeader Tablet::attach(const RecordHeader& to, BytesView file) {
  const RecordHeader header{test::record_id(9000 + static_cast<unsigned>(newest())),
                            std::string(attachment_type), to.child, to.episode};
  write(header, {homeward::field(FieldKey(file_field),
                                 Value::text(written(manifest_of("text/plain", file))))});
  auto transaction = Transaction::begin(store_);
  for (std::size_t at = 0; at < file.size(); at += piece_octets_max) {
    EXPECT_TRUE(store_.put_piece(header.id, file.substr(at, piece_octets_max)).ok());
  }
  EXPECT_TRUE(transaction.value().commit().ok());
  return header;
}

int Tablet::exchange_pieces() {
  const Bytes request = files().request().value();
  if (request.empty()) {
    return 0;
  }
  pieces_sent += read_pieces_request(request).value().sent.size();
  answered = browser_->post_octets("/api/pieces", request);
  if (answered.status != 200) {
    return answered.status;
  }
  pieces_got += read_pieces_answer(answered.body).value().pieces.size();
  const auto took = files().take(answered.body);
  EXPECT_TRUE(took.ok()) << took.error().detail;
  const bool all_good = std::all_of(
      took.value().to_verify.begin(), took.value().to_verify.end(), [&](const SignedHolding& held) {
        return signature_holds(receipt_key_, signed_octets(held.holding), held.signature_view());
      });
  EXPECT_TRUE(all_good && files().confirm().ok());
  return answered.status;
}

void Tablet::sync_files() {
  files().begin_round();
  for (int status = 200; status != 0;) {
    status = exchange_pieces();
    ASSERT_TRUE(status == 0 || status == 200) << answered.body;
  }
}

bool Tablet::is_held(const RecordHeader& file) const {
  return holding_of(store_, file.id).value().has_value();
}

std::optional<Bytes> Tablet::file(const RecordHeader& of) const {
  const auto here = record(of);
  const auto manifest = here ? manifest_in(*here) : std::nullopt;
  const auto file = manifest ? read_file(store_, of.id, *manifest)
                             : Result<Bytes>(Error{Code::not_found, "no record"});
  return file.ok() ? std::optional(file.value()) : std::nullopt;
}

Bytes Tablet::request() {
  if (!has_met_ && newest() > held()) {
    has_met_ = true;
    has_met_ = exchange() == 200;
  }
  Origin successor = origin();
  ++successor.octets[2];
  return client_.request(device_time, successor).value();
}

int Tablet::exchange() {
  answered = browser_->post_octets("/api/sync", request());
  if (answered.status != 200) {
    return answered.status;
  }
  auto took = client_.take(answered.body, device_time, device_time);
  EXPECT_TRUE(took.ok()) << took.error().detail;
  taken = took.value();
  has_met_ = true;
  if (taken.is_asked_again) {
    return exchange();
  }
  if (taken.to_verify && signature_holds(receipt_key_, signed_octets(taken.to_verify->receipt),
                                         taken.to_verify->signature_view())) {
    const auto confirmed = client_.confirm(*taken.to_verify);
    EXPECT_TRUE(confirmed.ok());
    taken.more = taken.more || confirmed.value();
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
