// What a device sends: its own changes, or what stands for them.
#include <algorithm>
#include <utility>

#include "sync/client.h"
#include "sync/leaving.h"
#include "sync/link.h"

namespace homeward {
namespace {

// In one request, of what a purge took.
constexpr std::size_t left_octets_max = 1024 * 1024;

}  // namespace

// P40: digests in place of changes, so that nothing of them can be taken.
Result<void> SyncClient::ask_what_is_shared(Request& request, const Origin& successor) {
  if (asks_from_start_) {
    request.confirmed.reset();
  }
  const std::uint64_t base = request.confirmed_number();
  HW_TRY(digests, digests_from(request.origin, base + 1, request.newest));
  asked_up_to_ = base + digests.size();
  request.pushed = std::move(digests);
  request.successor = successor_ = successor;
  return {};
}

Result<std::vector<Pushed>> SyncClient::digests_from(const Origin& origin, std::uint64_t first,
                                                     std::uint64_t newest) const {
  const std::uint64_t last = std::min<std::uint64_t>(newest, first - 1 + pushed_changes_max);
  std::vector<Pushed> digests;
  while (first + digests.size() <= last) {
    HW_TRY(pushed, push_from(origin, first + digests.size(), last, push_octets_));
    if (pushed.empty()) {
      return Error{Code::corrupt, "own changes: one is missing"};
    }
    for (Pushed& one : pushed) {
      const std::uint64_t number = first + digests.size();
      digests.push_back({Bytes(), link_of(one, origin, number).digest, Bytes()});
    }
  }
  return digests;
}

Result<std::vector<Bytes>> SyncClient::rescue(Instant now, bool with_files) const {
  HW_TRY(request, request_without_changes(now));
  HW_TRY(state, store_.state());
  std::vector<Bytes> parts;
  std::uint64_t next = request.confirmed_number() + 1;
  while (state.standing != Standing::forked && next <= request.newest) {
    HW_TRY(pushed, push_from(request.origin, next, request.newest, push_octets_));
    request.pushed = std::move(pushed);
    HW_ASSERT(!request.pushed.empty());
    next += request.pushed.size();
    parts.push_back(frame(request));
  }
  if (parts.empty() && with_files && state.standing != Standing::forked) {
    parts.push_back(frame(request));
  }
  return parts;
}

// In place of changes that a purge took, their digests: with their seals, of so many octets, or
// the changes where they are not sealed yet (P44).
Result<std::vector<Pushed>> SyncClient::push_from(const Origin& origin, std::uint64_t first,
                                                  std::uint64_t newest, std::size_t octets) const {
  std::vector<Pushed> pushed;
  std::size_t left_octets = 0;
  HW_TRY(changes, store_.changes_from(origin, first, octets));
  auto next = changes.begin();
  for (std::uint64_t number = first; number <= newest && pushed.size() < pushed_changes_max;
       ++number) {
    if (next != changes.end() && next->number == number) {
      pushed.push_back({std::move(next->change), std::nullopt, Bytes()});
      ++next;
      continue;
    }
    // The page of changes ends before what is here; also before what came back after a purge.
    HW_TRY(is_here, store_.record_of(origin, number));
    HW_TRY(purged, store_.purged_digest(number));
    if (is_here || !purged) {
      break;
    }
    HW_TRY(left, left_of(store_, number));
    left_octets += left ? left->octets.size() : 0;
    if (left_octets > std::min(octets, left_octets_max) && !pushed.empty()) {
      break;
    }
    if (left && !left->is_sealed) {
      pushed.push_back({std::move(left->octets), std::nullopt, Bytes()});
    } else {
      pushed.push_back({Bytes(), purged, left ? std::move(left->octets) : Bytes()});
    }
  }
  return pushed;
}

}  // namespace homeward
