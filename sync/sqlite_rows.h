// Reading rows of octets back into values; what cannot be read was not written by us.
#pragma once

#include <vector>

#include "core/codec/archive.h"

#include "sync/sqlite.h"

namespace homeward {

template <class T>
Result<T> decode_stored(BytesView octets, const char* what) {
  auto value = decode<T>(octets);
  if (!value.ok()) {
    return Error{Code::corrupt, std::string(what) + " as stored: " + value.error().detail};
  }
  return value;
}

// Column `column` of each row, as one T.
template <class T>
Result<std::vector<T>> rows_of(Query& query, int column, const char* what) {
  std::vector<T> found;
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    HW_TRY(value, decode_stored<T>(query.octets(column), what));
    found.push_back(std::move(value));
  }
}

// The first column of each row, as ids or digests.
template <class Octets>
Result<std::vector<Octets>> column_of(Query& query) {
  std::vector<Octets> found;
  for (;;) {
    HW_TRY(more, query.next());
    if (!more) {
      return found;
    }
    found.push_back(Octets::of(query.octets(0)));
  }
}

}  // namespace homeward
