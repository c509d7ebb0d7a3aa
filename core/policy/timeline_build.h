// Builds a timeline: corrects, orders and indexes the facts, and asks about those that
// contradict each other.
#pragma once

#include <map>

#include "core/policy/timeline.h"

namespace homeward {

class TimelineBuilder {
 public:
  explicit TimelineBuilder(Timeline& timeline) : line_(timeline) {}

  void build();

 private:
  // What is recorded under one episode id, before duplicates are read as one.
  struct Recorded {
    std::string_view id;
    int same_as = nowhere;  // of a duplicate: another of these
    int place = nowhere;    // among the timeline's episodes
    const Event* start = nullptr;
    const Event* end = nullptr;
  };

  void ask(std::string question) { line_.questions_.push_back(std::move(question)); }
  std::string when(Instant at) const;
  bool is_usable(const Event& event);
  void collect();
  void note_episodes();
  void note_duplicates();
  int canonical(int recorded) const;
  void note_starts();
  void note_returns();
  void place_episodes();
  bool is_superseded(const Event& event) const;
  void place_happenings();
  void add_made(const Happening& offer);
  void index();
  static void fill(Timeline::Index& index, const std::vector<Happening>& all,
                   const std::vector<int>& places);
  void track_values();
  void read_as();
  void leave_out_no_interviews();
  void leave_out(Happening& one, const NoInterview& why);
  void settle_declines();
  void ask_about_overlaps();
  void ask_about_interviews();
  void ask_about_extensions();
  void ask_about_extension(const Happening& agreed);

  Timeline& line_;
  std::vector<const Event*> events_;  // usable, in the order of event_order.h
  std::vector<Recorded> recorded_;
  std::map<std::string_view, int> recorded_at_;
};

}  // namespace homeward
