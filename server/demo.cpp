#include "server/demo.h"

#include <map>

#include "core/form/form.h"
#include "core/form/instrument.h"
#include "core/record/lifecycle.h"
#include "core/time/civil.h"
#include "server/authority.h"
#include "server/clerk.h"
#include "server/demo_story.h"
#include "server/import.h"
#include "server/password.h"

namespace homeward {
namespace {

using demo::Story;
using demo::Told;

// Makes the demonstration; holds what its steps share.
class Maker {
 public:
  Maker(ServerDatabase& database, Random& random, Instant now)
      : store_(database.store()), accounts_(database.accounts()), random_(random), now_(now) {}

  Result<void> make() {
    HW_TRY(authority, begin_authority(store_, demo_authority_name, "lancashire", random_));
    static_cast<void>(authority);
    for (const Instrument& instrument : embedded_instruments()) {
      HW_CHECK(confirm_instrument(store_, instrument.code(), true));
    }
    HW_CHECK(add_places());
    HW_CHECK(add_people());
    for (const Story& story : demo::stories()) {
      HW_CHECK(tell(story));
    }
    return {};
  }

 private:
  Result<void> add_places() {
    HW_CHECK(accounts_.add_organisation({"example-council", "Example County Council", false}));
    HW_CHECK(accounts_.add_organisation(
        {"example-childrens-charity", "Example Children's Charity", true}));
    HW_CHECK(accounts_.add_team({"north", "North team (demonstration)"}));
    return accounts_.add_team({"south", "South team (demonstration)"});
  }

  // One hash for all: the demonstration's password is no secret.
  Result<void> add_people() {
    HW_TRY(password, hash_password(demo_password, random_));
    for (const DemoPerson& person : demo_people()) {
      const UserId id = UserId::fresh(random_);
      HW_CHECK(accounts_.add_account(
          {id, person.username, person.name, person.organisation, "", false, person.role, false},
          password));
      if (person.team != nullptr) {
        HW_CHECK(accounts_.join_team(id, person.team, store_));
      }
      ids_[person.username] = id;
      origins_[person.username] = Origin::fresh(random_);
    }
    return {};
  }

  // A write of a child's record is audited whoever makes it (V1).
  Result<void> write(const std::string& username, const RecordHeader& header,
                     const std::vector<Version>& answers, Instant at) {
    Clerk clerk(store_, random_, origins_[username], ids_[username]);
    HW_CHECK(clerk.write(header, answers, at));
    return accounts_.audit({now_, ids_[username], "write", header.child, header.id,
                            header.type + " by demonstration"});
  }

  Instant hours_ago(double hours) const {
    return now_.plus_ms(-static_cast<std::int64_t>(hours * static_cast<double>(hour_ms)));
  }

  Result<void> grant(const std::string& worker, const RecordId& child, const RecordId& episode) {
    HW_CHECK(store_.grant(ids_[worker], child, episode));
    return accounts_.audit({now_, ids_["ada"], "allocated", child, episode, worker});
  }

  Result<void> tell(const Story& story) {
    const RecordId child = child_id(story.case_id);
    std::vector<Version> answers = demo::child_answers(story);
    answers.push_back(form_version(1));
    HW_CHECK(write("ada", {child, "child", child, {}}, answers, hours_ago(24.0 * 90)));
    HW_CHECK(accounts_.set_team(child, story.team, store_));
    for (const std::string& worker : story.allocated) {
      HW_CHECK(grant(worker, child, RecordId{}));
    }
    int number = 0;
    for (const Told& told : story.episodes) {
      HW_CHECK(tell_episode(story, child, told, ++number));
    }
    return story.has_plan ? tell_plan(story, child) : Result<void>();
  }

  Result<void> tell_episode(const Story& story, const RecordId& child, const Told& told,
                            int number) {
    const RecordId episode = episode_id(child, "M-" + std::to_string(number));
    std::vector<Version> answers = demo::episode_answers(told, hours_ago(told.went_hours_ago));
    if (told.returned_hours_ago >= 0) {
      const std::vector<Version> return_answers =
          demo::return_answers(told, hours_ago(told.returned_hours_ago));
      answers.insert(answers.end(), return_answers.begin(), return_answers.end());
    }
    answers.push_back(form_version(1));
    HW_CHECK(write("ada", {episode, "episode", child, episode}, answers,
                   hours_ago(told.went_hours_ago)));
    if (!told.commissioned_to.empty()) {
      HW_CHECK(grant(told.commissioned_to, child, episode));
    }
    return tell_interview(story, child, episode, told);
  }

