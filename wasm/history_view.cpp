#include <algorithm>
#include <boost/json/array.hpp>
#include <set>

#include "wasm/head_json.h"
#include "wasm/versions.h"
#include "wasm/views.h"

namespace homeward {
namespace {

// What stands: the heads, and what a head that settled them let stand.
std::set<Name> standing_names(const Record& record, const std::vector<NamedVersion>& versions,
                              const std::vector<Kinship>& kinship) {
  std::set<Name> names;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const std::vector<Head>& heads = record.heads(versions[i].version.field);
    const bool is_head = std::any_of(heads.begin(), heads.end(), [&](const Head& head) {
      return head.name() == versions[i].name();
    });
    if (is_head) {
      names.insert(versions[i].name());
      names.insert(kinship[i].kept.value_or(versions[i].name()));
    }
  }
  return names;
}

boost::json::array apart_json(const Kinship& kinship) {
  boost::json::array names;
  for (const Name& name : kinship.apart) {
    names.emplace_back(head_name(name));
  }
  return names;
}

boost::json::value settles_json(const Kinship& kinship) {
  if (!kinship.settles) {
    return nullptr;
  }
  return {{"kept", kinship.kept ? boost::json::value(head_name(*kinship.kept)) : nullptr}};
}

}  // namespace

CallResult history_view(Desk& desk, Arguments& args) {
  const RecordId id = args.record_id("record");
  const FieldKey key = args.text("key");
  HW_CHECK(args.done());
  HW_TRY(record, load_record(desk, id));
  HW_TRY(versions, versions_of(desk, id, key));
  HW_TRY(context, head_context(desk));
  const Form* form = form_of(desk, record);
  const Question* question = form == nullptr ? nullptr : form->question_of(key);
  const std::vector<Kinship> kinship = kinship_of(versions);
  const std::set<Name> standing = standing_names(record, versions, kinship);
  const Tablets tablets = tablets_of(versions, context.origin);
  boost::json::array entries;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const bool stands = standing.count(versions[i].name()) > 0;
    boost::json::object entry = head_json(context, versions[i], question, tablets);
    entry["replaced"] = !stands;
    entry["to_settle"] = stands && record.in_conflict(key);
    entry["apart"] = apart_json(kinship[i]);
    entry["settles"] = settles_json(kinship[i]);
    entries.push_back(std::move(entry));
  }
  return boost::json::value(std::move(entries));
}

}  // namespace homeward
