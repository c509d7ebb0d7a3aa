// A caseload for the policy engine: made-up children with histories, the same for a seed
// everywhere. A line is a story as scenarios.md has it; the five packs take turns.
//
//   first the five children of 40 episodes, one for each pack; then the caseload

const packs = ['darlington', 'lancashire', 'london-workflow', 'newham', 'north-somerset'];
const now = Date.parse('2026-11-20T10:00:00Z');
const hour = 3_600_000;
const day = 24 * hour;
const episodesMax = 40;
const episodesMean = 6;

/** mulberry32: the next number from 0 up to 1. */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

class Story {
  constructor(random, authority) {
    this.random = random;
    this.authority = authority;
    this.events = [];
  }

  chance(share) {
    return this.random() < share;
  }

  pick(...all) {
    return all[Math.floor(this.random() * all.length)];
  }

  /** Minutes past `from`, whole, at most so many hours. */
  after(from, hours) {
    return from + Math.floor(1 + this.random() * hours * 60) * 60_000;
  }

  add(at, type, said) {
    if (at > now) return;
    this.events.push({ at: new Date(at).toISOString().replace('.000', ''), type, ...said });
  }

  child() {
    return {
      born: this.chance(0.03) ? null : `${2009 + Math.floor(this.random() * 8)}-0${this.pick(1, 5, 9)}-14`,
      legal_status: this.pick('none', 'none', 'in_need', 'protection_plan', 'looked_after'),
      placement: this.pick('family_home', 'family_home', 'foster', 'residential'),
      open_to: this.chance(0.6) ? [this.pick('social_care', 'early_help')] : [],
      allocated_worker: this.chance(0.5),
      exploitation_risk: this.pick('none', 'none', 'suspected', 'known'),
    };
  }

  offers(episode, from) {
    let at = this.after(from, 40);
    while (this.chance(0.3)) {
      this.add(at, 'interview_offered', { episode, answer: this.pick('no_answer', 'deferred') });
      at = this.after(at, 30);
    }
    const accepted = this.chance(0.7);
    this.add(at, 'interview_offered', { episode, answer: accepted ? 'accepted' : 'declined' });
    this.add(this.after(at, 2), 'parents_spoken', { episode });
    if (!accepted) return;
    this.add(at, 'consent', { episode, from: this.pick('child', 'parent'), given: true });
    at = this.after(at, 40);
    this.add(at, 'interview_held', { episode, by: this.pick('interviewer', 'independent') });
    if (this.chance(0.1)) this.add(at, 'disclosure', { episode });
    this.add(this.after(at, 24), 'interview_submitted', { episode });
    this.add(this.after(at, 90), 'oversight', { episode });
    this.add(this.after(at, 96), 'interview_authorised', { episode, outcomes: ['early_help'] });
  }

  follow_up(episode, from) {
    if (this.chance(0.4)) this.add(this.after(from, 72), 'assessed', { episode, what: 'exploitation', concern: this.chance(0.3) });
    if (this.chance(0.3)) this.add(this.after(from, 120), 'document', { episode, kind: this.pick('safety_plan', 'grab_pack') });
    if (this.chance(0.3)) this.add(this.after(from, 48), 'informed', { episode, who: 'network' });
    if (this.chance(0.2)) this.add(this.after(from, 200), 'meeting_held', { episode, kind: this.pick('multi_agency', 'stage_1') });
    if (this.chance(0.1)) this.add(this.after(from, 200), 'matrix', { episode, level: this.pick('low', 'medium', 'high') });
    if (this.chance(0.2)) this.add(this.after(from, 96), 'action_plan_completed', { episode });
    if (this.chance(0.3)) this.add(this.after(from, 24), 'shared', { episode, with: 'police' });
  }

  /** From `at`, ended before `by` where that is not null. */
  episode(episode, at, by) {
    const category = this.chance(0.85) ? 'missing' : 'absent';
    this.add(at, 'missing', { episode, category, risk: this.pick('low', 'medium', 'medium', 'high'), rag: this.pick('green', 'amber', 'red') });
    this.add(this.after(at, 1), 'notified', { episode, to: this.pick('police', 'social_worker') });
    if (category === 'absent' && this.chance(0.4)) this.add(this.after(at, 6), 'category_changed', { episode, category: 'missing' });
    const away = this.chance(0.8) ? this.after(at, 14) : this.after(at, 120);
    for (let held = at + day; held < Math.min(away, now); held += day) this.add(held, 'checked', { episode });
    if (away - at > day) this.add(this.after(at, 30), 'meeting_held', { episode, kind: 'strategy' });
    if (by === null) return;
    const returned = Math.min(away, by);
    this.add(returned, 'returned', { episode });
    this.add(this.after(returned, 3), 'police_check', { episode, kind: 'safe_and_well' });
    this.offers(episode, returned);
    this.follow_up(episode, returned);
  }

  tell(episodes) {
    const child = this.child();
    const years = episodes > 6 ? 1.5 : 1;
    const gap = (years * 365 * day) / episodes;
    for (let i = 0; i < episodes; i += 1) {
      const from = now - gap * (episodes - i);
      const isOpen = i === episodes - 1 && this.chance(0.1);
      this.episode(`e${i + 1}`, this.after(from, (gap / hour) * 0.6), isOpen ? null : from + gap - hour);
    }
    return { authority: this.authority, now: new Date(now).toISOString().replace('.000', ''), child, events: this.events.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)) };
  }
}

function episodes(random) {
  let count = 1;
  while (count < episodesMax && random() > 1 / episodesMean) count += 1;
  return count;
}

/** Lines of JSON. */
export function caseload({ children = 6000, seed = 42 } = {}) {
  const random = randomOf(seed);
  const often = packs.map((pack) => new Story(random, pack).tell(episodesMax));
  const all = Array.from({ length: children }, (_, i) =>
    new Story(random, packs[i % packs.length]).tell(episodes(random)));
  return [...often, ...all].map((story) => JSON.stringify(story));
}
