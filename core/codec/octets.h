// What the binary form (archive.h) is made of: numbers and octets, one after the other.
// Light enough for a value of its own for each of many columns.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <exception>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace homeward {

// Raised only while something is decoded, where it becomes a Result.
struct ArchiveError : std::exception {
  explicit ArchiveError(Error why) : error(std::move(why)) {}
  const char* what() const noexcept override { return error.detail.c_str(); }
  Error error;
};

constexpr std::uint64_t zigzag(std::int64_t number) {
  return (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
}
constexpr std::int64_t unzigzag(std::uint64_t number) {
  return static_cast<std::int64_t>(number >> 1) ^ -static_cast<std::int64_t>(number & 1);
}

class OctetSink {
 public:
  void put_number(std::uint64_t number) {
    while (number >= 0x80) {
      out_.push_back(static_cast<char>(number | 0x80));
      number >>= 7;
    }
    out_.push_back(static_cast<char>(number));
  }
  void put_signed(std::int64_t number) { put_number(zigzag(number)); }
  void put_octets(BytesView octets) { out_.append(octets); }
  void put_counted(BytesView octets) {
    put_number(octets.size());
    put_octets(octets);
  }
  template <std::size_t N>
  void put_fixed(const std::array<std::uint8_t, N>& octets) {
    put_octets({reinterpret_cast<const char*>(octets.data()), N});
  }

  BytesView octets() const { return out_; }
  Bytes take() { return std::move(out_); }

 private:
  Bytes out_;
};

// Each get raises where what is there is not the one form of what is asked for. What it
// reads from outlives it.
class OctetSource {
 public:
  explicit OctetSource(BytesView in = {}) : in_(in) {}

  std::uint64_t get_number() {
    if (at_ < in_.size() && static_cast<unsigned char>(in_[at_]) < 0x80) {
      return static_cast<unsigned char>(in_[at_++]);
    }
    return get_long_number();
  }
  std::int64_t get_signed() { return unzigzag(get_number()); }
  bool get_yes_no();
  BytesView get_octets(std::uint64_t count) {
    if (count > remaining()) {
      fail("cut short");
    }
    const BytesView octets = in_.substr(at_, static_cast<std::size_t>(count));
    at_ += octets.size();
    return octets;
  }
  BytesView get_counted() { return get_octets(get_number()); }
  template <std::size_t N>
  std::array<std::uint8_t, N> get_fixed() {
    const BytesView from = get_octets(N);
    std::array<std::uint8_t, N> octets;
    std::copy(from.begin(), from.end(), reinterpret_cast<char*>(octets.data()));
    return octets;
  }
  // A count of things of at least `octets_each` octets, checked against what
  // remains.
  std::size_t get_count(std::size_t octets_each = 1);
  std::size_t remaining() const { return in_.size() - at_; }
  std::size_t position() const { return at_; }

  [[noreturn]] void fail(const char* why) const;

 private:
  std::uint64_t get_long_number();

  BytesView in_;
  std::size_t at_ = 0;
};

}  // namespace homeward
