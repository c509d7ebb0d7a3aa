// What an attachment's file may be, and what its record says of it.
#include "core/record/attachment.h"

#include <gtest/gtest.h>

#include "core/form/library.h"

namespace homeward {
namespace {

using namespace std::string_literals;

// A segment: its marker, its length, its content.
Bytes segment(unsigned char marker, const Bytes& content) {
  const std::size_t length = content.size() + 2;
  return Bytes{'\xFF', static_cast<char>(marker), static_cast<char>(length >> 8),
               static_cast<char>(length & 0xFF)} +
         content;
}

Bytes frame_of(unsigned high, unsigned wide) {
  return segment(0xC0, Bytes{8, static_cast<char>(high >> 8), static_cast<char>(high & 0xFF),
                             static_cast<char>(wide >> 8), static_cast<char>(wide & 0xFF), 3});
}

Bytes photograph(const Bytes& more = "", unsigned high = 1200, unsigned wide = 1600) {
  return "\xFF\xD8"s + segment(0xE0, "JFIF\0"s) + more + frame_of(high, wide) +
         segment(0xDA, "scan"s) + "the picture";
}

std::string why_not(std::string_view media_type, BytesView file) {
  const auto checked = check_file(media_type, file);
  return checked.ok() ? "" : checked.error().detail;
}

TEST(AttachmentTest, APhotographIsThePictureAndNothingBesideIt) {
  EXPECT_EQ(why_not("image/jpeg", photograph()), "");
  EXPECT_EQ(why_not("image/jpeg", photograph(segment(0xE2, "ICC_PROFILE"))), "");
  for (const unsigned char marker : {0xE1, 0xED, 0xEF, 0xFE}) {
    EXPECT_NE(why_not("image/jpeg", photograph(segment(marker, "Exif: where and when"))), "")
        << int(marker);
  }
}

TEST(AttachmentTest, APhotographIsNoLongerThanItsLimitEitherWay) {
  EXPECT_EQ(why_not("image/jpeg", photograph("", 2048, 2048)), "");
  EXPECT_EQ(why_not("image/jpeg", photograph("", 2049, 10)),
            "This photograph is 2049 pixels long. It can be 2048 at most.");
  EXPECT_NE(why_not("image/jpeg", photograph("", 10, 4000)), "");
}

TEST(AttachmentTest, APhotographCutAnywhereBeforeThePictureIsRefused) {
  const Bytes whole = photograph();
  const std::size_t picture = whole.size() - std::string("the picture").size();
  for (std::size_t size = 0; size < picture; ++size) {
    EXPECT_NE(why_not("image/jpeg", whole.substr(0, size)), "") << size;
  }
}

TEST(AttachmentTest, ADocumentIsWhatItSaysItIs) {
  EXPECT_EQ(why_not("application/pdf", "%PDF-1.7 ..."), "");
  EXPECT_EQ(why_not("application/pdf", "MZ"), "This is not a PDF document.");
  EXPECT_EQ(why_not("text/plain", "Dear Ms \xC3\x89xample"), "");
  EXPECT_NE(why_not("text/plain", "\xFF\xFE"), "");
  EXPECT_NE(why_not("text/plain", "a\0b"s), "");
  EXPECT_NE(why_not("text/html", "<p>"), "");
  EXPECT_EQ(why_not("text/plain", ""), "This file is empty.");
}

TEST(AttachmentTest, AFileThatIsTooLargeIsToldBothSizes) {
  EXPECT_EQ(why_not("text/plain", Bytes(file_octets_max, 'a')), "");
  EXPECT_EQ(why_not("text/plain", Bytes(file_octets_max + 1, 'a')),
            "This file is 10.1 MB. A file can be 10 MB at most.");
}

TEST(AttachmentTest, P28_TheRecordNamesTheWholeAndEachPieceOfTheFile) {
  for (const std::size_t size : {1ul, piece_octets_max, piece_octets_max + 1, file_octets_max}) {
    const Bytes file(size, 'x');
    const FileManifest manifest = manifest_of("text/plain", file);
    EXPECT_EQ(manifest.pieces.size(), (size + piece_octets_max - 1) / piece_octets_max);
    Bytes joined;
    for (std::size_t place = 0; place < manifest.pieces.size(); ++place) {
      EXPECT_EQ(piece_digest(piece_at(file, place)), manifest.pieces[place]);
      joined += piece_at(file, place);
    }
    EXPECT_EQ(file_digest(joined), manifest.whole);
    EXPECT_EQ(read_manifest(written(manifest)).value(), manifest);
  }
}

TEST(AttachmentTest, P28_WhatTheRecordSaysIsReadStrictly) {
  const std::string good = written(manifest_of("text/plain", Bytes(piece_octets_max + 5, 'x')));
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    return text.replace(text.find(from), from.size(), to);
  };
  ASSERT_TRUE(read_manifest(good).ok());
  EXPECT_FALSE(read_manifest("").ok());
  EXPECT_FALSE(read_manifest(changed("text/plain", "text/html")).ok());
  EXPECT_FALSE(read_manifest(changed("\n65541\n", "\n065541\n")).ok());
  EXPECT_FALSE(read_manifest(changed("\n65541\n", "\n65536\n")).ok());  // would be one piece
  EXPECT_FALSE(read_manifest(changed("\n65541\n", "\n99999999999\n")).ok());
  EXPECT_FALSE(read_manifest(good + "\n").ok());
  EXPECT_FALSE(read_manifest(good.substr(0, good.size() - 1)).ok());
  EXPECT_FALSE(read_manifest(good.substr(0, good.size() - 1) + "G").ok());
}

TEST(AttachmentTest, WhatTheFileIsIsTheProgramsOwnToWrite) {
  const Form* form = embedded_form_library().latest(attachment_type);
  ASSERT_NE(form, nullptr);
  ASSERT_NE(form->question_of(file_field), nullptr);
  EXPECT_FALSE(form->question_of(file_field)->is_for_people());
  EXPECT_TRUE(form->question_of("about.title")->is_for_people());
}

}  // namespace
}  // namespace homeward
