// What a device has of the files of attachments, and what the council said of them.
//
// S3: that the council holds a file is only ever said with its verified word, of the
// present epoch: what a server lost when it was put back is offered to it again (S5).
// S4, S7: a purge takes a file with its record, but not one that was added here: it is still
// delivered, and stays until the council says that a verified backup holds it.
#pragma once

#include "sync/piece_messages.h"
#include "sync/store.h"

namespace homeward {

// A piece as stored; `corrupt` where it is not what its name says.
Result<std::optional<Bytes>> undamaged(BytesView octets, const Digest& name);

// The council's verified word, where it is of the present epoch.
Result<std::optional<SignedHolding>> holding_of(const ClientStore& store,
                                                const RecordId& attachment);
Result<void> keep_holding(ClientStore& store, const SignedHolding& holding);

// Files to be got from the council as soon as it can be reached, ascending.
Result<std::vector<RecordId>> wanted_files(const ClientStore& store);
Result<bool> is_wanted_file(const ClientStore& store, const RecordId& attachment);
Result<void> want_file(ClientStore& store, const RecordId& attachment, bool wanted);

// Which pieces of a file are not here, each once, in the file's order.
Result<std::vector<Digest>> missing_pieces(const Store& store, const RecordId& attachment,
                                           const FileManifest& manifest);

// A piece that came from the council: the file it is of was not added on this tablet.
Result<void> keep_got_piece(ClientStore& store, const Piece& piece);

// Erases the pieces that are here and damaged, so that they are missing and asked for again
// (P33). How many those were.
Result<std::size_t> erase_damaged(Store& store, const RecordId& attachment);

// Everything of a file: pieces, the council's word, the wish to have it.
Result<void> erase_file(ClientStore& store, const RecordId& attachment);
// Of a record that a purge took whole.
Result<void> purge_file(ClientStore& store, const RecordHeader& record);

// Added on this tablet, and not held by the council.
Result<bool> is_unsent_file(const ClientStore& store, const RecordId& attachment);
Result<std::vector<RecordId>> unsent_files(const ClientStore& store);

// The whole file. `not_found` where some piece is not here; `corrupt` where one is damaged.
Result<Bytes> read_file(const Store& store, const RecordId& attachment,
                        const FileManifest& manifest);

}  // namespace homeward
