// Runs seeded histories, on as many processes as it is told, and says which failed.
//
//   homeward_sim --from 1 --seeds 20000 --jobs 2 [--progress FILE]
//   homeward_sim --seed 17          one, with its trace
//
// The progress file holds a line for each block of seeds that was run without failure;
// those are not run again. Ends with 1 where a history failed, and names its seed.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "tests/sim/world.h"

namespace homeward::sim {
namespace {

constexpr std::uint64_t block_seeds = 500;

struct Options {
  std::uint64_t from = 1;
  std::uint64_t seeds = 20'000;
  unsigned jobs = 1;
  std::string progress;
};

struct Block {
  std::uint64_t from = 0;
  std::uint64_t seeds = 0;
  std::string line() const { return std::to_string(from) + " " + std::to_string(seeds) + "\n"; }
};

// Where each process is, so that one that ends badly can be told with its seed.
class Whereabouts {
 public:
  explicit Whereabouts(unsigned jobs)
      : octets_(jobs * sizeof(std::uint64_t)),
        seeds_(static_cast<std::uint64_t*>(
            mmap(nullptr, octets_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {
    HW_ASSERT(seeds_ != MAP_FAILED);
  }
  ~Whereabouts() { munmap(seeds_, octets_); }
  Whereabouts(const Whereabouts&) = delete;
  Whereabouts& operator=(const Whereabouts&) = delete;
  std::uint64_t& of(unsigned job) { return seeds_[job]; }

 private:
  std::size_t octets_;
  std::uint64_t* seeds_;
};

std::vector<Block> blocks_to_run(const Options& options) {
  std::set<std::string> done;
  std::ifstream file(options.progress);
  for (std::string line; std::getline(file, line);) {
    done.insert(line + "\n");
  }
  std::vector<Block> blocks;
  const std::uint64_t end = options.from + options.seeds;
  for (std::uint64_t from = options.from; from < end; from += block_seeds) {
    const Block block{from, std::min(block_seeds, end - from)};
    if (done.count(block.line()) == 0) {
      blocks.push_back(block);
    }
  }
  return blocks;
}

// One write of a short line, so that processes do not write into each other's.
void note_done(const Options& options, const Block& block) {
  if (options.progress.empty()) {
    return;
  }
  const int file = open(options.progress.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  const std::string line = block.line();
  HW_ASSERT(file >= 0 && write(file, line.data(), line.size()) == ssize_t(line.size()));
  close(file);
}

void tell(std::uint64_t seed, const std::string& failure) {
  std::printf("seed %llu: %s\nagain: ./dev sim --seed %llu\n",
              static_cast<unsigned long long>(seed), failure.c_str(),
              static_cast<unsigned long long>(seed));
}

bool run_block(const Block& block, std::uint64_t& seed) {
  for (seed = block.from; seed < block.from + block.seeds; ++seed) {
    const std::string failure = World(seed).run();
    if (!failure.empty()) {
      tell(seed, failure);
      return false;
    }
  }
  return true;
}

int run_job(const Options& options, const std::vector<Block>& blocks, unsigned job,
            std::uint64_t& seed) {
  for (std::size_t i = job; i < blocks.size(); i += options.jobs) {
    if (!run_block(blocks[i], seed)) {
      std::fflush(stdout);
      return 1;
    }
    note_done(options, blocks[i]);
  }
  return 0;
}

// The first that fails ends the others.
int wait_for_all(std::vector<pid_t>& children, Whereabouts& whereabouts) {
  int status = 0;
  int worst = 0;
  for (pid_t ended = wait(&status); ended > 0; ended = wait(&status)) {
    const auto job = std::find(children.begin(), children.end(), ended) - children.begin();
    if (WIFSIGNALED(status) && worst == 0) {
      tell(whereabouts.of(static_cast<unsigned>(job)),
           "the program ended by signal " + std::to_string(WTERMSIG(status)));
    }
    if (status != 0 && worst == 0) {
      worst = 1;
      for (const pid_t child : children) {
        if (child != ended) {
          kill(child, SIGTERM);
        }
      }
    }
  }
  return worst;
}

int run_many(const Options& options) {
  const std::vector<Block> blocks = blocks_to_run(options);
  Whereabouts whereabouts(options.jobs);
  const auto began = std::chrono::steady_clock::now();
  std::vector<pid_t> children;
  std::fflush(stdout);
  for (unsigned job = 0; job < options.jobs; ++job) {
    const pid_t child = fork();
    HW_ASSERT(child >= 0);
    if (child == 0) {
      _exit(run_job(options, blocks, job, whereabouts.of(job)));
    }
    children.push_back(child);
  }
  const int worst = wait_for_all(children, whereabouts);
  std::uint64_t histories = 0;
  for (const Block& block : blocks) {
    histories += block.seeds;
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  if (worst == 0) {
    std::printf("%llu histories, none failing, in %.0f s (%.0f a second)\n",
                static_cast<unsigned long long>(histories), took.count(),
                static_cast<double>(histories) / took.count());
  }
  return worst;
}

int run_one(std::uint64_t seed) {
  World world(seed);
  const std::string failure = world.run();
  std::fputs(world.trace().c_str(), stdout);
  return failure.empty() ? 0 : 1;
}

int run(int count, char** words) {
  Options options;
  std::uint64_t seed = 0;
  CLI::App app("Seeded histories of tablets and a council's server");
  app.add_option("--from", options.from, "the first seed")->check(CLI::PositiveNumber);
  app.add_option("--seeds", options.seeds, "how many")->check(CLI::PositiveNumber);
  app.add_option("--jobs", options.jobs, "processes at once")->check(CLI::Range(1, 256));
  app.add_option("--progress", options.progress, "a file that remembers what was run");
  CLI::Option* one = app.add_option("--seed", seed, "one history, with its trace");
  CLI11_PARSE(app, count, words);
  return one->count() > 0 ? run_one(seed) : run_many(options);
}

}  // namespace
}  // namespace homeward::sim

int main(int count, char** words) {
  return homeward::sim::run(count, words);
}
