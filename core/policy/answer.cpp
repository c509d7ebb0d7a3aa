#include "core/policy/answer.h"

#include <algorithm>

namespace homeward {

namespace {

Occasion occasion_of(const Timeline& line, const Ask& ask) {
  return {line.now(), line.episode_called(ask.episode), nowhere, line.now(), &ask};
}

Ruling route(const Timeline& line, const Occasion& occasion) {
  const Pack& pack = line.pack();
  for (const RouteCase& one : pack.routing) {
    if (!line.holds(one.when, occasion))
      continue;
    const Rule& rule = pack.rules[one.rule];
    return {true, one.route, rule.id, one.because + ". " + rule.what + "."};
  }
  return {true, {}, {}, "This pack says nothing about who is asked to interview."};
}

// In every pack nobody authorises an interview they held (ALL-01).
bool held_by(const Timeline& line, const Ask& ask, int episode) {
  if (ask.action != Action::authorise_interview || !ask.by)
    return false;
  const Pattern held{{EventType::interview_held}, {{Key::by, Clause::Mode::any, {*ask.by}, {}}}};
  return line.first(held, {episode, false}, 0, line.end()) != nowhere;
}

bool refuses(const Timeline& line, const Guard& guard, const Occasion& occasion) {
  return guard.action == occasion.ask->action && line.holds(guard.when, occasion) &&
         !line.holds(guard.unless, occasion) &&
         !(guard.needs && line.holds(*guard.needs, occasion));
}

}  // namespace

Ruling answer(const Timeline& line, const Ask& ask) {
  const Occasion occasion = occasion_of(line, ask);
  if (ask.action == Action::route_interview)
    return route(line, occasion);
  for (const Guard& guard : line.pack().guards) {
    if (refuses(line, guard, occasion))
      return {false, {}, line.pack().rules[guard.rule].id, guard.refusal};
  }
  if (held_by(line, ask, occasion.episode))
    return {false, {}, std::string(own_interview_rule), std::string(own_interview_refusal)};
  return {true, {}, {}, "No rule of this pack stands against it."};
}

}  // namespace homeward
