#include "server/pieces.h"

#include <algorithm>
#include <map>
#include <set>

#include "sync/files_here.h"

namespace homeward {
namespace {

// A file that a record here names, or one in quarantine (S2), and what an account may do
// about it.
struct FileHere {
  RecordHeader record;
  FileManifest manifest;
  bool may_read = false;
  bool may_write = false;
};

// What its author wrote of a file and the council set aside: the file is kept with it.
Result<std::optional<FileHere>> file_set_aside(const ServerStore& store, const UserId& author,
                                               const RecordId& attachment) {
  HW_TRY(held, store.quarantined_of_user(author));
  for (const Quarantined& one : held) {
    if (one.record.id != attachment || one.record.type != attachment_type || one.change.empty()) {
      continue;
    }
    const auto change = decode_change(one.change);
    const auto manifest = change.ok() ? manifest_in(change.value()) : std::nullopt;
    if (manifest) {
      return std::optional(FileHere{one.record, *manifest, false, true});
    }
  }
  return std::optional<FileHere>();
}

bool added_by(const Record& record, const UserId& user) {
  const auto& heads = record.heads(FieldKey(file_field));
  return std::any_of(heads.begin(), heads.end(),
                     [&](const Head& head) { return head.author == user; });
}

// Nothing where this account may neither send nor see it: no more is said of it.
Result<std::optional<FileHere>> file_for(const ServerStore& store, const Account& account,
                                         const RecordId& attachment) {
  HW_TRY(record, store.record(attachment));
  const auto manifest =
      record && record->header().type == attachment_type ? manifest_in(*record) : std::nullopt;
  if (!manifest) {
    return file_set_aside(store, account.id, attachment);
  }
  HW_TRY(sees, store.may_see(account.id, record->header()));
  const bool is_theirs = sees && !account.disabled;
  FileHere file{record->header(), *manifest, false, false};
  file.may_read = is_theirs && permitted(account.actor(), Act::read, attachment_type);
  file.may_write = added_by(*record, account.id) ||
                   (is_theirs && permitted(account.actor(), Act::write, attachment_type));
  return file.may_read || file.may_write ? std::optional(file) : std::nullopt;
}

// Each file is looked for once in a request.
class Files {
 public:
  Files(const ServerStore& store, const Account& account) : store_(store), account_(account) {}

  Result<const FileHere*> find(const RecordId& attachment) {
    auto known = found_.find(attachment);
    if (known == found_.end()) {
      HW_TRY(file, file_for(store_, account_, attachment));
      known = found_.emplace(attachment, std::move(file)).first;
    }
    return known->second ? &*known->second : nullptr;
  }

 private:
  const ServerStore& store_;
  const Account& account_;
  std::map<RecordId, std::optional<FileHere>> found_;
};

class Answerer {
 public:
  Answerer(const ServerStore& store, const Account& account, const Signer& signer,
           const DatasetState& dataset, Instant now)
      : store_(store), files_(store, account), signer_(signer), dataset_(dataset), now_(now) {}

  // What is lacking of it, or that it is held.
  Result<void> tell(const RecordId& attachment, bool was_sent) {
    HW_TRY(file, files_.find(attachment));
    if (file == nullptr) {
      given_.answer.unknown.push_back(attachment);
      return {};
    }
    HW_TRY(lacking, missing_pieces(store_, attachment, file->manifest));
    if (!lacking.empty()) {
      given_.answer.lacking.push_back({attachment, std::move(lacking)});
      return {};
    }
    const Holding holding{dataset_.dataset, dataset_.epoch, attachment, file->manifest.whole, now_};
    given_.answer.held.push_back({holding, signer_.sign(signed_octets(holding))});
    HW_TRY(here, store_.pieces(attachment));
    HW_TRY(in_backup, pieces_backed_up(store_, attachment));
    if (in_backup == here.size()) {
      given_.answer.backed_up.push_back(attachment);
    }
    if (was_sent) {
      given_.whole.push_back(file->record);
    }
    return {};
  }

  Result<void> give(const PieceName& name) {
    HW_TRY(file, files_.find(name.attachment));
    if (file == nullptr || !file->may_read || !file->manifest.names(name.piece)) {
      given_.answer.absent.push_back(name);
      return {};
    }
    auto piece = store_.piece(name.attachment, name.piece);
    if (!piece.ok() && piece.error().code != Code::corrupt) {
      return piece.error();
    }
    if (!piece.ok()) {
      given_.damaged.push_back(name);
    }
    if (!piece.ok() || !piece.value()) {
      given_.answer.absent.push_back(name);
      return {};
    }
    given_.answer.pieces.push_back({name.attachment, std::move(*piece.value())});
    if (shown_.insert(name.attachment).second) {
      given_.shown.push_back(file->record);
    }
    return {};
  }

  PiecesGiven take() { return std::move(given_); }

 private:
  const ServerStore& store_;
  Files files_;
  const Signer& signer_;
  const DatasetState& dataset_;
  Instant now_;
  PiecesGiven given_;
  std::set<RecordId> shown_;
};

}  // namespace

Result<PiecesKept> keep_pieces(ServerStore& store, const Account& account,
                               const PiecesRequest& request) {
  PiecesKept kept;
  Files files(store, account);
  std::set<RecordId> told;
  for (const Piece& piece : request.sent) {
    HW_TRY(file, files.find(piece.attachment));
    const Digest name = piece_digest(piece.octets);
    if (file == nullptr || !file->may_write || !file->manifest.names(name)) {
      continue;
    }
    HW_TRY(lacking, missing_pieces(store, piece.attachment, file->manifest));
    if (std::find(lacking.begin(), lacking.end(), name) == lacking.end()) {
      continue;
    }
    HW_CHECK(store.put_piece(piece.attachment, piece.octets));
    if (told.insert(piece.attachment).second) {
      kept.files.push_back(file->record);
    }
  }
  return kept;
}

Result<PiecesGiven> answer_pieces(const ServerStore& store, const Account& account,
                                  const PiecesRequest& request, const Signer& signer, Instant now) {
  HW_TRY(dataset, dataset_state(store));
  HW_ASSERT(dataset);  // begun before the service starts
  Answerer answerer(store, account, signer, *dataset, now);
  std::set<RecordId> sent;
  for (const Piece& piece : request.sent) {
    sent.insert(piece.attachment);
  }
  std::set<RecordId> asked(request.asked.begin(), request.asked.end());
  asked.insert(sent.begin(), sent.end());
  for (const RecordId& attachment : asked) {
    HW_CHECK(answerer.tell(attachment, sent.count(attachment) > 0));
  }
  for (const PieceName& name : request.wanted) {
    HW_CHECK(answerer.give(name));
  }
  return answerer.take();
}

}  // namespace homeward
