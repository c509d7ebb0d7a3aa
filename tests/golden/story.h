// A golden story's answer, as `homeward policy evaluate` would print it: for the test that
// runs natively and the one that runs in WebAssembly.
#pragma once

#include <string>
#include <string_view>

namespace homeward {

// Of the built-in pack that the story names; the mistake, where the story has one.
std::string answer_to_story(std::string_view story, std::string_view name);

}  // namespace homeward
