// policy evaluate, list, explain: what the packs say. They need no database; with one they
// say what the authority's own packs, settings and closure days make of it.
#include <iostream>
#include <map>

#include "core/policy/answer.h"
#include "core/policy/explain.h"
#include "core/policy/run_scenario.h"
#include "server/authority.h"
#include "server/cli/shell.h"

namespace homeward::cli {
namespace {

using PackFiles = std::shared_ptr<std::vector<std::string>>;

// What is judged by, and which packs of it are of a file named here.
struct Packs {
  OwnPolicy policy;
  std::map<std::string, std::string> files;  // by id

  // A mistake in a file's pack, or in what the database chooses for it, is said of the file.
  Result<Pack> called(const std::string& id) const {
    const auto file = files.find(id);
    return pack_called(policy, id, "{}", file == files.end() ? id : file->second);
  }
};

// The database's, where one is named, and over it the packs of these files.
Result<Packs> packs_with(const Shell& shell, const std::vector<std::string>& files) {
  Packs packs;
  if (!shell.folder.empty()) {
    HW_CHECK(read(shell, [&](ServerDatabase& db) -> Result<void> {
      HW_TRY(kept, own_policy(db.store()));
      packs.policy = std::move(kept);
      return {};
    }));
  }
  for (const std::string& path : files) {
    HW_TRY(json, text_of(path));
    HW_TRY(pack, load_pack(json, path));
    packs.policy.packs[pack.id] = json;
    packs.files[pack.id] = path;
  }
  return packs;
}

std::string known(const OwnPolicy& policy) {
  std::string ids;
  for (const std::string& id : pack_ids(policy)) {
    ids += (ids.empty() ? "" : ", ") + id;
  }
  return ids;
}

// The pack that a story names, with the story's settings. Where the pack is right without
// them, what is wrong with them is said of the story.
Result<Pack> pack_of(const Packs& packs, const Scenario& scenario, const std::string& path) {
  Result<Pack> pack = packs.called(scenario.authority);
  if (!pack.ok()) {
    return pack.error().code != Code::not_found
               ? pack.error()
               : Error{Code::bad_input, path + ": authority: \"" + scenario.authority +
                                            "\" is no pack known here: " + known(packs.policy)};
  }
  return pack_called(packs.policy, scenario.authority, scenario.settings, path);
}

Result<void> evaluate_file(const Shell& shell, const std::string& path,
                           const std::vector<std::string>& files) {
  HW_TRY(packs, packs_with(shell, files));
  HW_TRY(text, text_of(path));
  HW_TRY(scenario, read_scenario(text, path));
  HW_TRY(pack, pack_of(packs, scenario, path));
  HW_CHECK(check_rules(scenario, pack, path));
  HW_TRY(calendar, england_and_wales(packs.policy.closures));
  for (const std::string& note : left_out(scenario, path)) {
    std::cerr << note << "\n";
  }
  std::cout << run_scenario(scenario, pack, calendar);
  return {};
}

Result<void> list_packs(const Shell& shell, const std::vector<std::string>& files) {
  HW_TRY(packs, packs_with(shell, files));
  const OwnPolicy& policy = packs.policy;
  for (const std::string& id : pack_ids(policy)) {
    HW_TRY(pack, packs.called(id));
    const bool own = policy.packs.count(id) + policy.settings.count(id) != 0;
    std::cout << id << ": " << pack.title << (own ? " (your own)" : "") << "\n";
    for (const Rule& rule : pack.rules) {
      std::cout << "  " << rule.id << "  " << name_of(rule.kind) << "  " << rule.what << "\n";
    }
  }
  std::cout << "every pack\n  " << own_interview_rule << "  guard  " << own_interview_refusal
            << "\n";
  for (LocalDate closed : policy.closures) {
    std::cout << "closed: " << to_string(closed) << "\n";
  }
  return {};
}

std::string small_letters(std::string text) {
  for (char& c : text) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return text;
}

// The rule that was meant, where only its capitals differ; empty where there is none.
Result<std::string> rule_like(const Packs& packs, const std::string& id) {
  for (const std::string& name : pack_ids(packs.policy)) {
    HW_TRY(pack, packs.called(name));
    for (const Rule& rule : pack.rules) {
      if (small_letters(rule.id) == small_letters(id)) {
        return rule.id;
      }
    }
  }
  return small_letters(std::string(own_interview_rule)) == small_letters(id)
             ? std::string(own_interview_rule)
             : std::string();
}

Result<void> explain_rule(const Shell& shell, const std::string& id,
                          const std::vector<std::string>& files) {
  HW_TRY(packs, packs_with(shell, files));
  if (id == own_interview_rule) {
    std::cout << explain_rule_of_every_pack();
    return {};
  }
  for (const std::string& name : pack_ids(packs.policy)) {
    HW_TRY(pack, packs.called(name));
    if (const Rule* rule = pack.rule_called(id)) {
      std::cout << explain(pack, *rule);
      return {};
    }
  }
  HW_TRY(meant, rule_like(packs, id));
  return Error{Code::bad_input, "there is no rule \"" + id + "\" in " + known(packs.policy) +
                                    (meant.empty() ? "" : "; did you mean " + meant + "?")};
}

PackFiles add_pack_option(CLI::App& command) {
  auto files = std::make_shared<std::vector<std::string>>();
  command.add_option("--pack", *files, "A pack to use too, or in place of the one with its id");
  return files;
}

}  // namespace

void add_policy(CLI::App& app, Shell& shell) {
  auto* group = app.add_subcommand("policy", "What the policy packs say, and your own packs");
  group->require_subcommand(1);
  auto* evaluate = group->add_subcommand("evaluate", "Answer a scenario file, as JSON");
  auto path = std::make_shared<std::string>();
  evaluate->add_option("FILE", *path, "The scenario")->required();
  on(evaluate, shell, [&shell, path, files = add_pack_option(*evaluate)] {
    return evaluate_file(shell, *path, *files);
  });
  auto* list = group->add_subcommand("list", "List the packs and their rules");
  on(list, shell, [&shell, files = add_pack_option(*list)] { return list_packs(shell, *files); });
  auto* explain = group->add_subcommand("explain", "Say what a rule asks, and where it stands");
  auto rule = std::make_shared<std::string>();
  explain->add_option("RULE", *rule, "For example LAN-05")->required();
  on(explain, shell, [&shell, rule, files = add_pack_option(*explain)] {
    return explain_rule(shell, *rule, *files);
  });
  for (CLI::App* command : {evaluate, list, explain}) {
    command->footer("With --data FOLDER, as the authority's own packs and settings have it.");
  }
  add_own_policy(*group, shell);
}

}  // namespace homeward::cli
