#include "sync/piece_client.h"

#include <algorithm>

namespace homeward {
namespace {

// So many damaged on their way are no accident: the round ends, and another is tried later.
constexpr std::size_t damaged_max = 8;

bool is_empty(const PiecesRequest& request) {
  return request.asked.empty() && request.sent.empty() && request.wanted.empty();
}

Result<std::optional<FileManifest>> manifest_here(const ClientStore& store,
                                                  const RecordId& attachment) {
  HW_TRY(record, store.record(attachment));
  return record ? manifest_in(*record) : std::nullopt;
}

void note(std::vector<RecordId>& changed, const RecordId& attachment) {
  if (std::find(changed.begin(), changed.end(), attachment) == changed.end()) {
    changed.push_back(attachment);
  }
}

}  // namespace

void PieceClient::begin_round() {
  unknown_.clear();
  absent_.clear();
  damaged_ = 0;
  for (const auto& [attachment, pieces] : lacking_) {
    told_.erase(attachment);
  }
}

// Not held by the council, as far as is known; and each other once, since the council's
// disk may have lost of it what it once held.
Result<std::vector<RecordId>> PieceClient::to_offer() const {
  HW_TRY(here, store_.attachments_with_pieces());
  std::vector<RecordId> offered;
  for (const RecordId& attachment : here) {
    HW_TRY(holding, holding_of(store_, attachment));
    const bool is_settled = told_.count(attachment) > 0 && (holding || lacking_.count(attachment));
    if (!is_settled && unknown_.count(attachment) == 0) {
      offered.push_back(attachment);
    }
  }
  return offered;
}

Result<void> PieceClient::ask(PiecesRequest& request) {
  HW_TRY(offered, to_offer());
  offered.resize(std::min(offered.size(), attachments_asked_max));
  request.asked = std::move(offered);
  return {};
}

Result<void> PieceClient::send(PiecesRequest& request, std::size_t pieces) {
  for (const auto& [attachment, lacking] : lacking_) {
    for (const Digest& name : lacking) {
      if (request.sent.size() == pieces) {
        return {};
      }
      auto piece = store_.piece(attachment, name);
      if (piece.ok() && piece.value()) {
        request.sent.push_back({attachment, *piece.value()});
      } else if (!piece.ok() && piece.error().code != Code::corrupt) {
        return piece.error();
      }
    }
  }
  return {};
}

Result<void> PieceClient::get(PiecesRequest& request, std::size_t pieces) {
  HW_TRY(wanted, wanted_files(store_));
  for (const RecordId& attachment : wanted) {
    HW_TRY(manifest, manifest_here(store_, attachment));
    if (!manifest || absent_.count(attachment) > 0 || damaged_ >= damaged_max) {
      continue;
    }
    HW_TRY(missing, missing_pieces(store_, attachment, *manifest));
    for (const Digest& name : missing) {
      if (request.wanted.size() == pieces) {
        return {};
      }
      request.wanted.push_back({attachment, name});
    }
  }
  return {};
}

Result<Bytes> PieceClient::request(std::size_t pieces) {
  pieces = std::max<std::size_t>(pieces, 1);
  sent_ = {};
  to_confirm_.clear();
  PiecesRequest request;
  HW_CHECK(ask(request));
  if (damaged_ < damaged_max) {
    HW_CHECK(send(request, pieces));
  }
  HW_CHECK(get(request, pieces));
  if (is_empty(request)) {
    return Bytes();
  }
  sent_ = std::move(request);
  return frame(sent_);
}

Result<void> PieceClient::end_wish(const RecordId& attachment) {
  HW_TRY(manifest, manifest_here(store_, attachment));
  if (manifest) {
    HW_TRY(missing, missing_pieces(store_, attachment, *manifest));
    return missing.empty() ? want_file(store_, attachment, false) : Result<void>();
  }
  return {};
}

// Only what was asked for, under the name it was asked for by: anything else was damaged.
Result<void> PieceClient::take_pieces(const PiecesAnswer& answer, PiecesTaken& taken) {
  for (const Piece& piece : answer.pieces) {
    const PieceName name{piece.attachment, piece_digest(piece.octets)};
    const auto& wanted = sent_.wanted;
    HW_TRY(record, store_.record(piece.attachment));
    if (std::find(wanted.begin(), wanted.end(), name) == wanted.end() || !record) {
      ++damaged_;
      continue;
    }
    HW_CHECK(keep_got_piece(store_, piece));
    HW_CHECK(end_wish(piece.attachment));
    note(taken.changed, piece.attachment);
  }
  return {};
}

void PieceClient::take_lacking(const PiecesAnswer& answer, PiecesTaken& taken) {
  for (const Lacking& lacking : answer.lacking) {
    const auto before = lacking_.find(lacking.attachment);
    const bool was_sent = std::any_of(sent_.sent.begin(), sent_.sent.end(), [&](const Piece& one) {
      return one.attachment == lacking.attachment;
    });
    if (was_sent && before != lacking_.end() && before->second == lacking.pieces) {
      ++damaged_;
    }
    told_.insert(lacking.attachment);
    note(taken.changed, lacking.attachment);
    lacking_[lacking.attachment] = lacking.pieces;
  }
}

// What the council does not know, or says nothing of, is left for the next round.
void PieceClient::forget_untold(const PiecesAnswer& answer) {
  std::set<RecordId> untold(sent_.asked.begin(), sent_.asked.end());
  for (const Piece& piece : sent_.sent) {
    untold.insert(piece.attachment);
  }
  for (const Lacking& lacking : answer.lacking) {
    untold.erase(lacking.attachment);
  }
  for (const SignedHolding& held : answer.held) {
    untold.erase(held.holding.attachment);
  }
  for (const RecordId& attachment : untold) {
    unknown_.insert(attachment);
    lacking_.erase(attachment);
  }
}

Result<PiecesTaken> PieceClient::take(BytesView octets) {
  if (is_empty(sent_)) {
    return Error{Code::refused, "pieces: no answer was waited for"};
  }
  HW_TRY(answer, read_pieces_answer(octets));
  PiecesTaken taken;
  HW_TRY(transaction, Transaction::begin(store_));
  HW_CHECK(take_pieces(answer, taken));
  HW_CHECK(transaction.commit());
  take_lacking(answer, taken);
  forget_untold(answer);
  for (const PieceName& name : answer.absent) {
    absent_.insert(name.attachment);
    note(taken.changed, name.attachment);
  }
  sent_ = {};
  to_confirm_ = answer.held;
  backed_up_ = {answer.backed_up.begin(), answer.backed_up.end()};
  taken.to_verify = answer.held;
  return taken;
}

Result<void> PieceClient::confirm() {
  HW_TRY(state, store_.state());
  HW_TRY(transaction, Transaction::begin(store_));
  for (const SignedHolding& held : to_confirm_) {
    const Holding& holding = held.holding;
    HW_TRY(record, store_.record(holding.attachment));
    const auto manifest = record ? manifest_in(*record) : std::nullopt;
    const bool is_meant = (!record || (manifest && manifest->whole == holding.whole)) &&
                          holding.dataset == state.dataset && holding.epoch == state.epoch;
    if (!is_meant) {
      unknown_.insert(holding.attachment);
      continue;
    }
    // Of a record that a purge took, nothing more is needed here once a backup holds it (S7).
    const bool is_over = !record && backed_up_.count(holding.attachment) > 0;
    HW_CHECK(is_over ? erase_file(store_, holding.attachment) : keep_holding(store_, held));
  }
  HW_CHECK(transaction.commit());
  for (const SignedHolding& held : to_confirm_) {
    told_.insert(held.holding.attachment);
    lacking_.erase(held.holding.attachment);
  }
  to_confirm_.clear();
  return {};
}

Result<PieceClient::Carried> PieceClient::carry(std::size_t octets) const {
  HW_TRY(unsent, unsent_files(store_));
  Carried carried;
  std::size_t used = 0;
  for (const RecordId& attachment : unsent) {
    std::vector<Bytes> requests;
    std::size_t more = 0;
    bool is_damaged = false;
    HW_TRY(names, store_.pieces(attachment));
    for (const Digest& name : names) {
      const auto piece = store_.piece(attachment, name);
      if (!piece.ok() && piece.error().code != Code::corrupt) {
        return piece.error();
      }
      is_damaged = is_damaged || !piece.ok();
      if (!is_damaged) {
        requests.push_back(frame(PiecesRequest{{}, {{attachment, *piece.value()}}, {}, {}}));
        more += requests.back().size();
      }
    }
    if (is_damaged || used + more > octets) {
      ++carried.left_out;
      continue;
    }
    used += more;
    carried.requests.insert(carried.requests.end(), requests.begin(), requests.end());
  }
  return carried;
}

std::optional<FileProgress> PieceClient::sending(const RecordId& attachment) const {
  const auto lacking = lacking_.find(attachment);
  const auto here = store_.pieces(attachment);
  if (lacking == lacking_.end() || !here.ok() || here.value().size() < lacking->second.size()) {
    return std::nullopt;
  }
  return FileProgress{here.value().size() - lacking->second.size(), here.value().size()};
}

}  // namespace homeward
