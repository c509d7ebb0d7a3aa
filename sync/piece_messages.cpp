#include "sync/piece_messages.h"

#include "sync/frame.h"
#include "sync/known_more.h"

namespace homeward {
namespace {

Bytes more_of(const PiecesAnswer& answer) {
  return with_known(!answer.backed_up.empty(), answer.backed_up, answer.more);
}

void load(Reader& reader, PiecesRequest& request) {
  reader(request);
}

void load(Reader& reader, PiecesAnswer& answer) {
  reader(answer);
  const Bytes as_it_came = answer.more;
  take_known(answer.more, [&](Reader& known) { known(answer.backed_up); });
  if (more_of(answer) != as_it_came) {
    reader.fail("pieces: not in its one form");
  }
}

template <class Message>
Result<Message> read_message(Kind kind, BytesView octets) {
  if (octets.size() > pieces_frame_octets_max) {
    return Error{Code::too_large, "pieces: a message of more than 1 MiB"};
  }
  return read_frame<Message>(kind, octets,
                             [](Reader& reader, Message& message) { load(reader, message); });
}

Result<void> check_list(std::size_t count, std::size_t most, const char* what) {
  return count <= most
             ? Result<void>()
             : Result<void>(Error{Code::bad_input, std::string("pieces: more than ") +
                                                       std::to_string(most) + " " + what});
}

Result<void> check_pieces(const std::vector<Piece>& pieces) {
  HW_CHECK(check_list(pieces.size(), pieces_at_once_max, "pieces at once"));
  for (const Piece& piece : pieces) {
    if (piece.octets.empty() || piece.octets.size() > piece_octets_max) {
      return Error{Code::bad_input, "pieces: a piece is from 1 to 65536 octets long"};
    }
  }
  return {};
}

}  // namespace

Bytes signed_octets(const Holding& holding) {
  return "homeward holding 1\n" + encode(holding);
}

Bytes frame(const PiecesRequest& request) {
  return framed(Kind::pieces, encode(request));
}

Bytes frame(const PiecesAnswer& answer) {
  PiecesAnswer written = answer;
  written.more = more_of(answer);
  return framed(Kind::pieces_answer, encode(written));
}

Result<PiecesRequest> read_pieces_request(BytesView octets) {
  HW_TRY(request, read_message<PiecesRequest>(Kind::pieces, octets));
  HW_CHECK(check_list(request.asked.size(), attachments_asked_max, "attachments"));
  HW_CHECK(check_list(request.wanted.size(), pieces_at_once_max, "pieces wanted"));
  HW_CHECK(check_pieces(request.sent));
  return request;
}

Result<PiecesAnswer> read_pieces_answer(BytesView octets) {
  constexpr std::size_t told_max = attachments_asked_max + pieces_at_once_max;
  HW_TRY(answer, read_message<PiecesAnswer>(Kind::pieces_answer, octets));
  HW_CHECK(check_list(answer.lacking.size(), told_max, "attachments"));
  HW_CHECK(check_list(answer.held.size(), told_max, "attachments"));
  HW_CHECK(check_list(answer.backed_up.size(), told_max, "attachments"));
  HW_CHECK(check_list(answer.unknown.size(), told_max, "attachments"));
  HW_CHECK(check_list(answer.absent.size(), pieces_at_once_max, "pieces absent"));
  HW_CHECK(check_pieces(answer.pieces));
  return answer;
}

}  // namespace homeward
