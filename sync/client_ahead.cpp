// The next page of a pull, asked for while one is taken (P43).
#include "sync/client.h"

namespace homeward {
namespace {

bool brings_a_page_alone(const Answer& answer) {
  return answer.remaining > 0 && answer.standing == Standing::ok && !answer.receipt &&
         answer.withdrawn.empty();
}

}  // namespace

Result<Bytes> SyncClient::request_ahead(BytesView octets, Instant now) {
  ahead_.reset();
  const auto answer = read_around_page(octets);  // what is wrong with it, take() says
  if (!answer.ok() || answer.value().in_reply_to != waiting_for_ ||
      !brings_a_page_alone(answer.value())) {
    return Bytes();
  }
  Snapshot snapshot(store_);
  HW_CHECK(snapshot.begin());
  // What take() reads of these, it asks about.
  HW_TRY(aside, store_.aside());
  if (!has_read_aside_ && !aside.empty()) {
    return Bytes();
  }
  HW_TRY(request, request_without_changes(now));
  HW_TRY(state, store_.state());
  request.epoch = answer.value().epoch.is_zero() ? state.epoch : answer.value().epoch;
  if (request.newest != state.confirmed_number() || !request.unsure.empty() ||
      (state.confirmed && state.confirmed->receipt.epoch != request.epoch) ||
      state.standing == Standing::forked) {
    return Bytes();
  }
  if (state.confirmed) {
    request.claim = claim_of(state.confirmed->receipt);
    request.confirmed.reset();
  }
  request.cursor = answer.value().next;
  Bytes ahead = frame(request);
  ahead_ = reply_to(ahead);
  return ahead;
}

}  // namespace homeward
