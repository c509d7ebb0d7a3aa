#include <boost/json/array.hpp>

#include "wasm/views.h"

namespace homeward {

CallResult helplines_view(Desk& desk, Arguments& args) {
  HW_CHECK(args.done());
  boost::json::array list;
  for (const Option& line : desk.identity.helplines) {
    if (!line.withdrawn) {
      list.push_back({{"name", line.label}, {"words", line.hint}});
    }
  }
  return boost::json::value(std::move(list));
}

}  // namespace homeward
