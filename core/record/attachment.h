// The file of a record of type "attachment": a photograph or a document, in pieces that are
// each named by their digest (docs/decisions/0011, docs/protocol.md P28 to P35).
//
// The record says in one field, written once, what its file is; the octets themselves are in
// no change. The text of that field:
//
//   image/jpeg
//   482113
//   <64 hexadecimal digits: digest of the whole>
//   <64 hexadecimal digits: digest of the first piece>
//   ...
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/record/record.h"

namespace homeward {

inline constexpr std::string_view attachment_type = "attachment";
inline constexpr std::string_view file_field = "file.content";

constexpr std::size_t piece_octets_max = 64 * 1024;  // of each piece but the last, exactly
constexpr std::size_t file_octets_max = 10 * 1024 * 1024;
constexpr unsigned photograph_side_max = 2048;  // pixels

struct FileManifest {
  std::string media_type;
  std::uint64_t octets = 0;
  Digest whole;
  std::vector<Digest> pieces;

  bool operator==(const FileManifest&) const = default;
  bool names(const Digest& piece) const;
};

// What may be attached: a photograph as image/jpeg, upright and without anything but the
// picture (no Exif, no place, no comment); application/pdf; text/plain in UTF-8. Otherwise
// `bad_input` or `too_large`, in words for the person who chose the file.
Result<void> check_file(std::string_view media_type, BytesView octets);

// `octets` is not empty.
FileManifest manifest_of(std::string_view media_type, BytesView octets);
// The piece at a place, counted from 0.
BytesView piece_at(BytesView file, std::size_t place);
Digest piece_digest(BytesView piece);
Digest file_digest(BytesView file);

std::string written(const FileManifest& manifest);
// `bad_input` unless it is exactly what written() makes, within the limits.
Result<FileManifest> read_manifest(std::string_view text);

// What every version in view of the record says that its file is, two tablets' that were one
// when it was added among them (S11); nothing where none does, or they differ.
std::optional<FileManifest> manifest_in(const Record& record);
// The same of one change to it.
std::optional<FileManifest> manifest_in(const Change& change);

}  // namespace homeward
