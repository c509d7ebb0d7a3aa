#include "tests/bench/together.h"

#include <barrier>
#include <optional>
#include <thread>

#include "tests/bench/measures.h"

namespace homeward::bench {

Result<std::vector<double>> together(std::size_t count,
                                     const std::function<Result<void>(std::size_t)>& step) {
  std::barrier begin(static_cast<std::ptrdiff_t>(count));
  std::vector<double> took(count);
  std::vector<std::optional<Error>> failed(count);
  std::vector<std::thread> threads;
  for (std::size_t number = 0; number < count; ++number) {
    threads.emplace_back([&, number] {
      begin.arrive_and_wait();
      const Stopwatch watch;
      const Result<void> done = step(number);
      took[number] = watch.ms();
      if (!done.ok()) {
        failed[number] = done.error();
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  for (const auto& error : failed) {
    if (error) {
      return *error;
    }
  }
  return took;
}

}  // namespace homeward::bench
