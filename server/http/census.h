// Who is connected: keeps the numbers within the limits, and knows whom to tell to
// stop. Safe from any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>

namespace homeward::http {

// A connection, as the census sees it.
class Guest {
 public:
  virtual ~Guest() = default;
  // Finish what is in flight, then close. From any thread; returns at once.
  virtual void stop() = 0;
};

class Census {
 public:
  // One connection's place; given back when it is destroyed. Before the census ends.
  class Seat {
   public:
    Seat(Census& census, std::string address) : census_(census), address_(std::move(address)) {}
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;
    ~Seat() { census_.leave(*this); }

    // Whom to stop; a connection that becomes a WebSocket passes its seat on.
    void taken_by(std::weak_ptr<Guest> guest);

   private:
    friend class Census;
    Census& census_;
    std::string address_;
  };

  // `tell_crowded` is told of an address when a connection of it is refused for being one too
  // many; and again only after half its seats were empty.
  Census(std::size_t seats_max, std::size_t seats_per_address_max,
         std::function<void(const std::string& address)> tell_crowded)
      : seats_max_(seats_max),
        seats_per_address_max_(seats_per_address_max),
        tell_crowded_(std::move(tell_crowded)) {}

  // Null where there is no room, or the census is closed.
  std::unique_ptr<Seat> admit(const std::string& address);

  // Admits no more and tells everybody to stop.
  void close();
  // True when all have left by the end of `patience`.
  bool wait_until_empty(std::chrono::milliseconds patience);

 private:
  void leave(Seat& seat);
  bool is_crowded(const std::string& address) const;

  const std::size_t seats_max_;
  const std::size_t seats_per_address_max_;
  const std::function<void(const std::string&)> tell_crowded_;
  std::mutex mutex_;
  std::condition_variable left_;
  bool closed_ = false;
  std::map<Seat*, std::weak_ptr<Guest>> guests_;
  std::map<std::string, std::size_t> of_address_;
  std::set<std::string> told_crowded_;
};

// Bytes of request bodies held at once, over all connections.
class Budget {
 public:
  explicit Budget(std::size_t bytes) : left_(bytes) {}

  // What was taken; given back when it is destroyed.
  class Share {
   public:
    Share(Budget& budget, std::size_t bytes) : budget_(budget), bytes_(bytes) {}
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;
    ~Share() { budget_.left_ += bytes_; }

    // False, and nothing taken, where less than `bytes` is left. By whoever holds it.
    bool take_more(std::size_t bytes);

   private:
    Budget& budget_;
    std::size_t bytes_;
  };

  // Null where less than `bytes` is left.
  std::unique_ptr<Share> take(std::size_t bytes);

 private:
  bool lower(std::size_t bytes);

  std::atomic<std::size_t> left_;
};

}  // namespace homeward::http
