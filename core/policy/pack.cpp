#include "core/policy/pack.h"

#include <algorithm>

#include "core/embedded.h"

namespace homeward {

std::string source_words(const RuleSource& source) {
  return source.section.empty() ? source.document : source.document + ", " + source.section;
}

const Rule* Pack::rule_called(std::string_view wanted) const {
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return rule.id == wanted; });
  return found == rules.end() ? nullptr : &*found;
}

Result<Pack> built_in_pack(std::string_view id, std::string_view settings) {
  for (const EmbeddedFile& file : embedded_packs()) {
    if (file.name == id)
      return load_pack(file.content, file.name, settings);
  }
  return Error{Code::not_found, "there is no policy pack \"" + std::string(id) + "\""};
}

}  // namespace homeward
