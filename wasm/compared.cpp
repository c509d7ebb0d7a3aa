#include "wasm/compared.h"

#include <boost/json/array.hpp>

#include "wasm/case_file.h"
#include "wasm/words.h"

namespace homeward {
namespace {

constexpr const char* compared_key = "compared";
constexpr std::int64_t compared_every_ms = day_ms;

struct Kept {
  Instant at;
  Compared found;
};

template <class Archive>
void serialize(Archive& archive, Kept& kept) {
  archive(kept.at, kept.found);
}

Result<std::optional<Kept>> last_compared(const Desk& desk) {
  HW_TRY(octets, desk.store.meta(compared_key));
  if (!octets) {
    return std::optional<Kept>();
  }
  HW_TRY(kept, decode<Kept>(*octets));
  return std::optional<Kept>(kept);
}

const char* why_words(Differs::Why why) {
  switch (why) {
    case Differs::Why::council_lacks:
      return "The council’s copy lacks something that is on this tablet. It is kept here. Tell "
             "your administrator.";
    case Differs::Why::council_differs:
      return "The council’s copy of something you wrote is not what you sent. What you wrote is "
             "kept here. Tell your administrator.";
    case Differs::Why::unreadable_here:
      return "What is stored of it on this tablet cannot be read. Nothing was changed. Tell your "
             "administrator.";
    case Differs::Why::unreadable_change:
      return "The council has a part of it that this version of Homeward cannot read. Update "
             "Homeward.";
  }
  HW_ASSERT(false);
}

}  // namespace

Result<bool> is_comparison_due(const Desk& desk) {
  HW_TRY(state, desk.store.state());
  HW_TRY(last, last_compared(desk));
  const std::int64_t age_ms = last ? desk.now().ms - last->at.ms : compared_every_ms;
  return !state.epoch.is_zero() && state.standing != Standing::forked &&
         (age_ms >= compared_every_ms || age_ms < 0);
}

Result<void> note_compared(Desk& desk, const Compared& found) {
  HW_TRY(transaction, Transaction::begin(desk.store));
  HW_CHECK(desk.store.put_meta(compared_key, encode(Kept{desk.now(), found})));
  return transaction.commit();
}

Result<boost::json::value> compared_json(const Desk& desk) {
  HW_TRY(last, last_compared(desk));
  if (!last) {
    return boost::json::value(nullptr);
  }
  boost::json::array mended;
  for (const RecordHeader& record : last->found.mended) {
    HW_TRY(words, record_words(desk, record));
    mended.emplace_back(words);
  }
  boost::json::array left;
  for (const Differs& one : last->found.left) {
    HW_TRY(words, record_words(desk, one.record));
    left.push_back({{"what", words}, {"why", why_words(one.why)}});
  }
  return boost::json::value{{"at", moment_json(last->at, desk.now())},
                            {"records", last->found.records},
                            {"mended", std::move(mended)},
                            {"left", std::move(left)}};
}

Result<std::string> record_words(const Desk& desk, const RecordHeader& record) {
  HW_TRY(child, desk.store.record(record.child));
  const Form* form = desk.forms.latest(record.type);
  const std::string title = form == nullptr ? record.type : form->title;
  return title + (child ? (title.empty() ? "" : ", ") + child_name(*child) : "");
}

}  // namespace homeward
