// docs/policies.md, made from the packs and the golden stories: each rule, its source, its
// kind, what cancels it, and the stories that prove it. `./dev golden` writes it; tests/tree keeps it current.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const packs_folder = 'core/policy/packs';
const shown_max = 3;

const read_json = (path) => JSON.parse(readFileSync(root + path, 'utf8'));
const stories_folder = (pack) => `tests/golden/scenarios/${pack}`;
const list_of = (value) => (value === undefined ? [] : [value].flat());

// ---- what is there

export function read_packs() {
  return readdirSync(root + packs_folder).filter((name) => name.endsWith('.json')).sort()
    .map((name) => read_json(`${packs_folder}/${name}`));
}

// Of one pack: what policies.md and the sources say of its stories, by hand. Each claim is one
// story's; tests/core/scenario_test.cpp holds the answers to them.
export const read_claims = (pack) => read_json(`${stories_folder(pack)}/claims.json`);

// A rule of several parts is each of them.
const parts_of = (rule) => (rule.parts ?? [rule]).map((part) => ({ ...rule, ...part }));
const kinds_of = (rule) => [...new Set(parts_of(rule).map(({ kind }) => kind))];

// ---- what proves a rule

const of_ask = (claim) => claim.ask !== undefined;
const of_duty = (claim) => claim.arises !== undefined &&
  !['ask', 'in', 'upcoming', 'cancels', 'moves'].some((key) => claim[key] !== undefined);

// By kind of rule: true of the claims that are about it. A guard or a route arises where it is
// the one that answers; a claim of it does not where another answers the same question, or none.
const is_about = {
  deadline: of_duty,
  threshold: of_duty,
  escalation: of_duty,
  recurring: of_duty,
  guard: of_ask,
  routing: of_ask,
  content: (claim) => claim.in === 'content',
  report: (claim) => claim.in === 'reports',
  cancellation: (claim) => claim.cancels !== undefined,
  assignment: (claim) => claim.moves !== undefined,
};

// Those named after the rule first, and each once.
const in_order = (rule, names) => {
  const own = (name) => name.startsWith(`${rule.id}-`);
  const each = [...new Set(names)];
  return [...each.filter(own), ...each.filter((name) => !own(name))];
};

const proof_of_kind = (rule, kind, claims) => {
  const about = claims.filter((claim) => claim.rule === rule.id && is_about[kind](claim));
  const names = (arises) => in_order(rule, about.filter((claim) => (claim.arises ?? true) === arises)
    .map(({ scenario }) => scenario));
  return { kind, arises: names(true), does_not: names(false) };
};

// The stories of both sides, of every kind that the rule is of.
export function proof_of(rule, claims) {
  const proofs = kinds_of(rule).map((kind) => proof_of_kind(rule, kind, claims));
  const all = (side) => in_order(rule, proofs.flatMap((proof) => proof[side]));
  return { proofs, arises: all('arises'), does_not: all('does_not') };
}

// The engine's own: nobody authorises an interview they held.
const built_in = { id: 'ALL-01', kind: 'guard' };

// What a rule lacks, in words; empty where nothing does.
export function unproved(packs, claims_of = read_claims) {
  return packs.flatMap((pack) => {
    const claims = claims_of(pack.id);
    return [...pack.rules, built_in].flatMap((rule) =>
      proof_of(rule, claims).proofs.flatMap(({ kind, arises, does_not }) => {
        const lack = (said) => `${pack.id} ${rule.id} (${kind}): no story in which it ${said}`;
        return [
          ...(arises.length === 0 ? [lack('arises')] : []),
          ...(does_not.length === 0 ? [lack('does not arise')] : []),
        ];
      }));
  });
}

