#include "sync/messages.h"

#include <algorithm>

namespace homeward {
namespace {

constexpr BytesView magic = "HWSY";

enum class Kind : std::uint64_t { request = 1, answer = 2 };

Bytes framed(Kind kind, const Bytes& body) {
  Writer writer;
  writer.put_octets(magic);
  writer.put_number(protocol_version);
  writer.put_number(static_cast<std::uint64_t>(kind));
  writer.put_octets(body);
  return writer.take();
}

// The octets after a frame's head. The version is looked at before the kind: a
// newer version may have other kinds.
BytesView unframe(Kind kind, BytesView octets) {
  Reader reader(octets);
  if (octets.substr(0, magic.size()) != magic) {
    reader.fail("frame: not a sync message");
  }
  reader.get_octets(magic.size());
  const std::uint64_t version = reader.get_number();
  if (version != protocol_version) {
    throw ArchiveError({Code::unsupported, "frame: protocol version " + std::to_string(version) +
                                               ", this program speaks " +
                                               std::to_string(protocol_version)});
  }
  if (reader.get_number() != static_cast<std::uint64_t>(kind)) {
    reader.fail("frame: another kind of message expected");
  }
  return octets.substr(reader.position());
}

template <class Message>
Result<Message> read_frame(Kind kind, BytesView octets) {
  if (octets.size() > frame_octets_max) {
    return Error{Code::too_large, "frame: over 4 MiB"};
  }
  try {
    return decode<Message>(unframe(kind, octets));
  } catch (const ArchiveError& caught) {
    return caught.error;
  }
}

template <class List, class Name>
bool ascending(const List& list, Name name) {
  return std::adjacent_find(list.begin(), list.end(), [&](const auto& a, const auto& b) {
           return !(name(a) < name(b));
         }) == list.end();
}

Error bad(const char* why) {
  return {Code::bad_input, why};
}

}  // namespace

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

template <class Archive>
void serialize(Archive& archive, Pushed& pushed) {
  archive(pushed.change, pushed.purged);
}
template <class Archive>
void serialize(Archive& archive, PageChange& change) {
  archive(change.position, change.change);
}

void save(Writer& archive, const Request& request) {
  archive(request.origin, request.epoch, request.confirmed, request.newest, request.cursor,
          request.device_time, request.page_octets, request.pushed, request.unsure, request.more);
}
void load(Reader& archive, Request& request) {
  archive(request.origin, request.epoch, request.confirmed, request.newest, request.cursor,
          request.device_time, request.page_octets);
  load_bounded(archive, request.pushed);
  archive(request.unsure, request.more);
}
void save(Writer& archive, const Answer& answer) {
  archive(answer.in_reply_to, answer.dataset, answer.server_time, answer.epoch,
          static_cast<std::uint8_t>(answer.standing), answer.receipt, answer.quarantined,
          answer.withdrawn, answer.page, answer.next, answer.remaining, answer.more);
}

void load(Reader& archive, Answer& answer) {
  std::uint8_t standing = 0;
  archive(answer.in_reply_to, answer.dataset, answer.server_time, answer.epoch, standing,
          answer.receipt);
  load_bounded(archive, answer.quarantined);
  archive(answer.withdrawn);
  load_bounded(archive, answer.page);
  archive(answer.next, answer.remaining, answer.more);
  if (standing > static_cast<std::uint8_t>(Standing::forked)) {
    archive.fail("answer: unknown standing");
  }
  answer.standing = static_cast<Standing>(standing);
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

Bytes frame(const Request& request) {
  return framed(Kind::request, encode(request));
}
Bytes frame(const Answer& answer) {
  return framed(Kind::answer, encode(answer));
}

Result<Request> read_request(BytesView octets) {
  HW_TRY(request, read_frame<Request>(Kind::request, octets));
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
  if (!ascending(request.unsure, [](const auto& child) { return child; })) {
    return bad("request: children not in ascending order");
  }
  return std::move(request);
}

Result<Answer> read_answer(BytesView octets) {
  HW_TRY(answer, read_frame<Answer>(Kind::answer, octets));
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

}  // namespace homeward
