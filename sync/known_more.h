// What this program adds to the `more` of a message, which programs before it pass over (P3, M8):
// one octet, what they do not know, then what a program to come adds.
#pragma once

#include "core/codec/archive.h"

namespace homeward {

inline constexpr char known_here = 1;

// `more` of the message to write. `is_any`: there is something to say.
template <class Known>
Bytes with_known(bool is_any, const Known& known, const Bytes& more) {
  const bool looks_known = !more.empty() && more.front() == known_here;
  return is_any || looks_known ? known_here + encode(known) + more : more;
}

// Has what is known read from the front of a message's `more`, and takes it out; nothing where it
// is not there. May throw ArchiveError.
template <class Read>
void take_known(Bytes& more, Read read) {
  if (more.empty() || more.front() != known_here) {
    return;
  }
  Reader reader(BytesView(more).substr(1));
  read(reader);
  more.erase(0, more.size() - reader.remaining());
}

}  // namespace homeward
