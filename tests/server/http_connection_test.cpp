// The life of a connection: requests one after another, deadlines, leaving, stopping.
#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>

#include "tests/server/http_client.h"

namespace homeward::http {
namespace {

using std::chrono::milliseconds;

// A route whose answers the test gives itself.
struct Held {
  std::promise<Respond> asked;

  void add_to(Router& router) {
    router.add({.path = "/held", .handler = [this](Request, Respond respond) {
                  asked.set_value(std::move(respond));
                }});
  }
  Respond wait() { return asked.get_future().get(); }
};

TEST(HttpConnectionTest, RequestsFollowOneAnotherOnOneConnection) {
  TestServer server;
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
  EXPECT_EQ(client.ask(post("/echo", "text/plain; charset=utf-8", "one")).body, "one");
  EXPECT_EQ(client.ask(post("/echo", "text/plain", "two")).body, "two");
}

TEST(HttpConnectionTest, PipelinedRequestsAreAnsweredInTheirOrder) {
  TestServer server;
  server.start();
  Client client(server.port());
  client.send(post("/echo", "text/plain", "one") + get("/hello") +
              post("/echo", "text/plain", "three"));
  EXPECT_EQ(client.read().body, "one");
  EXPECT_EQ(client.read().body, "hello");
  EXPECT_EQ(client.read().body, "three");
}

TEST(HttpConnectionTest, ARequestMayComeOneByteAtATime) {
  TestServer server;
  server.start();
  Client client(server.port());
  for (const char byte : post("/echo", "text/plain", "slow"))
    client.send({&byte, 1});
  EXPECT_EQ(client.read().body, "slow");
}

TEST(HttpConnectionTest, AChunkedBodyIsPutTogether) {
  TestServer server;
  server.start();
  Client client(server.port());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
      "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");
  EXPECT_EQ(client.read().body, "abcde");
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
}

TEST(HttpConnectionTest, AClientThatExpectsIsInvitedBeforeItSendsTheBody) {
  TestServer server;
  server.start();
  Client client(server.port());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
      "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read().status, 100);
  EXPECT_EQ(client.ask("abc").body, "abc");
}

TEST(HttpConnectionTest, HeadGivesTheLengthWithoutTheBody) {
  TestServer server;
  server.start();
  Client client(server.port());
  client.send("HEAD /hello HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(client.read(true).header("Content-Length"), "5");
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
}

TEST(HttpConnectionTest, AnOldClientIsAnsweredOnce) {
  TestServer server;
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask("GET /hello HTTP/1.0\r\nHost: localhost\r\n\r\n").body, "hello");
  EXPECT_TRUE(client.is_at_end());
}

TEST(HttpConnectionTest, TheLastRequestOfAConnectionSaysClose) {
  TestServer server;
  server.options.limits.requests_per_connection_max = 2;
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask(get("/hello")).header("Connection"), "");
  EXPECT_EQ(client.ask(get("/hello")).header("Connection"), "close");
  EXPECT_TRUE(client.is_at_end());
}

TEST(HttpConnectionTest, V1_AHeaderThatNeverEndsMeetsItsDeadline) {
  TestServer server;
  server.options.limits.header_deadline = milliseconds(100);
  server.start();
  Client client(server.port());
  client.send("GET /hello HTTP/1.1\r\nHost: loc");
  EXPECT_TRUE(client.is_at_end());
}

TEST(HttpConnectionTest, V1_AnIdleConnectionMeetsItsDeadline) {
  TestServer server;
  server.options.limits.idle_deadline = milliseconds(100);
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask(get("/hello")).status, 200);
  EXPECT_TRUE(client.is_at_end());
}

TEST(HttpConnectionTest, V1_ABodyThatNeverEndsMeetsItsDeadline) {
  TestServer server;
  server.options.limits.body_deadline = milliseconds(100);
  server.start();
  Client client(server.port());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
      "Content-Length: 30\r\n\r\nabc");
  EXPECT_TRUE(client.is_at_end());
}

