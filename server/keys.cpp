#include "server/keys.h"

#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <sodium.h>

#include <memory>

namespace homeward {
namespace {

constexpr std::size_t x25519_octets = 32;
constexpr std::size_t nonce_octets = 12;
constexpr std::size_t tag_octets = 16;
constexpr std::size_t key_id_octets = 8;
constexpr char seal_version = 1;

const unsigned char* octets_of(BytesView bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* octets_of(Bytes& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

void start_sodium() {
  HW_ASSERT(sodium_init() >= 0);
}

Error not_ours() {
  return {Code::bad_input, "seal: not made for this authority's recovery key"};
}

// X25519 shared secret; nothing where the public half is a point of small order.
Result<Bytes> agree(BytesView secret_half, BytesView public_half) {
  Bytes shared(x25519_octets, '\0');
  if (crypto_scalarmult(octets_of(shared), octets_of(secret_half), octets_of(public_half)) != 0) {
    return not_ours();
  }
  return shared;
}

Bytes hkdf_sha256(BytesView secret, BytesView salt, std::string_view info) {
  const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
      EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nullptr), &EVP_PKEY_CTX_free);
  Bytes out(32, '\0');
  std::size_t size = out.size();
  HW_ASSERT(EVP_PKEY_derive_init(context.get()) == 1 &&
            EVP_PKEY_CTX_set_hkdf_md(context.get(), EVP_sha256()) == 1 &&
            EVP_PKEY_CTX_set1_hkdf_salt(context.get(), octets_of(salt),
                                        static_cast<int>(salt.size())) == 1 &&
            EVP_PKEY_CTX_set1_hkdf_key(context.get(), octets_of(secret),
                                       static_cast<int>(secret.size())) == 1 &&
            EVP_PKEY_CTX_add1_hkdf_info(context.get(), octets_of(info),
                                        static_cast<int>(info.size())) == 1 &&
            EVP_PKEY_derive(context.get(), octets_of(out), &size) == 1);
  return out;
}

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

// The key is used once, so the nonce is nothing.
Bytes encrypt(BytesView key, BytesView label, BytesView plain) {
  const Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  const Bytes nonce(nonce_octets, '\0');
  Bytes out(plain.size() + tag_octets, '\0');
  int size = 0;
  HW_ASSERT(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, octets_of(key),
                               octets_of(nonce)) == 1 &&
            EVP_EncryptUpdate(cipher.get(), nullptr, &size, octets_of(label),
                              static_cast<int>(label.size())) == 1 &&
            EVP_EncryptUpdate(cipher.get(), octets_of(out), &size, octets_of(plain),
                              static_cast<int>(plain.size())) == 1 &&
            EVP_EncryptFinal_ex(cipher.get(), octets_of(out) + size, &size) == 1 &&
            EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tag_octets,
                                out.data() + plain.size()) == 1);
  return out;
}

Result<Bytes> decrypt(BytesView key, BytesView label, BytesView sealed) {
  const Cipher cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  const Bytes nonce(nonce_octets, '\0');
  const BytesView body = sealed.substr(0, sealed.size() - tag_octets);
  Bytes tag(sealed.substr(body.size()));
  Bytes out(body.size(), '\0');
  int size = 0;
  HW_ASSERT(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, octets_of(key),
                               octets_of(nonce)) == 1 &&
            EVP_DecryptUpdate(cipher.get(), nullptr, &size, octets_of(label),
                              static_cast<int>(label.size())) == 1 &&
            EVP_DecryptUpdate(cipher.get(), octets_of(out), &size, octets_of(body),
                              static_cast<int>(body.size())) == 1 &&
            EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tag_octets, tag.data()) == 1);
  if (EVP_DecryptFinal_ex(cipher.get(), octets_of(out) + size, &size) != 1) {
    return not_ours();
  }
  return out;
}

// Which of an authority's recovery keys, should it ever have had two.
Bytes key_id(BytesView public_half) {
  Bytes out(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(octets_of(out), octets_of(public_half), public_half.size());
  return out.substr(0, key_id_octets);
}

Bytes label(std::string_view purpose, const UserId& whose) {
  return Bytes(purpose) + "\n" + whose.hex();
}

}  // namespace

KeyPair make_receipt_key() {
  start_sodium();
  KeyPair pair{Bytes(crypto_sign_PUBLICKEYBYTES, '\0'), Bytes(crypto_sign_SECRETKEYBYTES, '\0')};
  crypto_sign_keypair(octets_of(pair.public_half), octets_of(pair.secret_half));
  return pair;
}

KeyPair make_recovery_key() {
  start_sodium();
  KeyPair pair{Bytes(x25519_octets, '\0'), Bytes(x25519_octets, '\0')};
  crypto_box_keypair(octets_of(pair.public_half), octets_of(pair.secret_half));
  return pair;
}

Bytes sign_detached(const KeyPair& receipt_key, BytesView message) {
  Bytes signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(octets_of(signature), nullptr, octets_of(message), message.size(),
                       octets_of(receipt_key.secret_half));
  return signature;
}

bool signature_holds(BytesView public_half, BytesView message, BytesView signature) {
  return public_half.size() == crypto_sign_PUBLICKEYBYTES &&
         signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(octets_of(signature), octets_of(message), message.size(),
                                     octets_of(public_half)) == 0;
}

Result<Bytes> seal(BytesView public_half, BytesView secret, std::string_view purpose,
                   const UserId& whose) {
  if (public_half.size() != x25519_octets) {
    return Error{Code::bad_input, "seal: expected a public key of 32 octets"};
  }
  const KeyPair ephemeral = make_recovery_key();
  HW_TRY(shared, agree(ephemeral.secret_half, public_half));
  const Bytes once = hkdf_sha256(shared, ephemeral.public_half + Bytes(public_half), purpose);
  return Bytes(1, seal_version) + key_id(public_half) + ephemeral.public_half +
         encrypt(once, label(purpose, whose), secret);
}

Result<Bytes> open_seal(const KeyPair& recovery_key, BytesView sealed, std::string_view purpose,
                        const UserId& whose) {
  const std::size_t head_octets = 1 + key_id_octets + x25519_octets;
  if (sealed.size() < head_octets + tag_octets || sealed[0] != seal_version ||
      sealed.substr(1, key_id_octets) != key_id(recovery_key.public_half)) {
    return not_ours();
  }
  const BytesView ephemeral = sealed.substr(1 + key_id_octets, x25519_octets);
  HW_TRY(shared, agree(recovery_key.secret_half, ephemeral));
  const Bytes once = hkdf_sha256(shared, Bytes(ephemeral) + recovery_key.public_half, purpose);
  return decrypt(once, label(purpose, whose), sealed.substr(head_octets));
}

Bytes SystemRandom::octets(std::size_t count) {
  start_sodium();
  Bytes out(count, '\0');
  randombytes_buf(out.data(), out.size());
  return out;
}

}  // namespace homeward