  Result<void> tell_interview(const Story& story, const RecordId& child, const RecordId& episode,
                              const Told& told) {
    using demo::Stage;
    if (told.stage == Stage::nothing_yet) {
      return {};
    }
    const double after = told.returned_hours_ago;
    HW_CHECK(write(
        told.worker, {RecordId::fresh(random_), "offer", child, episode},
        with_form(demo::offer_answers(told, name_of_person(told.worker), hours_ago(after - 3))),
        hours_ago(after - 3)));
    if (told.stage == Stage::offered) {
      return {};
    }
    const RecordHeader interview{derived_id("interview", episode), "interview", child, episode};
    HW_CHECK(write(told.worker, interview,
                   with_form(demo::interview_answers(story, told, name_of_person(told.worker),
                                                     hours_ago(after - 20))),
                   hours_ago(after - 20)));
    return told.stage == Stage::draft ? Result<void>() : tell_review(interview, told);
  }

  Result<void> tell_review(const RecordHeader& header, const Told& told) {
    using demo::Stage;
    const Instant submitted_at = hours_ago(told.returned_hours_ago - 22);
    HW_TRY(interview, store_.record(header.id));
    const RecordHeader submission{RecordId::fresh(random_), "submission", header.child,
                                  header.episode};
    HW_CHECK(write(told.worker, submission, submission_fields(*interview, {}), submitted_at));
    if (told.stage == Stage::submitted || told.stage == Stage::declined) {
      return {};
    }
    HW_TRY(submitted, store_.record(submission.id));
    const InterviewStanding standing = standing_of(*interview, {*submitted}, {});
    const bool authorises = told.stage == Stage::authorised;
    const std::vector<CommentText> comments =
        authorises ? std::vector<CommentText>{} : demo::return_comments();
    const RecordHeader decision{RecordId::fresh(random_), "oversight", header.child,
                                header.episode};
    return write(told.supervisor, decision,
                 decision_fields(header.id, standing.submissions.front(), authorises,
                                 demo::decision_reason(authorises), comments, random_),
                 hours_ago(told.returned_hours_ago - 26));
  }

  Result<void> tell_plan(const Story& story, const RecordId& child) {
    const std::string worker = story.allocated.front();
    return write(
        worker, {derived_id("safety_plan", child), "safety_plan", child, {}},
        with_form(demo::plan_answers(random_, to_string(plus_days(local(now_).date, 90))), 2),
        hours_ago(30));
  }

  static Version form_version(std::int64_t version) {
    return field(FieldKey(form_version_field), Value::whole_number(version));
  }
  static std::vector<Version> with_form(std::vector<Version> answers, std::int64_t version = 1) {
    answers.push_back(form_version(version));
    return answers;
  }
  static std::string name_of_person(const std::string& username) {
    for (const DemoPerson& person : demo_people()) {
      if (username == person.username) {
        return person.name;
      }
    }
    HW_ASSERT(false);
  }

  ServerStore& store_;
  Accounts& accounts_;
  Random& random_;
  Instant now_;
  std::map<std::string, UserId> ids_;
  std::map<std::string, Origin> origins_;
};

}  // namespace

const std::vector<DemoPerson>& demo_people() {
  static const std::vector<DemoPerson> people{
      {"iris", "Iris Interviewer", "example-council", Role::interviewer, "north"},
      {"ivan", "Ivan Interviewer", "example-council", Role::interviewer, "south"},
      {"cass", "Cass Commissioned", "example-childrens-charity", Role::interviewer, nullptr},
      {"sam", "Sam Supervisor", "example-council", Role::supervisor, "north"},
      {"sid", "Sid Supervisor", "example-council", Role::supervisor, "south"},
      {"ada", "Ada Administrator", "example-council", Role::administrator, nullptr},
  };
  return people;
}

Result<void> make_demo(ServerDatabase& database, Random& random, Instant now) {
  return Maker(database, random, now).make();
}

}  // namespace homeward
