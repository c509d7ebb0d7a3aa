// V1: what two programs in a row could read differently is refused, clearly, and
// the connection closed behind it.
#include <gtest/gtest.h>

#include <ostream>

#include "tests/server/http_client.h"

namespace homeward::http {
namespace {

struct Refusal {
  const char* name;
  int status;
  std::string bytes;
  const char* detail;  // some of it
};

std::ostream& operator<<(std::ostream& out, const Refusal& refusal) {
  return out << refusal.name;
}

std::string chunked(std::string_view chunks, std::string_view more = "") {
  return "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
         "Transfer-Encoding: chunked\r\n" +
         std::string(more) + "\r\n" + std::string(chunks);
}

std::string with_nul() {
  std::string bytes = get("/hello", "X-A: b\r\n");
  bytes[bytes.find("b\r\n")] = '\0';
  return bytes;
}

const Refusal refusals[] = {
    {"NoHost", 400, "GET /hello HTTP/1.1\r\n\r\n", "one Host"},
    {"TwoHosts", 400, get("/hello", "Host: localhost\r\n"), "one Host"},
    {"HostOfSomebodyElse", 421, "GET /hello HTTP/1.1\r\nHost: evil.example\r\n\r\n", "that Host"},
    {"OldProtocolWithTransferEncoding", 400,
     "POST /echo HTTP/1.0\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
     "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
     "HTTP/1.0"},
    {"LengthAndTransferEncoding", 400, chunked("0\r\n\r\n", "Content-Length: 5\r\n"), ""},
    {"TwoTransferEncodings", 400, chunked("0\r\n\r\n", "Transfer-Encoding: chunked\r\n"),
     "malformed"},
    {"TransferEncodingThatIsNotChunked", 501,
     "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
     "chunked"},
    {"TwoLengths", 400, post("/echo", "text/plain", "abc", "Content-Length: 4\r\n"), ""},
    {"LengthThatIsNoNumber", 400,
     "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", "malformed"},
    {"FoldedField", 400, get("/hello", "X-A: b\r\n c\r\n"), "folded"},
    {"BareLineFeed", 400, get("/hello", "X-A: b\nX-B: c\r\n"), "bare LF"},
    {"BareCarriageReturn", 400, get("/hello", "X-A: b\rc\r\n"), "bare CR"},
    {"NulInHeader", 400, with_nul(), "NUL"},
    {"SpaceBeforeColon", 400, get("/hello", "X-A : b\r\n"), "malformed"},
    {"TrailersAnnounced", 400, chunked("0\r\n\r\n", "Trailer: X-A\r\n"), "railers"},
    {"TrailersUnannounced", 400, chunked("1\r\na\r\n0\r\nX-A: b\r\n\r\n"), "railers"},
    {"OversizedChunkExtension", 400, chunked("1;a=" + std::string(100, 'b') + "\r\na\r\n0\r\n\r\n"),
     "chunk"},
    {"ChunkSizeThatIsNoNumber", 400, chunked("zz\r\na\r\n0\r\n\r\n"), "malformed"},
    {"UnknownExpectation", 417, get("/hello", "Expect: miracles\r\n"), "100-continue"},
    {"ParentFolder", 400, get("/a/../hello"), "parent"},
    {"EncodedParentFolder", 400, get("/a/%2e%2e/hello"), "parent"},
    {"EncodedSlash", 400, get("/a%2fb"), "slash"},
    {"Backslash", 400, get("/a%5cb"), "slash"},
    {"EncodedNul", 400, get("/hello%00"), "control"},
    {"BrokenPercentEncoding", 400, get("/hello%zz"), "path"},
    {"PathThatIsNotUtf8", 400, get("/hello%ff"), "UTF-8"},
    {"EmptyPathPart", 400, get("//hello"), ""},
    {"AbsoluteTarget", 400, get("http://localhost/hello"), "path"},
    {"BodyWhereNoneIsTaken", 400, get("/hello", "Content-Length: 1\r\n") + "a", "no body"},
    {"OtherMediaType", 415, post("/echo", "text/html", "a"), "text/plain"},
    {"OtherContentEncoding", 415, post("/echo", "text/plain", "a", "Content-Encoding: br\r\n"),
     "gzip"},
    {"BodyTooLarge", 413, post("/echo/small", "text/plain", std::string(17, 'a')), "16 bytes"},
    {"ChunkedBodyTooLarge", 413,
     "POST /echo/small HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
     "Transfer-Encoding: chunked\r\n\r\n9\r\n123456789\r\n9\r\n123456789\r\n0\r\n\r\n",
     "too large"},
    {"HeaderTooLarge", 431, get("/hello", "X-A: " + std::string(20'000, 'a') + "\r\n"),
     "too large"},
    {"PageOfAnotherSite", 403, post("/echo", "text/plain", "a", "Origin: https://evil.example\r\n"),
     "another site"},
    {"FormOfAnotherSite", 403, post("/echo", "text/plain", "a", "Sec-Fetch-Site: cross-site\r\n"),
     "another site"},
    {"SandboxedPage", 403, post("/echo", "text/plain", "a", "Origin: null\r\n"), "another site"},
    {"NotHttp", 400, "\x16\x03\x01\x02 hello\r\n\r\n", ""},
};

class V1HttpRefusalTest : public testing::TestWithParam<Refusal> {};

TEST_P(V1HttpRefusalTest, SaysWhyAndCloses) {
  TestServer server;
  server.start();
  Client client(server.port());
  const Answer answer = client.ask(GetParam().bytes);
  EXPECT_EQ(answer.status, GetParam().status) << answer.body;
  EXPECT_EQ(answer.header("Content-Type"), "application/json");
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_EQ(answer.body.rfind(R"({"error":{"code":")", 0), 0u) << answer.body;
  EXPECT_NE(answer.body.find(GetParam().detail), std::string::npos) << answer.body;
  EXPECT_TRUE(client.is_at_end());
}

INSTANTIATE_TEST_SUITE_P(Every, V1HttpRefusalTest, testing::ValuesIn(refusals),
                         [](const auto& each) { return each.param.name; });

TEST(HttpRefusalTest, TooManyFieldsAreRefused) {
  TestServer server;
  server.start();
  std::string fields;
  for (int i = 0; i < 70; ++i)
    fields += "X-" + std::to_string(i) + ": a\r\n";
  EXPECT_EQ(Client(server.port()).ask(get("/hello", fields)).status, 431);
}

TEST(HttpRefusalTest, AnUnknownPathIsNotFoundAndTheConnectionStays) {
  TestServer server;
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask(get("/nothing")).status, 404);
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
}

TEST(HttpRefusalTest, AnotherMethodIsToldWhichAreAllowed) {
  TestServer server;
  server.start();
  Client client(server.port());
  const Answer answer = client.ask("DELETE /hello HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(answer.header("Allow"), "GET, HEAD");
  EXPECT_EQ(client.ask("BREW /echo HTTP/1.1\r\nHost: localhost\r\n\r\n").header("Allow"), "POST");
}

TEST(HttpRefusalTest, AnAllowedHostNameIsAnsweredWhateverItsCaseAndPort) {
  TestServer server;
  server.options.host_names = {"homeward.example"};
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask("GET /hello HTTP/1.1\r\nHost: Homeward.Example:8443\r\n\r\n").status, 200);
}

TEST(HttpRefusalTest, APageOfOursIsAnsweredUnderEitherNameOfItsOrigin) {
  TestServer server;
  server.start();
  Client client(server.port());
  for (const char* origin : {"Origin: http://localhost\r\n", "Origin: https://localhost\r\n",
                             "Origin: null\r\nSec-Fetch-Site: same-origin\r\n"}) {
    EXPECT_EQ(client.ask(post("/echo", "text/plain", "a", origin)).status, 200) << origin;
  }
}

}  // namespace
}  // namespace homeward::http
