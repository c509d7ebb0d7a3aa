// All answers of one record in view: heads, drafts, comments, addenda (AnswerView and
// RowView in api.ts).
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <set>

#include "core/record/lifecycle.h"
#include "wasm/head_json.h"
#include "wasm/versions.h"

namespace homeward {

std::map<FieldKey, Draft> by_field(const std::vector<Draft>& drafts);

// What is shown beside the heads of an answer.
struct Beside {
  std::map<FieldKey, Draft> drafts;
  std::vector<Comment> comments;        // of the latest return
  std::map<FieldKey, std::string> was;  // when it was last returned
  std::set<FieldKey> addendum;
  std::map<FieldKey, std::vector<NamedVersion>> apart;  // all versions of each one in conflict
};

// The record as it will be once what is being typed is numbered: a row that is being typed in
// stays, whoever removes it (M5).
struct WithDrafts {
  Record record;             // with_drafts()
  std::uint64_t number = 0;  // of the change that numbers them
};

class AnswersWriter {
 public:
  // All of them outlive this.
  AnswersWriter(const HeadContext& context, const Form& form, const Record& record,
                const WithDrafts& typed, const Beside& beside)
      : context_(context), form_(form), record_(record), typed_(typed), beside_(beside) {}

  boost::json::object answers() const;  // by key
  boost::json::object rows() const;     // by list

 private:
  bool has_earlier(const FieldKey& key) const;
  boost::json::object answer(const FieldKey& key) const;
  boost::json::array heads(const std::vector<Head>& heads, const Question* question,
                           const Tablets& tablets) const;
  boost::json::array comments(const FieldKey& key) const;
  boost::json::value draft(const FieldKey& key) const;
  boost::json::value settling(const FieldKey& key) const;
  boost::json::object row(const Question& list, const Row& row) const;
  std::vector<Head> presence(const Question& list, const Row& row) const;

  const HeadContext& context_;
  const Form& form_;
  const Record& record_;
  const WithDrafts& typed_;
  const Beside& beside_;
};

}  // namespace homeward
