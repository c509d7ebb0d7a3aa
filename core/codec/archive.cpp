#include "core/codec/archive.h"

namespace homeward {

void Reader::enter() {
  if (++depth_ > depth_max) {
    fail("nested too deeply");
  }
}

}  // namespace homeward
