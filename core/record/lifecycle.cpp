#include "core/record/lifecycle.h"

#include <algorithm>
#include <set>

#include "core/base/sorting.h"
#include "core/record/fields.h"

namespace homeward {
namespace {

std::optional<RecordId> id_in(const Record& record, const FieldKey& field) {
  const Value* value = record.value(field);
  const auto octets = value ? value->as_octets_of(ValueKind::id) : std::nullopt;
  return octets ? std::optional(RecordId::of(*octets)) : std::nullopt;
}

std::optional<Pin> pin_in(const Record& record) {
  const Value* value = record.value("pin");
  const auto octets = value ? value->as_octets_of(ValueKind::pin) : std::nullopt;
  if (!octets) {
    return std::nullopt;
  }
  Result<Pin> pin = decode<Pin>(*octets);
  return pin.ok() ? std::optional(std::move(pin).value()) : std::nullopt;
}

std::vector<RecordId> after_in(const Record& record) {
  std::vector<RecordId> ids;
  const Value* value = record.value("after");
  for (const std::string& hex : value ? value->as_codes().value_or(std::vector<std::string>())
                                      : std::vector<std::string>()) {
    if (Result<RecordId> id = RecordId::parse(hex); id.ok()) {
      ids.push_back(id.value());
    }
  }
  return ids;
}

std::optional<Submission> submission_in(const Record& record, const RecordId& subject) {
  const std::optional<Pin> pin = pin_in(record);
  if (!pin || id_in(record, "subject") != subject) {
    return std::nullopt;
  }
  const Head& head = record.heads("pin").front();
  return Submission{record.header().id, *pin, head.author, head.at, after_in(record), {}};
}

std::optional<Decision> decision_in(const Record& record, const Submission& submission) {
  const Value* value = record.value("decision");
  const std::string decision = value ? value->as_code().value_or("") : "";
  if ((decision != "authorise" && decision != "return") ||
      id_in(record, "submission") != submission.id ||
      text_in(record, "pin_hash") != submission.pin.hash.hex()) {
    return std::nullopt;
  }
  const Head& head = record.heads("decision").front();
  Decision found{record.header().id,
                 decision == "authorise",
                 text_in(record, "reason"),
                 {},
                 head.author,
                 head.at};
  for (const Row& row : record.rows("comments")) {
    found.comments.push_back({text_in(record, row_key("comments", row.id, "key")),
                              text_in(record, row_key("comments", row.id, "text")), head.author,
                              head.at});
  }
  return found;
}

template <class T>
void sort_by_instant(std::vector<T>& list) {
  sort_stably(list,
              [](const T& a, const T& b) { return std::tie(a.at, a.id) < std::tie(b.at, b.id); });
}

// Submissions that no other replaces. A clock decides nothing here.
std::vector<std::size_t> standing_ones(const std::vector<Submission>& submissions) {
  std::set<RecordId> replaced;
  for (const Submission& submission : submissions) {
    replaced.insert(submission.after.begin(), submission.after.end());
  }
  std::vector<std::size_t> standing;
  for (std::size_t i = 0; i < submissions.size(); ++i) {
    if (replaced.count(submissions[i].id) == 0) {
      standing.push_back(i);
    }
  }
  return standing;
}

// One pin submitted twice is one version: what is decided of either holds for both.
void share_decisions(std::vector<Submission>& submissions,
                     const std::vector<std::size_t>& waiting) {
  std::vector<Decision> all;
  for (const std::size_t i : waiting) {
    all.insert(all.end(), submissions[i].decisions.begin(), submissions[i].decisions.end());
  }
  sort_by_instant(all);
  for (const std::size_t i : waiting) {
    submissions[i].decisions = all;
  }
}

void sort_by_field(std::vector<Version>& versions) {
  sort_stably(versions, [](const Version& a, const Version& b) { return a.field < b.field; });
}

void judge(InterviewStanding& standing) {
  const Submission& current = standing.submissions[*standing.current];
  const auto authorises = [](const Decision& decision) { return decision.authorises; };
  const bool authorised =
      std::any_of(current.decisions.begin(), current.decisions.end(), authorises);
  const bool returned =
      !std::all_of(current.decisions.begin(), current.decisions.end(), authorises);
  standing.decision_conflict = authorised && returned;
  standing.stage = standing.decision_conflict || current.decisions.empty() ? Stage::submitted
                   : authorised                                            ? Stage::authorised
                                                                           : Stage::returned;
}

}  // namespace

const char* name_of(Stage stage) {
  switch (stage) {
    case Stage::draft:
      return "draft";
    case Stage::submitted:
      return "submitted";
    case Stage::returned:
      return "returned";
    case Stage::authorised:
      return "authorised";
  }
  HW_ASSERT(false);
}

InterviewStanding standing_of(const Record& interview, const std::vector<Record>& submissions,
                              const std::vector<Record>& oversights) {
  InterviewStanding standing;
  for (const Record& record : submissions) {
    if (auto submission = submission_in(record, interview.header().id)) {
      standing.submissions.push_back(std::move(*submission));
    }
  }
  sort_by_instant(standing.submissions);
  for (Submission& submission : standing.submissions) {
    for (const Record& record : oversights) {
      if (auto decision = decision_in(record, submission)) {
        submission.decisions.push_back(std::move(*decision));
      }
    }
    sort_by_instant(submission.decisions);
  }
  const std::vector<std::size_t> waiting = standing_ones(standing.submissions);
  if (waiting.empty()) {
    return standing;
  }
  const Pin pin = standing.submissions[waiting.back()].pin;
  standing.rival_submissions = std::any_of(waiting.begin(), waiting.end(), [&](std::size_t i) {
    return standing.submissions[i].pin.hash != pin.hash;
  });
  if (standing.rival_submissions) {
    standing.stage = Stage::submitted;
    return standing;
  }
  share_decisions(standing.submissions, waiting);
  standing.current = waiting.back();
  standing.addendum = changed_since(pin, interview);
  judge(standing);
  return standing;
}

std::vector<Version> submission_fields(const Record& record, const std::vector<RecordId>& after) {
  std::vector<std::string> replaced;
  for (const RecordId& id : after) {
    replaced.push_back(id.hex());
  }
  return {field("after", Value::codes(replaced)), field("pin", Value::pin(encode(pin_of(record)))),
          field("subject", Value::id(record.header().id.view()))};
}

std::vector<Version> decision_fields(const RecordId& subject, const Submission& submission,
                                     bool authorises, const std::string& reason,
                                     const std::vector<CommentText>& comments, Random& random,
                                     const Outcomes& outcomes) {
  std::vector<Version> versions = {
      field("decision", Value::code(authorises ? "authorise" : "return")),
      field("pin_hash", Value::text(submission.pin.hash.hex())),
      field("reason", Value::text(reason)),
      field("subject", Value::id(subject.view())),
      field("submission", Value::id(submission.id.view())),
  };
  if (!outcomes.codes.empty()) {
    versions.push_back(field("outcomes", Value::codes(outcomes.codes)));
  }
  if (!outcomes.consent.empty()) {
    versions.push_back(field("consent_to_referrals", Value::code(outcomes.consent)));
  }
  for (const CommentText& comment : comments) {
    const std::string row = to_hex(random.octets(16));
    versions.push_back(field(row_key("comments", row), Value::present()));
    versions.push_back(field(row_key("comments", row, "key"), Value::text(comment.key)));
    versions.push_back(field(row_key("comments", row, "text"), Value::text(comment.text)));
  }
  sort_by_field(versions);
  return versions;
}

std::optional<std::string> why_not_decide(const Submission& submission, const Record& interview,
                                          const UserId& user) {
  const bool is_interview = interview.header().type == "interview";
  const std::string rule = is_interview ? " Rule ALL-01: nobody authorises an interview they held."
                                        : " Rule ALL-01: nobody authorises what they wrote.";
  if (submission.author == user) {
    return "You submitted this." + rule;
  }
  for (const auto& [key, heads] : interview.fields()) {
    for (const Head& head : heads) {
      const bool pinned =
          std::binary_search(submission.pin.heads.begin(), submission.pin.heads.end(), head.name());
      if (pinned && head.author == user) {
        return "You wrote part of this." + rule;
      }
    }
  }
  return std::nullopt;
}

}  // namespace homeward