TEST(HttpConnectionTest, V1_S9_AHandlerThatIsTooLateIsAnsweredFor) {
  TestServer server;
  Held held;
  held.add_to(server.router);
  server.options.limits.handler_deadline = milliseconds(100);
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask(get("/held")).status, 503);
  held.wait()(json_response(200, "{}"));  // too late, and harmless
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
}

TEST(HttpConnectionTest, AHandlerThatForgetsToAnswerIsAnsweredFor) {
  TestServer server;
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask(get("/silent")).status, 500);
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
}

TEST(HttpConnectionTest, AHandlerThatThrowsFailsItsOwnRequestOnly) {
  TestServer server;
  server.router.add({.path = "/throws",
                     .handler = [](Request, Respond) { throw std::runtime_error("invented"); }});
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask(get("/throws")).status, 500);
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
}

TEST(HttpConnectionTest, AnAnswerMayComeFromAnotherThread) {
  TestServer server;
  Held held;
  held.add_to(server.router);
  server.start();
  Client client(server.port());
  client.send(get("/held"));
  std::thread([respond = held.wait()] { respond(json_response(201, "{}")); }).join();
  EXPECT_EQ(client.read().status, 201);
}

TEST(HttpConnectionTest, AnAnswerAfterTheClientLeftIsDropped) {
  TestServer server;
  Held held;
  held.add_to(server.router);
  server.start();
  std::optional<Respond> respond;
  {
    Client client(server.port());
    client.send(get("/held"));
    respond = held.wait();
  }
  (*respond)(bytes_response("text/plain", Bytes(1 << 20, 'a')));
  respond.reset();
  EXPECT_EQ(Client(server.port()).ask(get("/hello")).body, "hello");
}

TEST(HttpConnectionTest, V1_ConnectionsBeyondTheLimitAreClosedAndOthersStay) {
  TestServer server;
  server.options.limits.connections_per_address_max = 1;
  server.start();
  Client first(server.port());
  EXPECT_EQ(first.ask(get("/hello")).status, 200);
  EXPECT_TRUE(Client(server.port()).is_at_end());
  EXPECT_EQ(first.ask(get("/hello")).status, 200);
}

TEST(HttpConnectionTest, V1_ThatAnAddressHasTooManyConnectionsIsToldOnceUntilTheyHaveGone) {
  TestServer server;
  std::mutex mutex;
  std::vector<std::string> told;
  server.options.limits.connections_per_address_max = 2;
  server.options.tell_crowded = [&](const std::string& address) {
    const std::lock_guard lock(mutex);
    told.push_back(address);
  };
  server.start();
  const auto told_of = [&] {
    const std::lock_guard lock(mutex);
    return told;
  };
  {
    Client first(server.port());
    Client second(server.port());
    EXPECT_EQ(second.ask(get("/hello")).status, 200);
    EXPECT_TRUE(Client(server.port()).is_at_end());
    EXPECT_TRUE(Client(server.port()).is_at_end());
    EXPECT_EQ(told_of(), std::vector<std::string>{"127.0.0.1"});
  }
  int status = 0;
  std::unique_ptr<Client> first;
  while (status == 0) {  // the server learns in its own time that they have gone
    first = std::make_unique<Client>(server.port());
    status = first->ask(get("/hello")).status;
  }
  Client second(server.port());
  EXPECT_TRUE(Client(server.port()).is_at_end());
  EXPECT_GE(told_of().size(), 2u);
}

// 1,000 tablets behind one address hold a notice socket and a request each.
TEST(HttpConnectionTest, V1_AnOfficeOfAThousandTabletsHasRoomAndSoHaveOthers) {
  const Limits limits;
  EXPECT_GE(limits.connections_per_address_max, 2u * 1000u);
  EXPECT_LE(limits.connections_per_address_max + 1000, limits.connections_max);
}

TEST(HttpConnectionTest, V1_BodiesBeyondTheBudgetAreToldToTryAgain) {
  TestServer server;
  server.options.limits.bodies_bytes_max = 8;
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask(post("/echo", "text/plain", "12345678")).status, 200);
  EXPECT_EQ(client.ask(post("/echo", "text/plain", "12345678")).status, 200);
  const Answer answer = client.ask(post("/echo", "text/plain", "123456789"));
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.header("Retry-After"), "2");
}

