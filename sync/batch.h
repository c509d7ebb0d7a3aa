// How pushed changes and pages travel: packed (core/record/pack.h), beside what this
// program cannot read and the digests of what is gone.
#pragma once

#include <vector>

#include "sync/messages.h"

namespace homeward {

void save_pushed(Writer& archive, const std::vector<Pushed>& pushed, Bases* bases);
void save_page(Writer& archive, const std::vector<PageChange>& page, Bases* bases);

// False, and nothing is given, where the pack names a change that is not among `bases`.
bool load_pushed(Reader& archive, std::vector<Pushed>& pushed, Bases* bases);
bool load_page(Reader& archive, std::vector<PageChange>& page, Bases* bases);

// Past a page, whose changes are not looked at.
void skip_page(Reader& archive);

}  // namespace homeward
