// The WebSocket says that there is something new, and nothing else.
#include <gtest/gtest.h>

#include <memory>
#include <thread>

#include "tests/server/http_client.h"

namespace homeward::http {
namespace {

constexpr std::string_view own_origin = "Origin: http://localhost\r\n";
const std::string heartbeat_frame = "\x81\x0d" + std::string(heartbeat_text);
std::string close_frame(unsigned code) {
  return {'\x88', '\x02', static_cast<char>(code >> 8), static_cast<char>(code & 255)};
}

TEST(HttpNoticeTest, OnlyThePersonMeantIsTold) {
  TestServer server;
  server.start();
  Client ours(server.port()), another(server.port()), stranger(server.port());
  EXPECT_EQ(ours.ask(upgrade("/notices?who=sam")).status, 101);
  EXPECT_EQ(another.ask(upgrade("/notices?who=sam")).status, 101);
  EXPECT_EQ(stranger.ask(upgrade("/notices?who=alex")).status, 101);
  server.hub.notify("sam");
  server.hub.notify("nobody");
  EXPECT_EQ(ours.read_bytes(14), notice_frame);
  EXPECT_EQ(another.read_bytes(14), notice_frame);
  EXPECT_TRUE(answers_ping(stranger));
}

TEST(HttpNoticeTest, CompressionIsNotAgreedTo) {
  TestServer server;
  server.start();
  Client client(server.port());
  const Answer answer = client.ask(
      upgrade("/notices?who=sam",
              std::string(own_origin) + "Sec-WebSocket-Extensions: permessage-deflate\r\n"));
  EXPECT_EQ(answer.status, 101);
  EXPECT_EQ(answer.header("Sec-WebSocket-Extensions"), "");
}

TEST(HttpNoticeTest, APageOfAnotherSiteIsRefused) {
  TestServer server;
  server.start();
  for (const char* origin : {"", "Origin: https://evil.example\r\n", "Origin: null\r\n",
                             "Origin: http://localhost:1\r\n"}) {
    EXPECT_EQ(Client(server.port()).ask(upgrade("/notices?who=sam", origin)).status, 403) << origin;
  }
}

TEST(HttpNoticeTest, WhoIsNotSignedInIsRefused) {
  TestServer server;
  server.start();
  EXPECT_EQ(Client(server.port()).ask(upgrade("/notices")).status, 401);
}

TEST(HttpNoticeTest, APlainRequestIsToldToUpgrade) {
  TestServer server;
  server.start();
  const Answer answer = Client(server.port()).ask(get("/notices?who=sam"));
  EXPECT_EQ(answer.status, 426);
  EXPECT_EQ(answer.header("Upgrade"), "websocket");
}

TEST(HttpNoticeTest, AMessageFromTheClientClosesPolitely) {
  TestServer server;
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask(upgrade("/notices?who=sam")).status, 101);
  client.send(websocket_frame(1, "hello"));
  EXPECT_EQ(client.read_bytes(4), close_frame(1008));
}

TEST(HttpNoticeTest, V1_AMessageBeyondTheLimitClosesBeforeItIsRead) {
  TestServer server;
  server.options.limits.websocket_message_bytes_max = 16;
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask(upgrade("/notices?who=sam")).status, 101);
  client.send(websocket_frame(1, std::string(17, 'a')));
  EXPECT_EQ(client.read_bytes(4), close_frame(1009));
}

TEST(HttpNoticeTest, V1_OnePersonMayOpenOnlySoManyAndAClosedOneMakesRoom) {
  TestServer server;
  server.options.limits.notice_sockets_per_key_max = 1;
  server.start();
  {
    Client first(server.port());
    EXPECT_EQ(first.ask(upgrade("/notices?who=sam")).status, 101);
    EXPECT_EQ(Client(server.port()).ask(upgrade("/notices?who=sam")).status, 429);
    EXPECT_EQ(Client(server.port()).ask(upgrade("/notices?who=alex")).status, 101);
    first.send(websocket_frame(8, "\x03\xe8"));
    EXPECT_EQ(first.read_bytes(4), close_frame(1000));
    EXPECT_TRUE(first.is_at_end());
  }
  // The server learns in its own time that the first has gone.
  int status = 429;
  for (int tries = 0; status == 429 && tries < 10'000; ++tries) {
    status = Client(server.port()).ask(upgrade("/notices?who=sam")).status;
  }
  EXPECT_EQ(status, 101);
}

TEST(HttpNoticeTest, ASilentClientIsAskedWhetherItIsThereAndThenLetGo) {
  TestServer server;
  server.options.limits.notice_ping_deadline = std::chrono::milliseconds(100);
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask(upgrade("/notices?who=sam")).status, 101);
  EXPECT_EQ(client.read_bytes(2), std::string("\x89\x00", 2));
  EXPECT_TRUE(client.is_at_end());
}

TEST(HttpNoticeTest, AnOpenSocketHearsAtASteadyIntervalThatItIsOpen) {
  TestServer server;
  server.options.limits.notice_heartbeat_interval = std::chrono::milliseconds(10);
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask(upgrade("/notices?who=sam")).status, 101);
  for (int beats = 0; beats < 3; ++beats) {
    EXPECT_EQ(client.read_bytes(heartbeat_frame.size()), heartbeat_frame);
  }
  server.hub.notify("sam");
  std::string heard = heartbeat_frame;
  while (heard == heartbeat_frame) {
    heard = client.read_bytes(2);
    heard += client.read_bytes(static_cast<unsigned char>(heard.back()));
  }
  EXPECT_EQ(heard, notice_frame);
}

TEST(HttpNoticeTest, WhoOnlyHearsThatItIsOpenIsLetGoAllTheSame) {
  TestServer server;
  server.options.limits.notice_heartbeat_interval = std::chrono::milliseconds(10);
  server.options.limits.notice_ping_deadline = std::chrono::milliseconds(100);
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask(upgrade("/notices?who=sam")).status, 101);
  const std::size_t more_than_it_says = 100'000;
  EXPECT_LT(client.read_bytes(more_than_it_says).size(), more_than_it_says);
  EXPECT_TRUE(client.is_at_end());
}

TEST(HttpNoticeTest, StoppingSaysGoodbye) {
  TestServer server;
  server.start();
  auto client = std::make_unique<Client>(server.port());
  EXPECT_EQ(client->ask(upgrade("/notices?who=sam")).status, 101);
  EXPECT_TRUE(answers_ping(*client));
  std::thread stopping([&] { server.server->stop(); });
  EXPECT_EQ(client->read_bytes(4), close_frame(1001));
  client->send(websocket_frame(8, "\x03\xe9"));
  EXPECT_TRUE(client->is_at_end());
  client = nullptr;  // stopping waits for it to leave
  stopping.join();
}

TEST(HttpNoticeTest, AKeyWithNobodyListeningIsNoTrouble) {
  NoticeHub hub;
  hub.notify("sam");
  EXPECT_TRUE(hub.join("sam", {}, 1));
  hub.notify("sam");
  EXPECT_TRUE(hub.join("sam", {}, 1));
}

}  // namespace
}  // namespace homeward::http
