// What a device and the server say to each other about the files of attachments: one
// request, one answer, beside the exchange of changes (docs/protocol.md, P28 to P35).
//
// A frame is as every other (sync/frame.h), and at most `pieces_frame_octets_max`. Every
// list is bounded.
#pragma once

#include "core/record/attachment.h"
#include "sync/messages.h"

namespace homeward {

constexpr std::size_t pieces_frame_octets_max = 1024 * 1024;
constexpr std::size_t pieces_at_once_max = 8;       // in one message, either way
constexpr std::size_t pieces_at_once_usual = 4;     // so that a slow line ends in time (S9)
constexpr std::size_t attachments_asked_max = 256;  // in one request

struct PieceName {
  RecordId attachment;
  Digest piece;

  std::strong_ordering operator<=>(const PieceName&) const = default;
};

struct Piece {
  RecordId attachment;
  Bytes octets;

  bool operator==(const Piece&) const = default;
};

struct PiecesRequest {
  std::vector<RecordId> asked;  // what of these does the server lack?
  std::vector<Piece> sent;
  std::vector<PieceName> wanted;
  Bytes more;  // from a newer program; not looked at (M8)

  bool operator==(const PiecesRequest&) const = default;
};

// "All of the file of this attachment is on disk here."
struct Holding {
  DatasetId dataset;
  Epoch epoch;
  RecordId attachment;
  Digest whole;
  Instant at;  // by the server's clock

  bool operator==(const Holding&) const = default;
};

struct SignedHolding {
  Holding holding;
  std::array<std::uint8_t, 64> signature{};  // Ed25519 over signed_octets(holding)

  BytesView signature_view() const {
    return {reinterpret_cast<const char*>(signature.data()), signature.size()};
  }
  bool operator==(const SignedHolding&) const = default;
};

// What is signed: a purpose, then the canonical form of the holding.
Bytes signed_octets(const Holding& holding);

struct Lacking {
  RecordId attachment;
  std::vector<Digest> pieces;

  bool operator==(const Lacking&) const = default;
};

// One of `lacking`, `held` or `unknown` for each attachment that was asked about or of
// which a piece was sent; one of `pieces` or `absent` for each that was wanted.
struct PiecesAnswer {
  std::vector<Lacking> lacking;
  std::vector<SignedHolding> held;
  std::vector<RecordId> unknown;  // no attachment here whose file this person may send or see
  std::vector<Piece> pieces;
  std::vector<PieceName> absent;    // not here, or not whole any more, or not this person's to see
  std::vector<RecordId> backed_up;  // of those held: whole in a verified backup (S4)
  Bytes more;                       // from a newer program; not looked at (M8)

  bool operator==(const PiecesAnswer&) const = default;
};

Bytes frame(const PiecesRequest& request);
Bytes frame(const PiecesAnswer& answer);

// Each checks frame, form and limits.
Result<PiecesRequest> read_pieces_request(BytesView octets);
Result<PiecesAnswer> read_pieces_answer(BytesView octets);

// ---- how they are written

template <class Archive>
void serialize(Archive& archive, PieceName& name) {
  archive(name.attachment, name.piece);
}
template <class Archive>
void serialize(Archive& archive, Piece& piece) {
  archive(piece.attachment, piece.octets);
}
template <class Archive>
void serialize(Archive& archive, PiecesRequest& request) {
  archive(request.asked, request.sent, request.wanted, request.more);
}
template <class Archive>
void serialize(Archive& archive, Holding& holding) {
  archive(holding.dataset, holding.epoch, holding.attachment, holding.whole, holding.at);
}
template <class Archive>
void serialize(Archive& archive, SignedHolding& holding) {
  archive(holding.holding, holding.signature);
}
template <class Archive>
void serialize(Archive& archive, Lacking& lacking) {
  archive(lacking.attachment, lacking.pieces);
}
template <class Archive>
void serialize(Archive& archive, PiecesAnswer& answer) {
  archive(answer.lacking, answer.held, answer.unknown, answer.pieces, answer.absent, answer.more);
}

}  // namespace homeward
