// Photographs and documents on the tablet: added offline, whole or not at all, and told as
// they stand (T1, S3).
#include "core/record/attachment.h"

#include "tests/client/world.h"
#include "wasm/attachments.h"

namespace homeward::test {
namespace {

struct AttachmentsTest : testing::Test {
  World world;
  TestTablet tablet{world, 1};

  void SetUp() override { tablet.sync(); }

  Json attach(BytesView file, const JsonArgs& more = {}) {
    JsonArgs args{{"child", world.child.hex()},
                  {"episode", world.episode.hex()},
                  {"kind", "signed_document"},
                  {"title", "Signed consent form"},
                  {"media_type", "text/plain"}};
    for (const auto& [key, value] : more) {
      args[key] = value;
    }
    return parse_json(tablet.client().attach(boost::json::serialize(args), file), "answer").value();
  }
  std::string attached(BytesView file) {
    const Json answer = attach(file);
    EXPECT_EQ(problem_code(answer), "") << boost::json::serialize(answer);
    return text(answer.at("value").at("record"));
  }
  Json listed() {
    return tablet.get("child", {{"child", world.child.hex()}})
        .at("episodes")
        .at(0)
        .at("attachments");
  }
  Json state() { return tablet.get("sync_state", {{"now", "idle"}}); }
};

TEST_F(AttachmentsTest, T1_AFileAddedOfflineIsThereWholeAndCountsAsUnsent) {
  const Bytes file(piece_octets_max + 5, 'x');
  const std::string record = attached(file);
  EXPECT_EQ(tablet.client().file(record).value(), file);
  const Json shown = listed().at(0);
  EXPECT_EQ(text(shown.at("title")), "Signed consent form");
  EXPECT_EQ(text(shown.at("kind_words")), "Signed document");
  EXPECT_EQ(text(shown.at("file").at("state")), "tablet_only");
  EXPECT_EQ(text(shown.at("file").at("state_words")), "On this tablet only");
  EXPECT_EQ(text(shown.at("file").at("name")), "Signed consent form.txt");
  EXPECT_EQ(text(shown.at("file").at("size_words")), "65 kB");
  EXPECT_EQ(text(state().at("unsent_words")), "2 answers and 1 photograph or document");
  EXPECT_EQ(state().at("unsent").as_int64(), 3);
}

TEST_F(AttachmentsTest, S3_ThatItsRecordWasSentIsNotThatTheFileWas) {
  const std::string record = attached("a letter");
  tablet.sync();
  EXPECT_EQ(text(state().at("unsent_words")), "1 photograph or document");
  EXPECT_FALSE(tablet.record(record).at("held_by_council").as_bool());
  EXPECT_EQ(text(listed().at(0).at("file").at("state")), "tablet_only");
}

TEST_F(AttachmentsTest, HowFarTheSendingHasComeIsToldInPieces) {
  const Bytes file = Bytes(piece_octets_max, 'a') + Bytes(piece_octets_max, 'b') + "c";
  const std::string record = attached(file);
  tablet.sync();
  tablet.client().begin_pieces();
  ASSERT_FALSE(tablet.client().next_pieces().value().empty());
  const RecordId id = RecordId::parse(record).value();
  const FileManifest manifest = manifest_of("text/plain", file);
  PiecesAnswer answer;
  answer.lacking = {{id, {manifest.pieces[2]}}};
  ASSERT_TRUE(tablet.client().take_pieces(frame(answer)).ok());
  const Json shown = listed().at(0).at("file");
  EXPECT_EQ(text(shown.at("state_words")), "Sending: 2 of 3 pieces");
  EXPECT_EQ(shown.at("progress").at("done").as_int64(), 2);
}

TEST_F(AttachmentsTest, WhatCannotBeAddedIsRefusedInWordsAndNothingIsHalfAdded) {
  EXPECT_EQ(says(attach(Bytes(file_octets_max + 1, 'x'))),
            "This file is 10.1 MB. A file can be 10 MB at most.");
  EXPECT_EQ(says(attach("a letter", {{"title", ""}})), "Say what it shows, or what it is.");
  EXPECT_EQ(problem_code(attach("a letter", {{"kind", "film"}})), "bad_input");
  EXPECT_EQ(problem_code(attach("a letter", {{"media_type", "audio/mpeg"}})), "bad_input");
  EXPECT_EQ(problem_code(attach("a letter", {{"child", world.episode.hex()}})), "bad_input");
  EXPECT_EQ(problem_code(attach("a letter", {{"more", "than asked"}})), "bad_input");
  EXPECT_TRUE(listed().as_array().empty());
  EXPECT_TRUE(tablet.store().attachments_with_pieces().value().empty());
}

TEST_F(AttachmentsTest, T5_AFullTabletAddsNothingAndSaysSo) {
  auto& store = dynamic_cast<MemoryClientStore&>(tablet.store());
  store.set_full(true);
  const Json refused = attach("a letter");
  EXPECT_EQ(problem_code(refused), "storage_full");
  store.set_full(false);
  EXPECT_TRUE(listed().as_array().empty());
  EXPECT_TRUE(store.attachments_with_pieces().value().empty());
  EXPECT_EQ(state().at("unsent").as_int64(), 0);
}

TEST_F(AttachmentsTest, P33_ADamagedPieceIsToldAndAskedForAgain) {
  const std::string record = attached(Bytes(piece_octets_max + 5, 'x'));
  auto& store = dynamic_cast<MemoryClientStore&>(tablet.store());
  MemoryTables tables = store.tables();
  tables.pieces.begin()->second[0] ^= 1;
  store.restore(tables);
  const auto file = tablet.client().file(record);
  ASSERT_FALSE(file.ok());
  EXPECT_NE(file.error().detail.find("damaged"), std::string::npos);
  EXPECT_EQ(wanted_files(store).value().size(), 1u);
  EXPECT_FALSE(listed().at(0).at("file").at("here").as_bool());
}

TEST_F(AttachmentsTest, WhatIsNotHereIsAskedForOnce) {
  const Bytes file = "a letter from school";
  const RecordHeader header{record_id(500), std::string(attachment_type), world.child,
                            world.episode};
  world.put(header,
            {{"about.title", Value::text("Letter")},
             {FieldKey(file_field), Value::text(written(manifest_of("text/plain", file)))}});
  tablet.sync();
  const std::string record = header.id.hex();
  EXPECT_EQ(text(listed().at(0).at("file").at("state")), "elsewhere");
  EXPECT_EQ(tablet.client().file(record).error().code, Code::not_found);
  tablet.get("get_file", {{"record", record}});
  EXPECT_EQ(text(listed().at(0).at("file").at("state_words")), "Getting it: 0 of 1 piece");
  tablet.client().begin_pieces();
  const auto request = read_pieces_request(tablet.client().next_pieces().value()).value();
  ASSERT_EQ(request.wanted.size(), 1u);
  PiecesAnswer absent;
  absent.absent = request.wanted;
  ASSERT_TRUE(tablet.client().take_pieces(frame(absent)).ok());
  EXPECT_EQ(text(listed().at(0).at("file").at("state")), "absent");
  tablet.client().begin_pieces();
  ASSERT_FALSE(tablet.client().next_pieces().value().empty());
  PiecesAnswer answer;
  answer.pieces = {{header.id, file}};
  ASSERT_TRUE(tablet.client().take_pieces(frame(answer)).ok());
  EXPECT_EQ(tablet.client().file(record).value(), file);
  EXPECT_EQ(state().at("unsent").as_int64(), 0);
  EXPECT_EQ(text(listed().at(0).at("file").at("state")), "here");
}

TEST_F(AttachmentsTest, TheCaptionIsWrittenLikeAnyAnswerAndTheFileIsNot) {
  const std::string record = attached("a letter");
  tablet.write(record, "about.about", text_value("Given by the school."));
  EXPECT_EQ(problem_code(tablet.type(record, std::string(file_field), text_value("another"))),
            "bad_input");
  const Json shown = tablet.record(record);
  EXPECT_TRUE(shown.at("other_answers").as_array().empty());
  EXPECT_EQ(text(shown.at("file").at("media_type")), "text/plain");
  EXPECT_TRUE(shown.at("sections").at(1).at("questions").as_array().empty());
}

TEST_F(AttachmentsTest, APhotographIsChosenForTheGrabPackAndADocumentIsNot) {
  attached("a letter");
  const RecordHeader photograph{record_id(501), std::string(attachment_type), world.child, {}};
  world.put(photograph,
            {{"about.title", Value::text("School photograph")},
             {FieldKey(file_field), Value::text(written(manifest_of("image/jpeg", "jpeg")))}});
  tablet.sync();
  const std::string pack = tablet.begin("grab_pack");
  const std::string key = "description.photograph";
  const auto asked = [&] {
    const Json record = tablet.record(pack);
    for (const Json& section : record.at("sections").as_array()) {
      for (const Json& question : section.at("questions").as_array()) {
        if (text(question.at("key")) == key) {
          return question.at("options").as_array();
        }
      }
    }
    return boost::json::array();
  };
  ASSERT_EQ(asked().size(), 1u);
  EXPECT_EQ(text(asked().at(0).at("label")), "School photograph");
  tablet.write(pack, key, code_value(photograph.id.hex()));
  EXPECT_EQ(text(tablet.answer(pack, key).at("heads").at(0).at("words")), "School photograph");
}

}  // namespace
}  // namespace homeward::test
