// The stories of the demonstration's twelve children, and the words in them. Every
// name is a tree or a plant with an invented surname.
#pragma once

#include <string>
#include <vector>

#include "core/record/lifecycle.h"

namespace homeward::demo {

enum class Stage { nothing_yet, offered, draft, submitted, declined, returned, authorised };

struct Told {
  double went_hours_ago = 0;
  double returned_hours_ago = -1;  // negative: still away
  std::string category = "missing";
  std::string risk = "medium";
  Stage stage = Stage::nothing_yet;
  std::string worker{};           // who offered and held
  std::string supervisor{};       // who decided
  std::string commissioned_to{};  // username, or empty
};

struct Story {
  std::string case_id, given_name, family_name, birth_date;  // birth_date may be empty: unknown
  std::string placement, legal_status, area, team;
  std::vector<std::string> allocated;
  std::vector<Told> episodes;  // oldest first
  bool has_plan = false;
};

const std::vector<Story>& stories();

std::vector<Version> child_answers(const Story& story);
std::vector<Version> episode_answers(const Told& told, Instant went);
std::vector<Version> return_answers(const Told& told, Instant returned);
std::vector<Version> offer_answers(const Told& told, const std::string& worker, Instant at);
std::vector<Version> interview_answers(const Story& story, const Told& told,
                                       const std::string& worker, Instant at);
std::vector<Version> plan_answers(Random& random, const std::string& review_due);
std::vector<CommentText> return_comments();
std::string decision_reason(bool authorises);

}  // namespace homeward::demo
