#include "core/policy/pack.h"

#include <algorithm>

#include "core/embedded.h"

namespace homeward {

std::optional<Rag> rag_named(std::string_view name) {
  if (name == "green")
    return Rag::green;
  if (name == "amber")
    return Rag::amber;
  if (name == "red")
    return Rag::red;
  return std::nullopt;
}

bool DeadlineRule::arises_for(std::optional<Rag> rag, bool allocated) const {
  return (!when || when->hold_for(rag, allocated)) && !(unless && unless->hold_for(rag, allocated));
}

bool DeadlineRule::satisfied_by_any(Satisfier one) const {
  return std::find(satisfied_by.begin(), satisfied_by.end(), one) != satisfied_by.end();
}

const DeadlineRule& Pack::interview_rule(std::optional<Rag> rag, bool allocated) const {
  const auto found =
      std::find_if(interview_clock.begin(), interview_clock.end(),
                   [&](std::size_t at) { return deadlines[at].arises_for(rag, allocated); });
  HW_ASSERT(found != interview_clock.end());
  return deadlines[*found];
}

Result<Pack> built_in_pack(std::string_view id, std::string_view settings) {
  for (const EmbeddedFile& file : embedded_packs()) {
    if (file.name == id)
      return load_pack(file.content, file.name, settings);
  }
  return Error{Code::not_found, "there is no policy pack \"" + std::string(id) + "\""};
}

}  // namespace homeward
