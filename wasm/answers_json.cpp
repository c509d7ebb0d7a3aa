#include "wasm/answers_json.h"

#include <algorithm>
#include <boost/json/array.hpp>

#include "core/record/names.h"
#include "wasm/as_typed.h"
#include "wasm/question_json.h"
#include "wasm/value_json.h"
#include "wasm/words.h"

namespace homeward {
namespace {

boost::json::array names_json(const std::vector<Name>& names) {
  boost::json::array list;
  for (const Name& name : names) {
    list.emplace_back(head_name(name));
  }
  return list;
}

// Something else was answered since it was begun.
bool is_apart(const Version& draft, const std::vector<Head>& heads) {
  Head typed;
  typed.version = draft;
  return std::any_of(heads.begin(), heads.end(), [&](const Head& head) {
    const bool is_seen =
        std::find(draft.seen.begin(), draft.seen.end(), head.name()) != draft.seen.end();
    return !is_seen && differ(head, typed);
  });
}

}  // namespace

std::map<FieldKey, Draft> by_field(const std::vector<Draft>& drafts) {
  std::map<FieldKey, Draft> all;
  for (const Draft& draft : drafts) {
    all[draft.version.field] = draft;
  }
  return all;
}

boost::json::object AnswersWriter::answers() const {
  boost::json::object all;
  for (const Section& section : form_.sections) {
    for (const Question& question : section.questions) {
      all[question.key] = answer(question.key);
    }
  }
  return all;
}

boost::json::object AnswersWriter::rows() const {
  boost::json::object all;
  for (const Question* list : row_questions(form_)) {
    boost::json::array rows;
    for (const Row& row : typed_.record.rows(list->key)) {
      rows.push_back(this->row(*list, row));
    }
    all[list->key] = std::move(rows);
  }
  return all;
}

// Whether the history tells more of this answer than stands here.
bool AnswersWriter::has_earlier(const FieldKey& key) const {
  const std::vector<Head>& heads = record_.heads(key);
  return std::any_of(heads.begin(), heads.end(), [&](const Head& head) {
    const std::vector<Name>& seen = head.version.seen;
    return std::any_of(seen.begin(), seen.end(),
                       [&](const Name& name) { return name.field == key; });
  });
}

boost::json::object AnswersWriter::answer(const FieldKey& key) const {
  const auto was = beside_.was.find(key);
  boost::json::value changed(nullptr);
  if (was != beside_.was.end()) {
    changed = {{"was", was->second}};
  }
  const Question* question = form_.question_of(key);
  const auto apart = beside_.apart.find(key);
  const auto versions = apart == beside_.apart.end() ? std::vector<NamedVersion>() : apart->second;
  const Tablets tablets = tablets_of(versions, context_.origin);
  const std::vector<Head>& heads = record_.heads(key);
  return {{"heads", this->heads(heads, question, tablets)},
          {"conflict", record_.in_conflict(key)},
          {"before", this->heads(stood_before(versions, heads), question, tablets)},
          {"earlier", has_earlier(key)},
          {"draft", draft(key)},
          {"settling", settling(key)},
          {"comments", comments(key)},
          {"changed_since_return", std::move(changed)},
          {"addendum", beside_.addendum.count(key) > 0}};
}

boost::json::array AnswersWriter::heads(const std::vector<Head>& heads, const Question* question,
                                        const Tablets& tablets) const {
  boost::json::array list;
  for (const Head& head : heads) {
    list.push_back(head_json(context_, head, question, tablets));
  }
  return list;
}

boost::json::array AnswersWriter::comments(const FieldKey& key) const {
  boost::json::array list;
  for (const Comment& comment : beside_.comments) {
    if (comment.key == key) {
      list.push_back({{"text", comment.text},
                      {"author", context_.desk.name_of_person(comment.author)},
                      {"at", moment_json(comment.at, context_.now)}});
    }
  }
  return list;
}

boost::json::value AnswersWriter::draft(const FieldKey& key) const {
  const auto found = beside_.drafts.find(key);
  if (found == beside_.drafts.end()) {
    return nullptr;
  }
  const Version& version = found->second.version;
  const Question* question = form_.question_of(key);
  const auto why = question == nullptr ? std::nullopt : why_unfinished(*question, version.value);
  return {{"unfinished", why ? boost::json::value(*why) : boost::json::value(nullptr)},
          {"apart", is_apart(version, record_.heads(key))},
          {"shown", names_json(version.seen)},
          {"value", value_json(version.value)},
          {"said_by", name_of(version.said_by)},
          {"sharing", name_of(version.sharing)}};
}

boost::json::value AnswersWriter::settling(const FieldKey& key) const {
  const auto found = beside_.drafts.find(settling_field(key));
  return found == beside_.drafts.end()
             ? boost::json::value(nullptr)
             : boost::json::value(found->second.version.value.as_text().value_or(""));
}

// A draft is named as it will be, so that it is still that which was chosen.
std::vector<Head> AnswersWriter::presence(const Question& list, const Row& row) const {
  std::vector<Head> heads = presence_heads(typed_.record, row_key(list.key, row.id));
  for (Head& head : heads) {
    if (head.origin.is_zero()) {
      head.origin = context_.origin;
      head.number = typed_.number;
    }
  }
  return heads;
}

boost::json::object AnswersWriter::row(const Question& list, const Row& row) const {
  boost::json::object answers;
  for (const Question& column : list.columns) {
    answers[column.id] = answer(row_key(list.key, row.id, column.id));
  }
  const std::vector<Head> presence = this->presence(list, row);
  return {{"id", row.id},
          {"conflict", row.in_conflict},
          {"presence", heads(presence, nullptr, tablets_of(presence, context_.origin))},
          {"shown", names_json(record_.seen_of_row(list.key, row.id))},
          {"answers", std::move(answers)}};
}

}  // namespace homeward
