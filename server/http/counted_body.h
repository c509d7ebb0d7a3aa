// A request's body as it is read: what it takes of the server's budget is taken as its octets
// come, so that a length which is only declared keeps nothing from anybody (V1).
#pragma once

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffer_traits.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/optional/optional.hpp>
#include <cstdint>
#include <memory>

#include "core/base/bytes.h"
#include "server/http/census.h"

namespace homeward::http {

// A body as Beast's parsers want one. Reading fails with `not_enough_memory` where the budget
// has no more.
struct CountedBody {
  struct Counted {
    Bytes octets;
    std::size_t octets_max = 0;            // declared, or what the route takes
    std::unique_ptr<Budget::Share> share;  // set before reading; measures the room, not its use
  };

  class Reader {
   public:
    template <bool is_request, class Fields>
    Reader(boost::beast::http::header<is_request, Fields>&, Counted& body) : body_(body) {}

    void init(const boost::optional<std::uint64_t>&, boost::beast::error_code& failure) {
      failure = {};
    }

    template <class Buffers>
    std::size_t put(const Buffers& buffers, boost::beast::error_code& failure) {
      const std::size_t more = boost::beast::buffer_bytes(buffers);
      failure = {};
      if (!make_room(body_.octets.size() + more)) {
        failure = make_error_code(boost::system::errc::not_enough_memory);
        return 0;
      }
      for (const auto part : boost::beast::buffers_range_ref(buffers)) {
        body_.octets.append(static_cast<const char*>(part.data()), part.size());
      }
      return more;
    }

    void finish(boost::beast::error_code& failure) { failure = {}; }

   private:
    // Twice what there was, so that a large body is seldom copied; never beyond what may come.
    bool make_room(std::size_t octets) {
      if (octets <= room_) {
        return true;
      }
      const std::size_t room =
          std::max(octets, std::min(std::max(2 * room_, room_octets_min), body_.octets_max));
      if (!body_.share->take_more(room - room_)) {
        return false;
      }
      room_ = room;
      body_.octets.reserve(room);
      return true;
    }

    static constexpr std::size_t room_octets_min = 4096;
    Counted& body_;
    std::size_t room_ = 0;
  };

  using value_type = Counted;
  using reader = Reader;
};

}  // namespace homeward::http