// ---- the page

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function story_links(rule, pack, names) {
  const links = names.slice(0, shown_max).map((name) => {
    const said = name.startsWith(`${rule.id}-`) ? name.slice(rule.id.length + 1) : name;
    return `[${said}](../${stories_folder(pack.id)}/${name}.json)`;
  });
  const more = names.length - links.length;
  return links.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

const spaced = (name) => name.replaceAll('_', ' ');

function kind_cell(rule) {
  const report = parts_of(rule).find(({ kind }) => kind === 'report');
  if (!report) return kinds_of(rule).join(', ');
  const rhythm = report.every === 'request' ? 'on request' : `every ${report.every}`;
  return `report: ${rhythm}, to ${spaced(report.audience)}`;
}

const short = (value) => (value === undefined ? '' : JSON.stringify(value));

// Of each part that is owed: what cancels it, in the pack's own words.
function cancelled_cell(rule, pack) {
  const owed = parts_of(rule).filter((part) => part.cancelled_by !== undefined);
  const by_rule = pack.rules.filter((other) => list_of(other.cancels).includes(rule.id));
  const said = owed.map((part) => [
    ...(part.on_return === 'cancelled' ? ['the return'] : []),
    ...part.on.filter((trigger) => trigger.on_return === 'cancelled')
      .map((trigger) => `the return, of “${trigger.words}”`),
    ...(part.cancelled_by === 'nothing_else' ? [] : [`\`${short(part.cancelled_by)}\``]),
    ...by_rule.map(({ id }) => id),
  ].join('; ') || 'nothing');
  return [...new Set(said)].join(' / ');
}

function source_cell({ source }) {
  return `${source.document}${source.section ? `, ${source.section}` : ''}: “${source.quote}”`;
}

function row(rule, pack, claims) {
  const proof = proof_of(rule, claims);
  const cells = [rule.id, rule.what, kind_cell(rule), source_cell(rule), cancelled_cell(rule, pack),
    story_links(rule, pack, proof.arises), story_links(rule, pack, proof.does_not)];
  return `| ${cells.map(cell).join(' | ')} |`;
}

const story_count = (pack) => readdirSync(root + stories_folder(pack.id))
  .filter((name) => name.endsWith('.answer.json')).length;

function chapter(pack) {
  const claims = read_claims(pack.id);
  return `## ${pack.title}

\`${pack.id}\`, ${pack.rules.length} rules, ${story_count(pack)} stories.

| rule | what it asks | kind | source | cancelled by | arises in | does not arise in |
|---|---|---|---|---|---|---|
${pack.rules.map((rule) => row(rule, pack, claims)).join('\n')}
`;
}

const all_01 = (packs, side) => packs.flatMap((pack) => {
  const names = proof_of(built_in, read_claims(pack.id))[side];
  return names.length === 0 ? [] : [`${pack.title}: ${story_links(built_in, pack, names)}`];
}).join('; ');

export function page(packs) {
  return `# What the authorities' policies ask, and what proves it

Made by \`./dev golden\` from the packs in \`${packs_folder}\` and the stories in
\`tests/golden/scenarios\`; what a rule arises on, what meets it and what cancels it is said by
\`homeward policy explain RULE\`. How a pack is written: [policy-packs.md](policy-packs.md).

A rule arises where its duty is owed, its guard refuses, its route is chosen, its content is
asked, its report is owed for its time, its cancelling or its moving is said; it does not where a
story could have raised it and did not. The stories named are those of which \`claims.json\`, written
by hand from the policies, says so; there are more in the folders. A report on request is owed once
it is asked for (\`report_requested\`), or a date was set that it is made before.

What cancels a duty is what its pack says: the return, events, or another rule; in every pack a
waiver ends it, and a duplicate or a return found to be an unauthorised absence corrects the record
as if it had been known from the start.

In every pack nobody authorises an interview they held (ALL-01): the engine itself refuses it.
Refused in ${all_01(packs, 'arises')}. Let through in ${all_01(packs, 'does_not')}.

${packs.map(chapter).join('\n')}`;
}

export const page_path = `${root}docs/policies.md`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(page_path, page(read_packs()));
}
