#include <algorithm>
#include <boost/json/array.hpp>

#include "wasm/head_json.h"
#include "wasm/versions.h"
#include "wasm/views.h"

namespace homeward {
namespace {

bool is_replaced(const Record& record, const NamedVersion& version) {
  const std::vector<Head>& heads = record.heads(version.version.field);
  return std::none_of(heads.begin(), heads.end(),
                      [&](const Head& head) { return head.name() == version.name(); });
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
  boost::json::array entries;
  for (const NamedVersion& version : versions) {
    boost::json::object entry = head_json(context, version, question);
    entry["replaced"] = is_replaced(record, version);
    entries.push_back(std::move(entry));
  }
  return boost::json::value(std::move(entries));
}

}  // namespace homeward
