#include "server/http/census.h"

#include <utility>
#include <vector>

namespace homeward::http {

std::unique_ptr<Census::Seat> Census::admit(const std::string& address) {
  std::unique_lock lock(mutex_);
  if (closed_ || guests_.size() >= seats_max_)
    return nullptr;
  if (is_crowded(address)) {
    const bool is_news = told_crowded_.insert(address).second;
    lock.unlock();
    if (is_news)
      tell_crowded_(address);
    return nullptr;
  }
  auto seat = std::make_unique<Seat>(*this, address);
  ++of_address_[address];
  guests_[seat.get()] = {};
  return seat;
}

bool Census::is_crowded(const std::string& address) const {
  const auto counted = of_address_.find(address);
  return counted != of_address_.end() && counted->second >= seats_per_address_max_;
}

void Census::Seat::taken_by(std::weak_ptr<Guest> guest) {
  const std::lock_guard lock(census_.mutex_);
  if (census_.closed_) {
    if (const auto late = guest.lock())
      late->stop();
  }
  census_.guests_[this] = std::move(guest);
}

void Census::leave(Seat& seat) {
  const std::lock_guard lock(mutex_);
  guests_.erase(&seat);
  const auto counted = of_address_.find(seat.address_);
  if (--counted->second <= seats_per_address_max_ / 2)
    told_crowded_.erase(seat.address_);
  if (counted->second == 0)
    of_address_.erase(counted);
  if (guests_.empty())
    left_.notify_all();
}

void Census::close() {
  // Told after the lock is let go: a guest that ends meanwhile gives its seat back.
  std::vector<std::shared_ptr<Guest>> told;
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    for (const auto& [seat, guest] : guests_) {
      if (auto here = guest.lock())
        told.push_back(std::move(here));
    }
  }
  for (const auto& guest : told)
    guest->stop();
}

bool Census::wait_until_empty(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  return left_.wait_for(lock, patience, [this] { return guests_.empty(); });
}

bool Budget::lower(std::size_t bytes) {
  std::size_t left = left_;
  while (left >= bytes) {
    if (left_.compare_exchange_weak(left, left - bytes))
      return true;
  }
  return false;
}

std::unique_ptr<Budget::Share> Budget::take(std::size_t bytes) {
  return lower(bytes) ? std::make_unique<Share>(*this, bytes) : nullptr;
}

bool Budget::Share::take_more(std::size_t bytes) {
  const bool taken = budget_.lower(bytes);
  bytes_ += taken ? bytes : 0;
  return taken;
}

}  // namespace homeward::http
