#include "wasm/lying.h"

#include "core/access/permissions.h"
#include "wasm/as_typed.h"
#include "wasm/clock_json.h"
#include "wasm/episode_clock.h"
#include "wasm/next_step.h"
#include "wasm/record_json.h"
#include "wasm/standing.h"
#include "wasm/words.h"

namespace homeward {
namespace {

// Why it came back: the words of its supervisor, or how many answers they commented on.
std::string reason_of(const InterviewStanding& standing) {
  const Submission* returned = last_returned(standing);
  const Decision* decision = returned == nullptr ? nullptr : returning_decision(*returned);
  if (decision == nullptr) {
    return "";
  }
  return !decision->reason.empty() || decision->comments.empty()
             ? decision->reason
             : count_words(decision->comments.size(), "answer") + " commented on";
}

// Of a record that belongs to a time away: which.
std::string episode_words(const Desk& desk, const CaseFile& file, const Record& record) {
  const Record* episode = episode_of(file, record);
  const auto began = episode == nullptr ? std::nullopt : instant_in(*episode, "absence.began");
  return began ? "time away from " + when_words(*began, desk.now()) : "";
}

class Lying {
 public:
  Lying(const Desk& desk, const CaseFile& file) : desk_(desk), file_(file) {}

  void add(const char* kind, const Record& record) {
    const InterviewStanding standing = standing_in(file_, record);
    const bool is_returned = kind == std::string_view("returned");
    const bool is_begun = kind == std::string_view("begun");
    const Form* form = form_of(desk_, record);
    list.push_back({{"record", record.header().id.hex()},
                    {"kind", kind},
                    {"title", form == nullptr ? record.header().type : form->title},
                    {"episode_words", episode_words(desk_, file_, record)},
                    {"words", is_begun ? "" : stage_words(desk_, record, standing)},
                    {"reason", is_returned ? reason_of(standing) : ""}});
  }

  // Its policy may set no time to an interview that was accepted (LAN-01, LDN-05): it is
  // listed all the same, where no clock of the interview runs.
  void add_to_hold(const Record& episode) {
    const auto returned = instant_in(episode, "came_back.returned");
    const Form* form = desk_.forms.latest("interview");
    list.push_back({{"record", episode.header().id.hex()},
                    {"kind", "to_hold"},
                    {"title", form->title},
                    {"episode_words", episode_words(desk_, file_, episode)},
                    {"words", returned ? "Back since " + when_words(*returned, desk_.now()) : ""},
                    {"reason", ""}});
  }

  boost::json::array list;

 private:
  const Desk& desk_;
  const CaseFile& file_;
};

boost::json::object unfinished_record(const Record& record, const Form& form,
                                      const std::vector<Unfinished>& entries) {
  std::string labels;
  for (const Unfinished& entry : entries) {
    labels += (labels.empty() ? "" : "; ") + entry.label;
  }
  return {{"record", record.header().id.hex()},
          {"kind", "unfinished"},
          {"title", form.title},
          {"episode_words", ""},
          {"words", count_words(entries.size(), "entry", "entries") + " not finished"},
          {"reason", labels}};
}

}  // namespace

Result<std::map<RecordId, boost::json::array>> unfinished_lying(const Desk& desk) {
  HW_TRY(drafts, desk.store.drafts());
  std::map<RecordId, std::map<FieldKey, Draft>> by_record;
  for (const Draft& draft : drafts) {
    by_record[draft.record.id][draft.version.field] = draft;
  }
  std::map<RecordId, boost::json::array> by_child;
  for (const auto& [id, typed] : by_record) {
    HW_TRY(record, desk.store.record(id));
    const Form* form = record ? form_of(desk, *record) : nullptr;
    const auto entries = form == nullptr ? std::vector<Unfinished>() : unfinished_in(*form, typed);
    if (!entries.empty()) {
      by_child[record->header().child].push_back(unfinished_record(*record, *form, entries));
    }
  }
  return by_child;
}

boost::json::array lying_json(const Told& own) {
  const Desk& desk = own.desk;
  const CaseFile& file = own.file;
  Lying lying(desk, file);
  for (const Record* record : returned_to(file, desk.identity.user)) {
    lying.add("returned", *record);
  }
  for (const Record* record : awaiting_review(file)) {
    if (!why_not_decide_now(desk, *record, standing_in(file, *record))) {
      lying.add("to_review", *record);
    }
  }
  const bool holds = permitted(desk.identity.actor(), Act::write, "interview");
  for (const Record& episode : file.episodes) {
    if (holds && waits_to_be_held(file, episode.header().id) && !is_owed(clock_of(own, episode))) {
      lying.add_to_hold(episode);
    }
  }
  for (const Record* record : begun_by(file, desk.identity.user)) {
    lying.add("begun", *record);
  }
  return std::move(lying.list);
}

}  // namespace homeward
