// Homeward and the other engines, a line each.
import { markdown, medians, ms, octets, rate } from './figures.mjs';
import { peers } from './peers.mjs';

const columns = {
  'push': (m) => ms(m.push_ms),
  'up': (m) => octets(m.push_up_bytes),
  'fresh pull': (m) => ms(m.pull_ms),
  'down': (m) => octets(m.pull_down_bytes),
  'nothing new': (m) => `${ms(m.nothing_ms)}, ${octets(m.nothing_up_bytes + m.nothing_down_bytes)}`,
  'ten edits up': (m) => `${ms(m.delta_ms)}, ${octets(m.delta_up_bytes)}`,
  'merging, changes': (m) => rate(m.merge_changes_per_s),
  'rival versions in view': (m) => `${m.rivals_kept_count} of ${m.rivals_count}`,
  'lost beside them': (m) => m.uncontended_lost_count,
  'store': (m) => (m.store_client_bytes === 0 ? '-' : octets(m.store_client_bytes)),
};

/** Medians of each peer's runs; of one that failed in any, why. */
export const peerMedians = (runs) =>
  Object.fromEntries(Object.keys(peers).map((peer) => {
    const of = runs.map((run) => run[peer]);
    return [peer, of.find(({ failed }) => failed) ?? medians(of)];
  }));

export const peersTable = (homeward, others) =>
  markdown(['', ...Object.keys(columns)], [
    ['Homeward', ...Object.values(columns).map((show) => show(homeward))],
    ...Object.entries(others).map(([peer, m]) => [
      peers[peer],
      ...(m.failed ? [`failed: ${m.failed}`] : Object.values(columns).map((show) => show(m))),
    ]),
  ]);
