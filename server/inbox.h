// A bounded queue between threads: the only thing they share.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <utility>
#include <vector>

namespace homeward {

template <class T>
class Inbox {
 public:
  explicit Inbox(std::size_t items_max) : items_max_(items_max) {}

  // False where it is full or closed: the item was not taken.
  bool put(T item) {
    {
      const std::lock_guard lock(mutex_);
      if (closed_ || items_.size() >= items_max_) {
        return false;
      }
      items_.push_back(std::move(item));
    }
    arrived_.notify_one();
    return true;
  }

  // Waits for at least one item and takes up to `count`; empty once closed and drained.
  std::vector<T> take(std::size_t count) {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [&] { return closed_ || !items_.empty(); });
    std::vector<T> taken;
    while (!items_.empty() && taken.size() < count) {
      taken.push_back(std::move(items_.front()));
      items_.pop_front();
    }
    return taken;
  }

  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    arrived_.notify_all();
  }

 private:
  const std::size_t items_max_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<T> items_;
  bool closed_ = false;
};

}  // namespace homeward
