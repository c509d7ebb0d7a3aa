#include "tests/golden/story.h"

#include "core/policy/run_scenario.h"

namespace homeward {
namespace {

Result<std::string> answered(std::string_view story, std::string_view name) {
  HW_TRY(scenario, read_scenario(story, name));
  HW_TRY(pack, built_in_pack(scenario.authority, scenario.settings));
  HW_CHECK(check_rules(scenario, pack, name));
  HW_TRY(calendar, england_and_wales());
  return run_scenario(scenario, pack, calendar);
}

}  // namespace

std::string answer_to_story(std::string_view story, std::string_view name) {
  const auto answer = answered(story, name);
  return answer.ok() ? answer.value() : answer.error().detail;
}

}  // namespace homeward