std::string head_of(std::string_view path, const std::string& fields) {
  return "POST " + std::string(path) +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n" + fields + "\r\n";
}

TEST(HttpConnectionTest, V1_ALengthThatIsOnlyDeclaredTakesNothingOfTheBudget) {
  TestServer server;
  server.options.limits.bodies_bytes_max = 64;
  server.start();
  std::vector<std::unique_ptr<Client>> silent;
  for (int i = 0; i < 8; ++i) {
    silent.push_back(std::make_unique<Client>(server.port()));
    silent.back()->send(head_of("/echo", "Content-Length: 64\r\nExpect: 100-continue\r\n"));
    EXPECT_EQ(silent.back()->read().status, 100);
  }
  Client client(server.port());
  EXPECT_EQ(client.ask(post("/echo", "text/plain", std::string(64, 'a'))).status, 200);
  EXPECT_EQ(client.ask(get("/hello")).status, 200);  // so that its body is let go
  EXPECT_EQ(silent[0]->ask(std::string(64, 'b')).body, std::string(64, 'b'));
}

TEST(HttpConnectionTest, V1_BodiesThatGrowTogetherBeyondTheBudgetAreToldToTryAgain) {
  TestServer server;
  server.options.limits.bodies_bytes_max = 40'000;
  server.start();
  Client client(server.port());
  const auto chunk = "2710\r\n" + std::string(10'000, 'a') + "\r\n";
  const std::string head = head_of("/echo", "Transfer-Encoding: chunked\r\n");
  EXPECT_EQ(client.ask(head + chunk + chunk + "0\r\n\r\n").body.size(), 20'000u);
  EXPECT_EQ(client.ask(head + chunk + chunk + chunk + chunk + chunk + "0\r\n\r\n").status, 503);
  EXPECT_EQ(Client(server.port()).ask(post("/echo", "text/plain", "a")).status, 200);
}

// A route that takes much, of whom it knows by a field X-Known.
void add_large(Router& router) {
  router.add({.method = Method::post,
              .path = "/large",
              .handler =
                  [](Request request, Respond respond) {
                    respond(bytes_response("text/plain", std::to_string(request.body.size())));
                  },
              .media_type = "text/plain",
              .body_bytes_max = 1 << 20,
              .unpacked_bytes_max = 1 << 20,
              .invites =
                  [](Request head, Respond respond) {
                    respond(head.header("X-Known").empty()
                                ? error_response(401, Code::expired, "Sign in first.")
                                : go_on());
                  }});
}

TEST(HttpConnectionTest, V1_ABodyThatMayBeLargeIsReadOnlyOfWhomTheRouteKnows) {
  TestServer server;
  add_large(server.router);
  server.start();
  for (const char* fields : {"Content-Length: 65537\r\n", "Transfer-Encoding: chunked\r\n",
                             "Content-Length: 9\r\nContent-Encoding: gzip\r\n"}) {
    Client stranger(server.port());
    EXPECT_EQ(stranger.ask(head_of("/large", fields)).status, 401) << fields;
    EXPECT_TRUE(stranger.is_at_end());
  }
  Client stranger(server.port());
  EXPECT_EQ(stranger.ask(post("/large", "text/plain", std::string(65'536, 'a'))).body, "65536");
  Client known(server.port());
  const std::string large(1 << 20, 'a');
  EXPECT_EQ(known.ask(post("/large", "text/plain", large, "X-Known: yes\r\n")).body, "1048576");
  known.send(head_of("/large", "Content-Length: 65537\r\nExpect: 100-continue\r\nX-Known: 1\r\n"));
  EXPECT_EQ(known.read().status, 100);
  EXPECT_EQ(known.ask(std::string(65'537, 'b')).body, "65537");
}

TEST(HttpConnectionTest, V1_S9_AnInvitationThatIsTooLateIsRefusedForIt) {
  TestServer server;
  std::promise<Respond> asked;
  server.router.add({.method = Method::post,
                     .path = "/held",
                     .handler = [](Request, Respond respond) { respond(json_response(200, "{}")); },
                     .media_type = "text/plain",
                     .body_bytes_max = 1 << 20,
                     .invites = [&](Request, Respond respond) { asked.set_value(respond); }});
  server.options.limits.handler_deadline = milliseconds(100);
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask(head_of("/held", "Content-Length: 65537\r\n")).status, 503);
  asked.get_future().get()(go_on());  // too late, and harmless
  EXPECT_TRUE(client.is_at_end());
}

TEST(HttpConnectionTest, StoppingLetsARequestInFlightFinish) {
  TestServer server;
  Held held;
  held.add_to(server.router);
  server.start();
  auto busy = std::make_unique<Client>(server.port());
  Client idle(server.port());
  EXPECT_EQ(idle.ask(get("/hello")).status, 200);
  busy->send(get("/held"));
  std::optional<Respond> respond = held.wait();
  std::thread stopping([&] { server.server->stop(); });
  EXPECT_TRUE(idle.is_at_end());  // so stopping has begun
  (*respond)(json_response(200, "{}"));
  respond.reset();
  const Answer answer = busy->read();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("Connection"), "close");
  busy = nullptr;  // stopping waits for it to leave
  stopping.join();
  EXPECT_FALSE(Client(server.port()).is_open());
}

TEST(HttpConnectionTest, StoppingGivesUpAtItsDeadline) {
  TestServer server;
  Held held;
  held.add_to(server.router);
  server.options.limits.stop_deadline = milliseconds(100);
  server.start();
  Client client(server.port());
  client.send(get("/held"));
  std::optional<Respond> respond = held.wait();
  server.server->stop();
  respond.reset();
  server.server = nullptr;
  EXPECT_TRUE(client.is_at_end());
}

TEST(HttpConnectionTest, EveryAnswerTellsTheBrowserWhatToRefuse) {
  TestServer server;
  server.start();
  Client client(server.port());
  for (const char* path : {"/hello", "/nothing"}) {
    const Answer answer = client.ask(get(path));
    EXPECT_NE(answer.header("Content-Security-Policy").find("default-src 'none'"),
              std::string::npos);
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer");
    EXPECT_EQ(answer.header("Cache-Control"), "no-store");
    EXPECT_EQ(answer.header("Strict-Transport-Security"), "");
  }
}

// A worker takes its policy from its own script's answer, so scripts carry it too; an
// answer of the service is data, and carries the shortest (S8).
TEST(HttpConnectionTest, PagesAndScriptsCarryThePolicyTheyRunUnderAndDataTheShortest) {
  TestServer server;
  for (const char* type : {"text/html", "text/javascript; charset=utf-8", "application/json"}) {
    server.router.add(
        {.path = std::string("/") + type,
         .handler = [type](Request, Respond respond) { respond(bytes_response(type, "x")); }});
  }
  server.start();
  Client client(server.port());
  for (const char* path : {"/text/html", "/text/javascript;%20charset=utf-8"}) {
    const Answer answer = client.ask(get(path));
    EXPECT_NE(answer.header("Content-Security-Policy").find("trusted-types homeward"),
              std::string::npos)
        << path;
    EXPECT_NE(answer.header("Permissions-Policy"), "") << path;
  }
  const Answer data = client.ask(get("/application/json"));
  EXPECT_EQ(data.header("Content-Security-Policy"), "default-src 'none'; frame-ancestors 'none'");
  EXPECT_EQ(data.header("Permissions-Policy"), "");
}

TEST(HttpConnectionTest, CookiesAndQueryReachTheHandlerDecoded) {
  TestServer server;
  server.router.add(
      {.path = "/who", .handler = [](Request request, Respond respond) {
         respond(bytes_response("text/plain", request.cookie("__Host-s").value_or("none") + " " +
                                                  request.query_value("q").value_or("none") + " " +
                                                  request.peer));
       }});
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask(get("/who?q=a%20b", "Cookie: other=1; __Host-s=abc=\r\n")).body,
            "abc= a b 127.0.0.1");
}

}  // namespace
}  // namespace homeward::http
