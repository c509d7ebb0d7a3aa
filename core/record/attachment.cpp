#include "core/record/attachment.h"

#include <algorithm>
#include <charconv>

#include "core/record/fields.h"

namespace homeward {
namespace {

constexpr std::size_t digest_digits = 64;
constexpr std::string_view jpeg = "image/jpeg";
constexpr std::string_view pdf = "application/pdf";
constexpr std::string_view plain = "text/plain";

Error bad(const std::string& why) {
  return {Code::bad_input, why};
}

unsigned octet_at(BytesView octets, std::size_t at) {
  return static_cast<unsigned char>(octets[at]);
}

unsigned pair_at(BytesView octets, std::size_t at) {
  return octet_at(octets, at) << 8 | octet_at(octets, at + 1);
}

// "14.2 MB": tenths, rounded up, so that what is too large never reads as the limit.
std::string megabytes(std::size_t octets) {
  constexpr std::size_t megabyte = 1024 * 1024;
  const std::size_t tenths = (octets * 10 + megabyte - 1) / megabyte;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

bool starts_frame(unsigned marker) {
  const bool is_table = marker == 0xC4 || marker == 0xC8 || marker == 0xCC;
  return marker >= 0xC0 && marker <= 0xCF && !is_table;
}

// APP0 (JFIF), APP2 (colours) and APP14 (how they are coded) say nothing of where, when or
// by whom; every other of these, and a comment, may.
bool may_tell_more(unsigned marker) {
  const bool is_of_program = marker >= 0xE0 && marker <= 0xEF;
  const bool is_of_picture = marker == 0xE0 || marker == 0xE2 || marker == 0xEE;
  return marker == 0xFE || (is_of_program && !is_of_picture);
}

Result<void> check_segment(unsigned marker, BytesView content) {
  if (may_tell_more(marker)) {
    return bad(
        "This photograph still carries data beside the picture, such as where it was taken.");
  }
  if (starts_frame(marker) && content.size() >= 5) {
    const unsigned most = std::max(pair_at(content, 1), pair_at(content, 3));
    if (most > photograph_side_max) {
      return Error{Code::too_large, "This photograph is " + std::to_string(most) +
                                        " pixels long. It can be " +
                                        std::to_string(photograph_side_max) + " at most."};
    }
  }
  return {};
}

// Segment by segment to where the picture itself begins.
Result<void> check_photograph(BytesView octets) {
  const Error unreadable = bad("This photograph cannot be read.");
  std::size_t at = 2;
  if (octets.substr(0, at) != BytesView("\xFF\xD8", 2)) {
    return unreadable;
  }
  while (at + 4 <= octets.size() && octet_at(octets, at) == 0xFF) {
    const unsigned marker = octet_at(octets, at + 1);
    const std::size_t length = pair_at(octets, at + 2);
    if (length < 2 || length > octets.size() - at - 2) {
      return unreadable;
    }
    HW_CHECK(check_segment(marker, octets.substr(at + 4, length - 2)));
    if (marker == 0xDA) {
      return {};
    }
    at += 2 + length;
  }
  return unreadable;
}

Result<Digest> read_digest(std::string_view line) {
  Digest digest;
  for (std::size_t i = 0; i < line.size() && line.size() == digest_digits; i += 2) {
    unsigned octet = 0;
    const char* end = line.data() + i + 2;
    const bool is_hex = line.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (!is_hex || std::from_chars(line.data() + i, end, octet, 16).ptr != end) {
      return bad("file: a digest is not 64 hexadecimal digits");
    }
    digest.octets[i / 2] = static_cast<std::uint8_t>(octet);
  }
  return line.size() == digest_digits
             ? Result<Digest>(digest)
             : Result<Digest>(bad("file: a digest is not 64 hexadecimal digits"));
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    lines.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return lines;
}

std::size_t pieces_of(std::uint64_t octets) {
  return static_cast<std::size_t>((octets + piece_octets_max - 1) / piece_octets_max);
}

std::optional<FileManifest> manifest_in(const Version& version) {
  const auto text = version.value.as_text();
  const auto manifest = text ? read_manifest(*text) : Result<FileManifest>(bad(""));
  return manifest.ok() ? std::optional(manifest.value()) : std::nullopt;
}

}  // namespace

bool FileManifest::names(const Digest& piece) const {
  return std::find(pieces.begin(), pieces.end(), piece) != pieces.end();
}

Result<void> check_file(std::string_view media_type, BytesView octets) {
  if (octets.empty()) {
    return bad("This file is empty.");
  }
  if (octets.size() > file_octets_max) {
    return Error{Code::too_large,
                 "This file is " + megabytes(octets.size()) + ". A file can be 10 MB at most."};
  }
  if (media_type == jpeg) {
    return check_photograph(octets);
  }
  if (media_type == pdf) {
    return octets.substr(0, 5) == "%PDF-" ? Result<void>() : bad("This is not a PDF document.");
  }
  if (media_type == plain) {
    return is_utf8(octets) && octets.find('\0') == BytesView::npos
               ? Result<void>()
               : bad("This is not a plain text document.");
  }
  return bad("A file of this kind cannot be added. Photographs, PDF documents and plain text can.");
}

FileManifest manifest_of(std::string_view media_type, BytesView octets) {
  HW_ASSERT(!octets.empty() && octets.size() <= file_octets_max);
  FileManifest manifest{std::string(media_type), octets.size(), file_digest(octets), {}};
  for (std::size_t place = 0; place < pieces_of(octets.size()); ++place) {
    manifest.pieces.push_back(piece_digest(piece_at(octets, place)));
  }
  return manifest;
}

BytesView piece_at(BytesView file, std::size_t place) {
  return file.substr(place * piece_octets_max, piece_octets_max);
}

Digest piece_digest(BytesView piece) {
  return digest("homeward piece 1", {piece});
}

Digest file_digest(BytesView file) {
  return digest("homeward file 1", {file});
}

std::string written(const FileManifest& manifest) {
  std::string text =
      manifest.media_type + "\n" + std::to_string(manifest.octets) + "\n" + manifest.whole.hex();
  for (const Digest& piece : manifest.pieces) {
    text += "\n" + piece.hex();
  }
  return text;
}

Result<FileManifest> read_manifest(std::string_view text) {
  const std::vector<std::string_view> lines = lines_of(text);
  FileManifest manifest;
  if (lines.size() < 4 || (lines[0] != jpeg && lines[0] != pdf && lines[0] != plain)) {
    return bad("file: expected a media type, a size and digests");
  }
  manifest.media_type = lines[0];
  const char* end = lines[1].data() + lines[1].size();
  std::from_chars(lines[1].data(), end, manifest.octets);
  if (manifest.octets > file_octets_max || std::to_string(manifest.octets) != lines[1] ||
      lines.size() != 3 + pieces_of(manifest.octets)) {
    return bad("file: its size and the number of its pieces do not agree");
  }
  HW_TRY(whole, read_digest(lines[2]));
  manifest.whole = whole;
  for (std::size_t line = 3; line < lines.size(); ++line) {
    HW_TRY(piece, read_digest(lines[line]));
    manifest.pieces.push_back(piece);
  }
  return manifest;
}

std::optional<FileManifest> manifest_in(const Record& record) {
  const auto& heads = record.heads(FieldKey(file_field));
  const bool is_one =
      !heads.empty() && std::all_of(heads.begin(), heads.end(), [&](const Head& one) {
        return one.version.value == heads.front().version.value;
      });
  return is_one ? manifest_in(heads.front().version) : std::nullopt;
}

std::optional<FileManifest> manifest_in(const Change& change) {
  const auto at = std::find_if(change.versions.begin(), change.versions.end(),
                               [](const Version& version) { return version.field == file_field; });
  return at == change.versions.end() ? std::nullopt : manifest_in(*at);
}

}  // namespace homeward
