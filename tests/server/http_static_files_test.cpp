#include "server/http/static_files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/server/http_client.h"

namespace homeward::http {
namespace {

namespace fs = std::filesystem;

// A built page of a few invented files.
class HttpStaticFilesTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) / ("homeward_static_" + std::string(test->name()));
    fs::remove_all(folder_);
    write("index.html", "<!doctype html>");
    write("sw.js", "// worker");
    write("app.webmanifest", "{}");
    write("assets/core-1f3c.wasm", "wasm, as it is");
    write("assets/core-1f3c.wasm.br", "br");
    write("assets/core-1f3c.wasm.gz", "gzip");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }

  Response ask(const std::string& path, std::vector<Field> headers = {}) {
    auto files = StaticFiles::load(folder_.string(), 1 << 20);
    EXPECT_TRUE(files.ok());
    Request request;
    request.path = path;
    request.headers = std::move(headers);
    return files.value().respond(request);
  }

  fs::path folder_;
};

TEST_F(HttpStaticFilesTest, AFileNamedByItsContentIsKeptForAYear) {
  const Response response = ask("/assets/core-1f3c.wasm");
  EXPECT_EQ(response.header("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(response.header("Content-Type"), "application/wasm");
  EXPECT_EQ(*response.body, "wasm, as it is");
}

TEST_F(HttpStaticFilesTest, WhatMayChangeIsAskedForEachTime) {
  for (const char* path : {"/index.html", "/sw.js", "/app.webmanifest"}) {
    EXPECT_EQ(ask(path).header("Cache-Control"), "no-cache") << path;
  }
  EXPECT_EQ(ask("/sw.js").header("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(ask("/app.webmanifest").header("Content-Type"), "application/manifest+json");
}

TEST_F(HttpStaticFilesTest, TheSmallestPackedSiblingThatTheClientTakesIsServed) {
  const Response br = ask("/assets/core-1f3c.wasm", {{"Accept-Encoding", "gzip, br"}});
  EXPECT_EQ(br.header("Content-Encoding"), "br");
  EXPECT_EQ(br.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(br.header("Content-Type"), "application/wasm");
  EXPECT_EQ(*br.body, "br");
  const Response gzipped = ask("/assets/core-1f3c.wasm", {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(gzipped.header("Content-Encoding"), "gzip");
  EXPECT_NE(gzipped.header("ETag"), br.header("ETag"));
}

TEST_F(HttpStaticFilesTest, WhoHasItAlreadyIsToldSo) {
  const std::string etag(ask("/index.html").header("ETag"));
  const Response again = ask("/index.html", {{"If-None-Match", "\"other\", W/" + etag}});
  EXPECT_EQ(again.status, 304u);
  EXPECT_EQ(again.body, nullptr);
  write("index.html", "<!doctype html><title>new</title>");
  EXPECT_EQ(ask("/index.html", {{"If-None-Match", etag}}).status, 200u);
}

TEST_F(HttpStaticFilesTest, ANavigationWithoutAFileIsThePage) {
  const std::vector<Field> navigation{{"Accept", "text/html,application/xhtml+xml"}};
  EXPECT_EQ(*ask("/", navigation).body, "<!doctype html>");
  EXPECT_EQ(*ask("/").body, "<!doctype html>");  // whoever asks: a probe of the installer's too
  EXPECT_EQ(*ask("/children/12", navigation).body, "<!doctype html>");
  EXPECT_EQ(ask("/missing.js", navigation).status, 404u);
  EXPECT_EQ(ask("/children/12", {{"Accept", "application/json"}}).status, 404u);
}

TEST_F(HttpStaticFilesTest, NothingOutsideTheFolderIsServed) {
  fs::create_symlink("/etc/hostname", folder_ / "assets/link.txt");
  EXPECT_EQ(ask("/assets/link.txt").status, 404u);
  EXPECT_EQ(ask("/../etc/hostname").status, 404u);
}

TEST_F(HttpStaticFilesTest, ItIsServedOverASocketWithItsOwnCaching) {
  auto files = StaticFiles::load(folder_.string(), 1 << 20);
  ASSERT_TRUE(files.ok());
  TestServer server;
  server.router.add({.path = "/", .handler = [&files](Request request, Respond respond) {
                       respond(files.value().respond(request));
                     }});
  server.start();
  Client client(server.port());
  EXPECT_EQ(client.ask(get("/%2e%2e/etc/passwd")).status, 400);
  Client second(server.port());
  const Answer answer = second.ask(get("/assets/core-1f3c.wasm", "Accept-Encoding: br\r\n"));
  EXPECT_EQ(answer.body, "br");
  EXPECT_EQ(answer.header("Cache-Control"), "public, max-age=31536000, immutable");
  const Answer same = second.ask(get("/assets/core-1f3c.wasm",
                                     "Accept-Encoding: br\r\n"
                                     "If-None-Match: " +
                                         answer.header("ETag") + "\r\n"));
  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(second.ask(get("/hello")).body, "hello");
}

TEST_F(HttpStaticFilesTest, AFolderThatCannotBeServedIsSaid) {
  EXPECT_EQ(StaticFiles::load(folder_.string(), 10).error().code, Code::too_large);
  EXPECT_EQ(StaticFiles::load((folder_ / "none").string(), 10).error().code, Code::not_found);
  fs::remove(folder_ / "index.html");
  EXPECT_EQ(StaticFiles::load(folder_.string(), 1 << 20).error().code, Code::not_found);
}

}  // namespace
}  // namespace homeward::http
