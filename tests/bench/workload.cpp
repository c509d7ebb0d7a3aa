#include "tests/bench/workload.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <map>

#include "core/base/digest.h"

namespace homeward::bench {
namespace {

namespace json = boost::json;

constexpr std::size_t interviews_of_one_child = 5;

template <class SomeId>
SomeId id_of(std::string_view purpose, std::string_view name) {
  return SomeId::of(digest(purpose, {name}).view().substr(0, 16));
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string text_of(const json::value& value) {
  return std::string(value.as_string());
}

// Follows the two tablets through the lines.
class Reading {
 public:
  Reading() {
    workload_.a = {id_of<UserId>("bench user", "a"), id_of<Origin>("bench origin", "a")};
    workload_.b = {id_of<UserId>("bench user", "b"), id_of<Origin>("bench origin", "b")};
  }

  void take(const json::object& line) {
    const std::string kind = text_of(line.at("t"));
    if (kind == "schema") {
      take_schema(line.at("fields").as_array());
    } else if (kind == "ins") {
      take_insert(line);
    } else if (kind == "upd") {
      take_update(line);
    } else if (kind == "sync") {
      meet();
    } else if (kind == "conflict") {
      take_conflict(line);
    }
  }

  Workload finish() {
    if (workload_.meetings.empty() || workload_.meetings.back() < workload_.changes.size()) {
      workload_.meetings.push_back(workload_.changes.size());
    }
    return std::move(workload_);
  }

 private:
  void take_schema(const json::array& fields) {
    for (const json::value& field : fields) {
      const std::string name = text_of(field.at("name"));
      const std::string kind = text_of(field.at("kind"));
      kinds_[name] = kind;
      keys_[name] = (kind == "text" ? "narrative." : "answers.") + name;
    }
  }

  void take_insert(const json::object& line) {
    const std::string id = text_of(line.at("id"));
    const std::size_t count = workload_.episodes.size();
    const std::string child = std::to_string(count / interviews_of_one_child);
    const Episode episode{id_of<RecordId>("bench episode", id),
                          id_of<RecordId>("bench child", child)};
    workload_.episodes.push_back(episode);
    headers_[id] = {derived_id("interview", episode.id), "interview", episode.child, episode.id};
    write(line, line.at("rec").as_object());
  }

  // The delta is what follows the list of conflicts.
  void take_update(const json::object& line) {
    write(line, line.at("set").as_object());
    if (!workload_.contended.empty()) {
      workload_.delta.push_back(std::move(workload_.changes.back()));
      workload_.changes.pop_back();
    }
  }

  void write(const json::object& line, const json::object& set) {
    const bool by_a = line.at("dev").as_string() == "A";
    const Interviewer& who = by_a ? workload_.a : workload_.b;
    Change change;
    change.origin = who.origin;
    change.number = ++(by_a ? numbered_by_a_ : numbered_by_b_);
    change.author = who.user;
    change.at = {line.at("ts").to_number<std::int64_t>()};
    change.record = headers_.at(text_of(line.at("id")));
    const Digest salt = digest("bench salt", {change.origin.view(), std::to_string(change.number)});
    std::copy_n(salt.octets.begin(), change.salt.size(), change.salt.begin());
    for (const auto& [name, value] : set) {
      change.versions.push_back(version(change.record.id, std::string(name), value));
    }
    std::sort(change.versions.begin(), change.versions.end(),
              [](const Version& x, const Version& y) { return x.field < y.field; });
    HW_ASSERT(check(change).ok());
    workload_.changes.push_back(std::move(change));
  }

  Version version(const RecordId& record, const std::string& name, const json::value& said) {
    Version made;
    made.field = keys_.at(name);
    made.value = value_of(kinds_.at(name), said);
    const auto known = state_.find(record);
    if (known != state_.end()) {
      made.seen = known->second.seen(made.field);
    }
    return made;
  }

  static Value value_of(const std::string& kind, const json::value& said) {
    if (kind == "bool") {
      return Value::yes_no(said.as_bool());
    }
    const std::string text = text_of(said);
    return kind == "enum"   ? Value::code(lower(text))
           : kind == "date" ? Value::date(text)
                            : Value::text(text);
  }

  // Both hold everything from here on.
  void meet() {
    for (; met_ < workload_.changes.size(); ++met_) {
      const Change& change = workload_.changes[met_];
      state_[change.record.id].integrate(change);
    }
    workload_.meetings.push_back(met_);
  }

  void take_conflict(const json::object& line) {
    const std::string name = text_of(line.at("field"));
    workload_.contended.push_back({headers_.at(text_of(line.at("id"))).id, keys_.at(name),
                                   value_of(kinds_.at(name), line.at("a")),
                                   value_of(kinds_.at(name), line.at("b"))});
  }

  Workload workload_;
  std::uint64_t numbered_by_a_ = 0;
  std::uint64_t numbered_by_b_ = 0;
  std::size_t met_ = 0;  // changes both have seen
  std::map<std::string, std::string> kinds_;
  std::map<std::string, FieldKey> keys_;
  std::map<std::string, RecordHeader> headers_;
  std::map<RecordId, Record> state_;  // as both have seen it
};

}  // namespace

Workload read_workload(std::string_view json_lines) {
  Reading reading;
  while (!json_lines.empty()) {
    const std::size_t end = std::min(json_lines.find('\n'), json_lines.size());
    reading.take(json::parse(json_lines.substr(0, end)).as_object());
    json_lines.remove_prefix(std::min(end + 1, json_lines.size()));
  }
  return reading.finish();
}

}  // namespace homeward::bench
