#include "server/http/content_encoding.h"

#include <gtest/gtest.h>
#include <zstd.h>

#include "tests/server/http_client.h"

namespace homeward::http {
namespace {

TEST(HttpContentEncodingTest, TakesACodingThatIsNamedOrMeant) {
  EXPECT_TRUE(accepts_coding("gzip, deflate, br, zstd", "zstd"));
  EXPECT_TRUE(accepts_coding("GZIP;q=0.5", "gzip"));
  EXPECT_TRUE(accepts_coding("*", "br"));
  EXPECT_FALSE(accepts_coding("gzip;q=0, *", "gzip"));
  EXPECT_FALSE(accepts_coding("gzip;q=0.0", "gzip"));
  EXPECT_FALSE(accepts_coding("identity", "gzip"));
  EXPECT_FALSE(accepts_coding("", "gzip"));
}

TEST(HttpContentEncodingTest, UnpacksWhatItPacked) {
  const Bytes bytes(200'000, 'a');
  for (const Bytes& original : {Bytes(), Bytes("short"), bytes}) {
    auto unpacked = gunzip(gzip(original), 200'000);
    ASSERT_TRUE(unpacked.ok()) << unpacked.error().detail;
    EXPECT_EQ(unpacked.value(), original);
  }
}

TEST(HttpContentEncodingTest, V1_StopsUnpackingAtTheLimit) {
  const Bytes bomb = gzip(Bytes(5'000'000, '\0'));
  ASSERT_LT(bomb.size(), 64u * 1024);
  EXPECT_EQ(gunzip(bomb, 65'536).error().code, Code::too_large);
  EXPECT_EQ(gunzip(gzip("abcd"), 3).error().code, Code::too_large);
  EXPECT_TRUE(gunzip(gzip("abc"), 3).ok());
}

TEST(HttpContentEncodingTest, V1_UnpacksOneWholeZstdFrameUpToTheLimit) {
  const Bytes words(200'000, 'w');
  EXPECT_EQ(unzstd(zstd(words), 200'000).value(), words);
  EXPECT_EQ(unzstd(zstd(words), 199'999).error().code, Code::too_large);
  EXPECT_EQ(unzstd("not zstd at all", 100).error().code, Code::bad_input);
  const Bytes packed = zstd("some words");
  EXPECT_EQ(unzstd(packed + "x", 100).error().code, Code::bad_input);
  for (std::size_t length = 0; length < packed.size(); ++length) {
    EXPECT_FALSE(unzstd(packed.substr(0, length), 100).ok()) << length;
  }
}

TEST(HttpContentEncodingTest, RefusesWhatIsNotOneWholeStream) {
  const Bytes packed = gzip("some words");
  EXPECT_EQ(gunzip("", 100).error().code, Code::bad_input);
  EXPECT_EQ(gunzip("not gzip at all", 100).error().code, Code::bad_input);
  EXPECT_EQ(gunzip(packed.substr(0, packed.size() - 1), 100).error().code, Code::bad_input);
  EXPECT_EQ(gunzip(packed + packed, 100).error().code, Code::bad_input);
}

TEST(HttpContentEncodingTest, AZstdBodyReachesTheHandlerUnpacked) {
  TestServer server;
  server.start();
  Client client(server.port());
  EXPECT_EQ(
      client.ask(post("/echo", "text/plain", zstd("words"), "Content-Encoding: zstd\r\n")).body,
      "words");
}

TEST(HttpContentEncodingTest, AGzipBodyReachesTheHandlerUnpacked) {
  TestServer server;
  server.start();
  Client client(server.port());
  EXPECT_EQ(
      client.ask(post("/echo", "text/plain", gzip("words"), "Content-Encoding: gzip\r\n")).body,
      "words");
}

TEST(HttpContentEncodingTest, V1_AZipBombIsRefusedAndTheConnectionStays) {
  TestServer server;
  server.start();
  Client client(server.port());
  const Bytes bomb = gzip(Bytes(5'000'000, '\0'));
  EXPECT_EQ(client.ask(post("/echo", "text/plain", bomb, "Content-Encoding: gzip\r\n")).status,
            413);
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
}

TEST(HttpContentEncodingTest, ALargeAnswerIsPackedAsTheClientOffers) {
  TestServer server;
  server.start();
  Client client(server.port());
  const std::string large(5000, 'a');
  const Answer plain = client.ask(post("/echo", "text/plain", large));
  EXPECT_EQ(plain.header("Content-Encoding"), "");
  EXPECT_EQ(plain.body, large);
  const Answer gzipped =
      client.ask(post("/echo", "text/plain", large, "Accept-Encoding: gzip\r\n"));
  EXPECT_EQ(gzipped.header("Content-Encoding"), "gzip");
  EXPECT_EQ(gzipped.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(gunzip(gzipped.body, 5000).value(), large);
  const Answer packed =
      client.ask(post("/echo", "text/plain", large, "Accept-Encoding: gzip, zstd\r\n"));
  EXPECT_EQ(packed.header("Content-Encoding"), "zstd");
  std::string unpacked(5000, '\0');
  EXPECT_EQ(ZSTD_decompress(unpacked.data(), 5000, packed.body.data(), packed.body.size()), 5000u);
  EXPECT_EQ(unpacked, large);
}

TEST(HttpContentEncodingTest, ASmallAnswerGoesAsItIs) {
  TestServer server;
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask(get("/hello", "Accept-Encoding: gzip\r\n")).body, "hello");
}

}  // namespace
}  // namespace homeward::http
