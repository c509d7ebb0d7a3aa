#include "tests/bench/server_program.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <fstream>
#include <memory>

#include "server/authority.h"
#include "server/clerk.h"
#include "server/database.h"
#include "server/password.h"

namespace homeward::bench {
namespace {

// Writes what must be there before the two interviewers begin.
class Preparing {
 public:
  Preparing(ServerDatabase& database, const Workload& workload, std::size_t people)
      : store_(database.store()),
        accounts_(database.accounts()),
        workload_(workload),
        people_(people),
        person_of_child_(person_of_child(workload, people)) {}

  Result<Bytes> run() {
    HW_TRY(authority,
           begin_authority(store_, "Example County Council (benchmark)", "lancashire", random_));
    HW_CHECK(accounts_.add_organisation({"example-council", "Example County Council", false}));
    HW_TRY(password, hash_password(bench_password, random_));
    HW_CHECK(add_person("a", workload_.a.user, Role::interviewer, password));
    HW_CHECK(add_person("b", workload_.b.user, Role::interviewer, password));
    HW_CHECK(add_person("import", importer_, Role::administrator, password));
    for (std::size_t number = 0; number < people_; ++number) {
      HW_CHECK(add_person("person-" + std::to_string(number), person_id(number), Role::interviewer,
                          password));
    }
    for (const Episode& episode : workload_.episodes) {
      HW_CHECK(add_episode(episode));
    }
    return authority.receipt_key.public_half;
  }

 private:
  Result<void> add_person(const std::string& name, const UserId& id, Role role,
                          const PasswordHash& password) {
    return accounts_.add_account(
        {id, name, "Invented " + name, "example-council", "", false, role, false}, password);
  }

  Result<void> add_episode(const Episode& episode) {
    Clerk clerk(store_, random_, origin_, importer_);
    HW_TRY(child, store_.record(episode.child));
    if (!child) {
      HW_CHECK(clerk.write({episode.child, "child", episode.child, {}},
                           {field("identity.given_name", Value::text("Invented"))}, Instant{}));
      HW_CHECK(store_.grant(workload_.a.user, episode.child, RecordId{}));
      HW_CHECK(store_.grant(workload_.b.user, episode.child, RecordId{}));
      if (people_ > 0) {
        const UserId whose = person_id(person_of_child_.at(episode.child));
        HW_CHECK(store_.grant(whose, episode.child, RecordId{}));
      }
    }
    return clerk.write({episode.id, "episode", episode.child, episode.id},
                       {field("absence.category", Value::code("missing"))}, Instant{});
  }

  ServerStore& store_;
  Accounts& accounts_;
  const Workload& workload_;
  std::size_t people_;
  std::map<RecordId, std::size_t> person_of_child_;
  SystemRandom random_;
  UserId importer_ = UserId::fresh(random_);
  Origin origin_ = Origin::fresh(random_);
};

// "Listening on http://localhost:41235" on its first line.
std::uint16_t port_said_on(int output) {
  const std::unique_ptr<FILE, int (*)(FILE*)> said(fdopen(output, "r"), fclose);
  char line[200] = "";
  unsigned port = 0;
  if (std::fgets(line, sizeof line, said.get()) != nullptr) {
    std::sscanf(line, "Listening on http://localhost:%u", &port);
  }
  return static_cast<std::uint16_t>(port);
}

[[noreturn]] void become(const std::string& program, const std::string& folder, std::uint16_t port,
                         int output) {
  dup2(output, STDOUT_FILENO);
  execl(program.c_str(), program.c_str(), "--data", folder.c_str(), "--port",
        std::to_string(port).c_str(), nullptr);
  _exit(127);
}

}  // namespace

std::map<RecordId, std::size_t> person_of_child(const Workload& workload, std::size_t people) {
  std::map<RecordId, std::size_t> person;
  for (const Episode& episode : workload.episodes) {
    person.emplace(episode.child, 0);
  }
  std::size_t next = 0;
  for (auto& [child, number] : person) {
    number = people == 0 ? 0 : next++ % people;
  }
  return person;
}

UserId person_id(std::size_t number) {
  const Digest name = digest("bench person", {std::to_string(number)});
  return UserId::of(name.view().substr(0, 16));
}

Result<Bytes> prepare_server(const std::string& folder, const Workload& workload,
                             std::size_t people) {
  HW_TRY(database, ServerDatabase::open(folder, ServerDatabase::Mode::create));
  HW_TRY(transaction, Transaction::begin(database->store()));
  HW_TRY(receipt_key, Preparing(*database, workload, people).run());
  HW_CHECK(transaction.commit());
  return receipt_key;
}

Result<ServerProgram> ServerProgram::start(const std::string& program, const std::string& folder,
                                           std::uint16_t wanted) {
  int ends[2];
  if (pipe(ends) != 0) {
    return Error{Code::unavailable, "no pipe to homewardd"};
  }
  const pid_t process = fork();
  if (process == 0) {
    become(program, folder, wanted, ends[1]);
  }
  close(ends[1]);
  const std::uint16_t port = port_said_on(ends[0]);
  ServerProgram started(process, port);
  if (port == 0) {
    return Error{Code::unavailable, program + ": did not start"};
  }
  return started;
}

ServerProgram::ServerProgram(ServerProgram&& other) noexcept
    : process_(std::exchange(other.process_, -1)), port_(other.port_) {}

ServerProgram::~ServerProgram() {
  if (process_ > 0) {
    kill(process_, SIGTERM);
    waitpid(process_, nullptr, 0);
  }
}

std::uint64_t ServerProgram::said_of(const std::string& what) const {
  std::ifstream status("/proc/" + std::to_string(process_) + "/status");
  std::string word;
  std::uint64_t kb = 0;
  while (status >> word) {
    if (word == what) {
      status >> kb;
    }
  }
  return kb;
}

}  // namespace homeward::bench
