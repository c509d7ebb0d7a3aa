// policy: what the packs say. Needs no database.
#include <fstream>
#include <iostream>
#include <sstream>

#include "core/embedded.h"
#include "core/policy/explain.h"
#include "core/policy/run_scenario.h"
#include "server/cli/shell.h"

namespace homeward::cli {
namespace {

// A pack as it was found: one of the program's own, or a file's.
struct PackText {
  std::string name;  // said in mistakes
  std::string json;
};

using PackFiles = std::shared_ptr<std::vector<std::string>>;

Result<std::string> contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream all;
  if (!file || !(all << file.rdbuf())) {
    return Error{Code::bad_input, path + ": cannot be read"};
  }
  return all.str();
}

// The program's own packs; a file with the id of one stands in its place.
Result<std::map<std::string, PackText>> packs_with(const std::vector<std::string>& files) {
  std::map<std::string, PackText> packs;
  for (const EmbeddedFile& file : embedded_packs()) {
    const std::string id(file.name);
    packs[id] = {id, std::string(file.content)};
  }
  for (const std::string& path : files) {
    HW_TRY(json, contents(path));
    HW_TRY(pack, load_pack(json, path));
    packs[pack.id] = {path, json};
  }
  return packs;
}

std::string known(const std::map<std::string, PackText>& packs) {
  std::string ids;
  for (const auto& [id, pack] : packs) {
    ids += (ids.empty() ? "" : ", ") + id;
  }
  return ids;
}

Result<void> evaluate_file(const std::string& path, const std::vector<std::string>& files) {
  HW_TRY(packs, packs_with(files));
  HW_TRY(text, contents(path));
  HW_TRY(scenario, read_scenario(text, path));
  const auto found = packs.find(scenario.authority);
  if (found == packs.end()) {
    return Error{Code::bad_input, path + ": authority: \"" + scenario.authority +
                                      "\" is no pack known here: " + known(packs)};
  }
  const PackText& chosen = found->second;
  HW_TRY(pack, load_pack(chosen.json, chosen.name, scenario.settings));
  HW_CHECK(check_rules(scenario, pack, path));
  HW_TRY(calendar, england_and_wales());
  std::cout << run_scenario(scenario, pack, calendar);
  return {};
}

Result<void> list_packs(const std::vector<std::string>& files) {
  HW_TRY(packs, packs_with(files));
  for (const auto& [id, text] : packs) {
    HW_TRY(pack, load_pack(text.json, text.name));
    std::cout << id << ": " << pack.title << "\n";
    for (const Rule& rule : pack.rules) {
      std::cout << "  " << rule.id << "  " << name_of(rule.kind) << "  " << rule.what << "\n";
    }
  }
  return {};
}

Result<void> explain_rule(const std::string& id, const std::vector<std::string>& files) {
  HW_TRY(packs, packs_with(files));
  for (const auto& [name, text] : packs) {
    HW_TRY(pack, load_pack(text.json, text.name));
    if (const Rule* rule = pack.rule_called(id)) {
      std::cout << explain(pack, *rule);
      return {};
    }
  }
  return Error{Code::bad_input, "there is no rule \"" + id + "\" in " + known(packs)};
}

PackFiles add_pack_option(CLI::App& command) {
  auto files = std::make_shared<std::vector<std::string>>();
  command.add_option("--pack", *files, "A pack to use too, or in place of the one with its id");
  return files;
}

}  // namespace

void add_policy(CLI::App& app, Shell& shell) {
  auto* group = app.add_subcommand("policy", "What the policy packs say; needs no database");
  group->require_subcommand(1);
  auto* evaluate = group->add_subcommand("evaluate", "Answer a scenario file, as JSON");
  auto path = std::make_shared<std::string>();
  evaluate->add_option("FILE", *path, "The scenario")->required();
  on(evaluate, shell,
     [path, files = add_pack_option(*evaluate)] { return evaluate_file(*path, *files); });
  auto* list = group->add_subcommand("list", "List the packs and their rules");
  on(list, shell, [files = add_pack_option(*list)] { return list_packs(*files); });
  auto* explain = group->add_subcommand("explain", "Say what a rule asks, and where it stands");
  auto rule = std::make_shared<std::string>();
  explain->add_option("RULE", *rule, "For example LAN-05")->required();
  on(explain, shell,
     [rule, files = add_pack_option(*explain)] { return explain_rule(*rule, *files); });
}

}  // namespace homeward::cli
