// TLS with a certificate made here, and the rule that plain is for loopback only.
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <functional>
#include <string>

#include "tests/server/http_client.h"

namespace homeward::http {
namespace {

void write_pem(const std::string& path, const std::function<void(std::FILE*)>& write) {
  std::FILE* file = std::fopen(path.c_str(), "w");
  ASSERT_NE(file, nullptr);
  write(file);
  std::fclose(file);
}

// A certificate for "localhost" that signs itself, good for an hour.
TlsFiles make_certificate(const std::string& name) {
  const std::string stem = testing::TempDir() + "homeward_" + name;
  const TlsFiles files{stem + ".crt", stem + ".key"};
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = X509_new();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
  X509_set_pubkey(certificate, key);
  X509_NAME* subject = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(certificate, subject);
  X509_EXTENSION* names =
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost");
  X509_add_ext(certificate, names, -1);
  X509_EXTENSION_free(names);
  X509_sign(certificate, key, EVP_sha256());
  write_pem(files.certificate_chain, [&](std::FILE* file) { PEM_write_X509(file, certificate); });
  write_pem(files.private_key, [&](std::FILE* file) {
    PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
  });
  X509_free(certificate);
  EVP_PKEY_free(key);
  return files;
}

TEST(HttpTlsTest, ARoundTripUnderTlsSaysToStayUnderTls) {
  TestServer server;
  server.options.tls = make_certificate("round_trip");
  server.start();
  Client client(server.port(), server.options.tls->certificate_chain, "http/1.1");
  ASSERT_TRUE(client.is_open());
  const Answer answer = client.ask(get("/hello"));
  EXPECT_EQ(answer.body, "hello");
  EXPECT_EQ(answer.header("Strict-Transport-Security"), "max-age=31536000");
  const std::string large(60'000, 'a');
  EXPECT_EQ(client.ask(post("/echo", "text/plain", large)).body, large);
  EXPECT_EQ(client.ask(get("/hello", "Host: localhost\r\n")).status, 400);
  EXPECT_TRUE(client.is_at_end());
}

TEST(HttpTlsTest, APlainOriginIsAnotherSiteUnderTls) {
  TestServer server;
  server.options.tls = make_certificate("origin");
  server.start();
  Client client(server.port(), server.options.tls->certificate_chain, "http/1.1");
  EXPECT_EQ(client.ask(post("/echo", "text/plain", "a", "Origin: https://localhost\r\n")).status,
            200);
  EXPECT_EQ(client.ask(post("/echo", "text/plain", "a", "Origin: http://localhost\r\n")).status,
            403);
}

TEST(HttpTlsTest, AClientOfAnotherProtocolIsRefusedInTheHandshake) {
  TestServer server;
  server.options.tls = make_certificate("alpn");
  server.start();
  EXPECT_FALSE(Client(server.port(), server.options.tls->certificate_chain, "h2").is_open());
}

TEST(HttpTlsTest, APlainRequestToATlsPortEndsAndOthersStay) {
  TestServer server;
  server.options.tls = make_certificate("plain");
  server.start();
  Client plain(server.port());
  EXPECT_EQ(plain.ask(get("/hello")).status, 0);
  Client client(server.port(), server.options.tls->certificate_chain, "http/1.1");
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
}

TEST(HttpTlsTest, PlainIsRefusedOnAnythingButLoopback) {
  NoticeHub hub;
  for (const char* address : {"0.0.0.0", "::", "192.0.2.1"}) {
    ServerOptions options;
    options.address = address;
    const auto refused = Server::start(options, Router(), hub);
    ASSERT_FALSE(refused.ok()) << address;
    EXPECT_EQ(refused.error().code, Code::refused);
    EXPECT_NE(refused.error().detail.find("certificate"), std::string::npos);
  }
}

TEST(HttpTlsTest, TlsMayListenAnywhere) {
  TestServer server;
  server.options.address = "0.0.0.0";
  server.options.tls = make_certificate("anywhere");
  server.start();
  Client client(server.port(), server.options.tls->certificate_chain, "http/1.1");
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
}

TEST(HttpTlsTest, ACertificateOrKeyThatCannotBeUsedIsNamed) {
  NoticeHub hub;
  const TlsFiles one = make_certificate("one");
  const TlsFiles two = make_certificate("two");
  ServerOptions options;
  options.tls = TlsFiles{"/nowhere.crt", one.private_key};
  EXPECT_NE(Server::start(options, Router(), hub).error().detail.find("/nowhere.crt"),
            std::string::npos);
  options.tls = TlsFiles{one.certificate_chain, two.private_key};
  EXPECT_NE(Server::start(options, Router(), hub).error().detail.find(two.private_key),
            std::string::npos);
}

TEST(HttpTlsTest, AnAddressOrPortThatCannotBeUsedIsNamed) {
  TestServer server;
  server.start();
  NoticeHub hub;
  ServerOptions options;
  options.port = server.port();
  EXPECT_EQ(Server::start(options, Router(), hub).error().code, Code::unavailable);
  options.address = "homeward.example";
  EXPECT_EQ(Server::start(options, Router(), hub).error().code, Code::bad_input);
}

}  // namespace
}  // namespace homeward::http
