#include "sync/messages.h"

#include <algorithm>

#include "sync/batch.h"
#include "sync/frame.h"
#include "sync/known_more.h"

namespace homeward {
namespace {

template <class List, class Name>
bool ascending(const List& list, Name name) {
  return std::adjacent_find(list.begin(), list.end(), [&](const auto& a, const auto& b) {
           return !(name(a) < name(b));
         }) == list.end();
}

Error bad(const char* why) {
  return {Code::bad_input, why};
}

// Lists whose items are large in memory and small in octets: the count is checked
// before anything is kept.
template <class Item>
void load_bounded(Reader& archive, std::vector<Item>& list) {
  const std::size_t count = archive.get_count(2);
  if (count > pushed_changes_max) {
    archive.fail("a list of more than 8192");
  }
  list.resize(count);
  for (Item& item : list) {
    archive(item);
  }
}

// By where it is among what is pushed.
struct SealedAt {
  std::uint64_t at = 0;
  Bytes octets;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(at, octets);
  }
};

Bytes more_of(const Request& request) {
  std::vector<SealedAt> sealed;
  for (std::size_t i = 0; i < request.pushed.size(); ++i) {
    if (!request.pushed[i].sealed.empty()) {
      sealed.push_back({i, request.pushed[i].sealed});
    }
  }
  return with_known(!sealed.empty(), sealed, request.more);
}

Bytes more_of(const Answer& answer) {
  return with_known(answer.backed_up > 0, answer.backed_up, answer.more);
}

// Of a request whose pack names what is not here, nothing was taken.
void load_more(const Reader& archive, Request& request) {
  const Bytes as_it_came = request.more;
  std::vector<SealedAt> sealed;
  take_known(request.more, [&](Reader& known) { load_bounded(known, sealed); });
  if (request.lacks_base) {
    return;
  }
  for (auto& [at, octets] : sealed) {
    if (at >= request.pushed.size() || !request.pushed[at].purged) {
      archive.fail("request: a seal beside no digest");
    }
    request.pushed[at].sealed = std::move(octets);
  }
  if (more_of(request) != as_it_came) {
    archive.fail("request: not in its one form");
  }
}

void load_more(const Reader& archive, Answer& answer) {
  const Bytes as_it_came = answer.more;
  take_known(answer.more, [&](Reader& known) { known(answer.backed_up); });
  if (more_of(answer) != as_it_came) {
    archive.fail("answer: not in its one form");
  }
}

// What a request says of the receipt it has.
enum class Shown : std::uint64_t { nothing = 0, claim = 1, receipt = 2 };

void save(Writer& archive, const Request& request, Bases* bases) {
  archive(request.origin, request.epoch);
  const Shown shown = request.confirmed ? Shown::receipt
                      : request.claim   ? Shown::claim
                                        : Shown::nothing;
  archive.put_number(static_cast<std::uint64_t>(shown));
  if (shown == Shown::receipt) {
    archive(*request.confirmed);
  } else if (shown == Shown::claim) {
    archive(*request.claim);
  }
  archive(request.newest, request.cursor, request.device_time, request.page_octets);
  save_pushed(archive, request.pushed, bases);
  archive(request.unsure, request.wants_whole, request.successor, more_of(request));
}

void load(Reader& archive, Request& request, Bases* bases) {
  archive(request.origin, request.epoch);
  const std::uint64_t shown = archive.get_number();
  if (shown == static_cast<std::uint64_t>(Shown::receipt)) {
    archive(request.confirmed.emplace());
  } else if (shown == static_cast<std::uint64_t>(Shown::claim)) {
    archive(request.claim.emplace());
  } else if (shown != 0) {
    archive.fail("request: neither a claim nor a receipt");
  }
  archive(request.newest, request.cursor, request.device_time, request.page_octets);
  request.lacks_base = !load_pushed(archive, request.pushed, bases);
  archive(request.unsure, request.wants_whole, request.successor, request.more);
  load_more(archive, request);
}

void save(Writer& archive, const Answer& answer, Bases* bases) {
  const bool is_of_epoch = answer.epoch.is_zero();
  archive(answer.in_reply_to, is_of_epoch);
  if (!is_of_epoch) {
    archive(answer.dataset, answer.epoch);
  }
  archive(answer.server_time, static_cast<std::uint8_t>(answer.standing), answer.receipt,
          answer.quarantined, answer.withdrawn, answer.decided);
  save_page(archive, answer.page, bases);
  archive(answer.next, answer.remaining, answer.wants_whole, more_of(answer));
}

template <class LoadPage>
void load(Reader& archive, Answer& answer, LoadPage load_page) {
  std::uint8_t standing = 0;
  bool is_of_epoch = false;
  archive(answer.in_reply_to, is_of_epoch);
  if (!is_of_epoch) {
    archive(answer.dataset, answer.epoch);
    if (answer.epoch.is_zero()) {
      archive.fail("answer: no epoch");
    }
  }
  archive(answer.server_time, standing, answer.receipt);
  load_bounded(archive, answer.quarantined);
  archive(answer.withdrawn);
  load_bounded(archive, answer.decided);
  load_page(archive, answer);
  archive(answer.next, answer.remaining, answer.wants_whole, answer.more);
  load_more(archive, answer);
  if (standing > static_cast<std::uint8_t>(Standing::show_receipt)) {
    archive.fail("answer: unknown standing");
  }
  answer.standing = static_cast<Standing>(standing);
}

}  // namespace

