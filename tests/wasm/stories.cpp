// The policy engine in WebAssembly, for tests/wasm/stories.test.mjs: compiled as the
// tablet's module is, from the same library.
#include "tests/golden/story.h"

#include <cstdlib>

extern "C" {

void* stories_allocate(std::size_t octets) {
  return std::malloc(octets);
}

// What was allocated last is the story, and is given back. The answer holds until the next.
const char* stories_answer(char* story, std::size_t size) {
  static std::string answer;
  answer = homeward::answer_to_story({story, size}, "story");
  std::free(story);
  return answer.c_str();
}
}
