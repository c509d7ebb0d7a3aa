#include "sync/files_here.h"

#include <algorithm>

#include "core/base/sorting.h"

namespace homeward {
namespace {

constexpr const char* wanted_key = "files_wanted";

std::string holding_key(const RecordId& attachment) {
  return "holding/" + attachment.hex();
}

std::string got_key(const RecordId& attachment) {
  return "file_got/" + attachment.hex();
}

}  // namespace

Result<std::optional<Bytes>> undamaged(BytesView octets, const Digest& name) {
  if (piece_digest(octets) != name) {
    return Error{Code::corrupt, "a piece of a file is damaged"};
  }
  return std::optional<Bytes>(octets);
}

Result<std::optional<SignedHolding>> holding_of(const ClientStore& store,
                                                const RecordId& attachment) {
  HW_TRY(octets, store.meta(holding_key(attachment)));
  if (!octets) {
    return std::optional<SignedHolding>();
  }
  HW_TRY(holding, decode<SignedHolding>(*octets));
  HW_TRY(state, store.state());
  return holding.holding.epoch == state.epoch ? std::optional(holding) : std::nullopt;
}

Result<void> keep_holding(ClientStore& store, const SignedHolding& holding) {
  return store.put_meta(holding_key(holding.holding.attachment), encode(holding));
}

Result<std::vector<RecordId>> wanted_files(const ClientStore& store) {
  HW_TRY(octets, store.meta(wanted_key));
  return octets ? decode<std::vector<RecordId>>(*octets)
                : Result<std::vector<RecordId>>(std::vector<RecordId>());
}

Result<bool> is_wanted_file(const ClientStore& store, const RecordId& attachment) {
  HW_TRY(files, wanted_files(store));
  return std::binary_search(files.begin(), files.end(), attachment);
}

Result<void> want_file(ClientStore& store, const RecordId& attachment, bool wanted) {
  HW_TRY(files, wanted_files(store));
  const auto at = std::lower_bound(files.begin(), files.end(), attachment);
  const bool is_wanted = at != files.end() && *at == attachment;
  if (is_wanted == wanted) {
    return {};
  }
  if (wanted) {
    files.insert(at, attachment);
  } else {
    files.erase(at);
  }
  return store.put_meta(wanted_key, encode(files));
}

Result<std::vector<Digest>> missing_pieces(const Store& store, const RecordId& attachment,
                                           const FileManifest& manifest) {
  HW_TRY(here, store.pieces(attachment));
  std::vector<Digest> missing;
  for (const Digest& piece : manifest.pieces) {
    const bool is_here = std::binary_search(here.begin(), here.end(), piece);
    if (!is_here && std::find(missing.begin(), missing.end(), piece) == missing.end()) {
      missing.push_back(piece);
    }
  }
  return missing;
}

Result<void> keep_got_piece(ClientStore& store, const Piece& piece) {
  HW_TRY(here, store.pieces(piece.attachment));
  if (here.empty()) {
    HW_CHECK(store.put_meta(got_key(piece.attachment), "yes"));
  }
  return store.put_piece(piece.attachment, piece.octets);
}

Result<std::size_t> erase_damaged(Store& store, const RecordId& attachment) {
  HW_TRY(here, store.pieces(attachment));
  std::size_t damaged = 0;
  for (const Digest& name : here) {
    const auto piece = store.piece(attachment, name);
    if (!piece.ok() && piece.error().code == Code::corrupt) {
      HW_CHECK(store.erase_piece(attachment, name));
      ++damaged;
    }
  }
  return damaged;
}

Result<void> erase_file(ClientStore& store, const RecordId& attachment) {
  HW_TRY(here, store.pieces(attachment));
  for (const Digest& piece : here) {
    HW_CHECK(store.erase_piece(attachment, piece));
  }
  HW_CHECK(want_file(store, attachment, false));
  HW_CHECK(store.erase_meta(got_key(attachment)));
  return store.erase_meta(holding_key(attachment));
}

Result<void> purge_file(ClientStore& store, const RecordHeader& record) {
  if (record.type != attachment_type) {
    return {};
  }
  HW_TRY(got, store.meta(got_key(record.id)));
  return got ? erase_file(store, record.id) : want_file(store, record.id, false);
}

Result<bool> is_unsent_file(const ClientStore& store, const RecordId& attachment) {
  HW_TRY(holding, holding_of(store, attachment));
  HW_TRY(got, store.meta(got_key(attachment)));
  if (holding || got) {
    return false;
  }
  HW_TRY(here, store.pieces(attachment));
  return !here.empty();
}

Result<std::vector<RecordId>> unsent_files(const ClientStore& store) {
  HW_TRY(here, store.attachments_with_pieces());
  std::vector<RecordId> found;
  for (const RecordId& attachment : here) {
    HW_TRY(unsent, is_unsent_file(store, attachment));
    if (unsent) {
      found.push_back(attachment);
    }
  }
  return found;
}

Result<Bytes> read_file(const Store& store, const RecordId& attachment,
                        const FileManifest& manifest) {
  Bytes file;
  for (const Digest& name : manifest.pieces) {
    HW_TRY(piece, store.piece(attachment, name));
    if (!piece) {
      return Error{Code::not_found, "This file is not on this tablet yet."};
    }
    file += *piece;
  }
  if (file.size() != manifest.octets || file_digest(file) != manifest.whole) {
    return Error{Code::corrupt, "the file is not what its record says"};
  }
  return file;
}

}  // namespace homeward
