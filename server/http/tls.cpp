#include "server/http/tls.h"

#include <openssl/ssl.h>

#include <string_view>

namespace homeward::http {

namespace {

namespace ssl = boost::asio::ssl;

constexpr std::string_view http_1_1 = "\x08http/1.1";

const unsigned char* octets(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// A client that offers protocols must offer ours: it would read our answer as another.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size,
                    const unsigned char* offered, unsigned offered_size, void*) {
  unsigned char* found = nullptr;
  const int outcome = SSL_select_next_proto(&found, chosen_size, octets(http_1_1), http_1_1.size(),
                                            offered, offered_size);
  *chosen = found;
  return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

bool harden(SSL_CTX* context) {
  SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
  return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
         SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1;
}

Error unusable(const std::string& what, const std::string& why) {
  return {Code::bad_input, "Cannot use the " + what + ": " + why + "."};
}

}  // namespace

Result<std::unique_ptr<ssl::context>> make_tls_context(const TlsFiles& files) {
  auto context = std::make_unique<ssl::context>(ssl::context::tls_server);
  boost::system::error_code error;
  context->use_certificate_chain_file(files.certificate_chain, error);
  if (error)
    return unusable("certificate " + files.certificate_chain, error.message());
  context->use_private_key_file(files.private_key, ssl::context::pem, error);
  if (error)
    return unusable("private key " + files.private_key, error.message());
  if (SSL_CTX_check_private_key(context->native_handle()) != 1) {
    return unusable("private key " + files.private_key, "it is not the certificate's");
  }
  if (!harden(context->native_handle()))
    return unusable("TLS library", "too old");
  return context;
}

}  // namespace homeward::http
