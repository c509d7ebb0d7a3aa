// Our binary form: compact, bounded and canonical. An archive for cereal.
//
// - Compact: whole numbers are variable-length (7 bits an octet, lowest first,
//   signed ones zigzag); there are no field names and no types in the bytes.
// - Bounded: reading never believes a count. A length is checked against the
//   octets that remain before anything is allocated, nesting is at most
//   `depth_max`, and nothing is read beyond the input.
// - Canonical: one value has one form. Reading refuses a number written longer
//   than needed, a boolean that is not 0 or 1, and octets left over at the end.
//
// A type joins by a member or free `serialize(Archive&, T&)`, once for both
// directions, exactly as cereal has it. cereal's pointers and polymorphism are
// not available: they are how bytes from outside confuse types.
//
//   Bytes bytes = encode(change);
//   HW_TRY(change, decode<Change>(bytes));
#pragma once

#include <array>
#include <cereal/cereal.hpp>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/codec/octets.h"

namespace homeward {

// Nested lists and structures inside one value.
constexpr int depth_max = 16;

class Writer : public OctetSink,
               public cereal::OutputArchive<Writer, cereal::AllowEmptyClassElision> {
 public:
  Writer() : OutputArchive(this) {}
};

class Reader : public OctetSource,
               public cereal::InputArchive<Reader, cereal::AllowEmptyClassElision> {
 public:
  explicit Reader(BytesView in) : OctetSource(in), InputArchive(this) {}

  void enter();
  void leave() { --depth_; }

 private:
  int depth_ = 0;
};

template <class T>
Bytes encode(const T& value) {
  Writer writer;
  writer(value);
  return writer.take();
}

// The whole of `bytes` as one T, or why it is not one and at which octet.
template <class T>
Result<T> decode(BytesView bytes) {
  try {
    Reader reader(bytes);
    T value{};
    reader(value);
    if (reader.remaining() != 0) {
      reader.fail("octets left over");
    }
    return value;
  } catch (const ArchiveError& caught) {
    return caught.error;
  }
}

// ---- how each basic type is written

template <class T>
using EnableNumber = std::enable_if_t<std::is_integral_v<T> && !std::is_same_v<T, bool>>;

template <class T, class = EnableNumber<T>>
void CEREAL_SAVE_FUNCTION_NAME(Writer& archive, const T& number) {
  if constexpr (std::is_signed_v<T>) {
    archive.put_signed(number);
  } else {
    archive.put_number(number);
  }
}

template <class T, class = EnableNumber<T>>
void CEREAL_LOAD_FUNCTION_NAME(Reader& archive, T& number) {
  if constexpr (std::is_signed_v<T>) {
    const std::int64_t wide = archive.get_signed();
    if (wide < std::numeric_limits<T>::min() || wide > std::numeric_limits<T>::max()) {
      archive.fail("number out of range");
    }
    number = static_cast<T>(wide);
  } else {
    const std::uint64_t raw = archive.get_number();
    if (raw > std::numeric_limits<T>::max()) {
      archive.fail("number out of range");
    }
    number = static_cast<T>(raw);
  }
}

inline void CEREAL_SAVE_FUNCTION_NAME(Writer& archive, const bool& yes) {
  archive.put_number(yes ? 1 : 0);
}
inline void CEREAL_LOAD_FUNCTION_NAME(Reader& archive, bool& yes) {
  yes = archive.get_yes_no();
}

inline void CEREAL_SAVE_FUNCTION_NAME(Writer& archive, const std::string& octets) {
  archive.put_counted(octets);
}
inline void CEREAL_LOAD_FUNCTION_NAME(Reader& archive, std::string& octets) {
  octets = archive.get_counted();
}

template <std::size_t N>
void CEREAL_SAVE_FUNCTION_NAME(Writer& archive, const std::array<std::uint8_t, N>& octets) {
  archive.put_fixed(octets);
}
template <std::size_t N>
void CEREAL_LOAD_FUNCTION_NAME(Reader& archive, std::array<std::uint8_t, N>& octets) {
  octets = archive.get_fixed<N>();
}

template <class T>
void CEREAL_SAVE_FUNCTION_NAME(Writer& archive, const std::vector<T>& list) {
  archive.put_number(list.size());
  for (const T& item : list) {
    archive(item);
  }
}
template <class T>
void CEREAL_LOAD_FUNCTION_NAME(Reader& archive, std::vector<T>& list) {
  archive.enter();
  const std::size_t count = archive.get_count();
  list.clear();
  for (std::size_t i = 0; i < count; ++i) {
    archive(list.emplace_back());
  }
  archive.leave();
}

template <class T>
void CEREAL_SAVE_FUNCTION_NAME(Writer& archive, const std::optional<T>& maybe) {
  archive(maybe.has_value());
  if (maybe) {
    archive(*maybe);
  }
}
template <class T>
void CEREAL_LOAD_FUNCTION_NAME(Reader& archive, std::optional<T>& maybe) {
  bool there = false;
  archive(there);
  maybe.reset();
  if (there) {
    archive(maybe.emplace());
  }
}

// Keys strictly ascending: a map has one form.
template <class K, class V>
void CEREAL_SAVE_FUNCTION_NAME(Writer& archive, const std::map<K, V>& map) {
  archive.put_number(map.size());
  for (const auto& [key, value] : map) {
    archive(key, value);
  }
}
template <class K, class V>
void CEREAL_LOAD_FUNCTION_NAME(Reader& archive, std::map<K, V>& map) {
  archive.enter();
  const std::size_t count = archive.get_count(2);
  map.clear();
  for (std::size_t i = 0; i < count; ++i) {
    K key{};
    archive(key);
    if (!map.empty() && !(map.rbegin()->first < key)) {
      archive.fail("keys not in ascending order");
    }
    archive(map[std::move(key)]);
  }
  archive.leave();
}

}  // namespace homeward

CEREAL_REGISTER_ARCHIVE(homeward::Writer)
CEREAL_REGISTER_ARCHIVE(homeward::Reader)
CEREAL_SETUP_ARCHIVE_TRAITS(homeward::Reader, homeward::Writer)