Claim claim_of(const Receipt& receipt) {
  Claim claim{receipt.number, {}};
  std::copy_n(receipt.chain.octets.begin(), claim.chain.size(), claim.chain.begin());
  return claim;
}

Bytes signed_octets(const Receipt& receipt) {
  return "homeward receipt 1\n" + encode(receipt);
}

ReplyTo reply_to(BytesView request_frame) {
  const Digest whole = digest("homeward request 1", {request_frame});
  ReplyTo first{};
  std::copy_n(whole.octets.begin(), first.size(), first.begin());
  return first;
}

Bytes frame(const Request& request, Bases* bases) {
  Writer body;
  save(body, request, bases);
  return framed(Kind::request, body.take());
}
Bytes frame(const Answer& answer, Bases* bases) {
  Writer body;
  save(body, answer, bases);
  return framed(Kind::answer, body.take());
}

Result<Request> read_request(BytesView octets, Bases* bases) {
  HW_TRY(request, read_frame<Request>(Kind::request, octets, [&](Reader& reader, Request& into) {
           load(reader, into, bases);
         }));
  if (request.origin.is_zero()) {
    return bad("request: no origin");
  }
  if (request.confirmed && request.confirmed->receipt.origin != request.origin) {
    return bad("request: a receipt for another origin");
  }
  const std::uint64_t confirmed = request.confirmed_number();
  if (request.newest < confirmed || request.newest - confirmed < request.pushed.size()) {
    return bad("request: more changes pushed than the device says it has");
  }
  const bool one_each = std::all_of(
      request.pushed.begin(), request.pushed.end(),
      [](const Pushed& pushed) { return pushed.change.empty() == pushed.purged.has_value(); });
  if (!one_each) {
    return bad("request: a pushed change must have octets or a digest");
  }
  const bool asks_well = !request.successor ||
                         (!request.successor->is_zero() && *request.successor != request.origin &&
                          std::all_of(request.pushed.begin(), request.pushed.end(),
                                      [](const Pushed& pushed) { return pushed.purged; }));
  if (!asks_well) {
    return bad("request: a new origin needs to be another one, and digests beside it");
  }
  if (!ascending(request.unsure, [](const auto& child) { return child; })) {
    return bad("request: children not in ascending order");
  }
  return std::move(request);
}

Result<Answer> read_answer(BytesView octets, Bases* bases) {
  const auto load_page = [&](Reader& reader, Answer& into) {
    into.lacks_base = !homeward::load_page(reader, into.page, bases);
  };
  HW_TRY(answer, read_frame<Answer>(Kind::answer, octets, [&](Reader& reader, Answer& into) {
           load(reader, into, load_page);
         }));
  const bool in_order =
      ascending(answer.quarantined, [](const auto& notice) { return notice.number; }) &&
      ascending(answer.withdrawn, [](const auto& withdrawal) { return withdrawal.child; }) &&
      std::all_of(answer.withdrawn.begin(), answer.withdrawn.end(), [](const auto& withdrawal) {
        return ascending(withdrawal.episodes_kept, [](const auto& id) { return id; });
      });
  if (!in_order) {
    return bad("answer: a list is not in ascending order");
  }
  return std::move(answer);
}

Result<Answer> read_around_page(BytesView octets) {
  return read_frame<Answer>(Kind::answer, octets, [](Reader& reader, Answer& into) {
    load(reader, into, [](Reader& past, Answer&) { skip_page(past); });
  });
}

}  // namespace homeward
