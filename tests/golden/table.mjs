// docs/policies.md, made from the packs and the golden stories: each rule, its source, its
// kind, and the stories that prove it. `./dev golden` writes it; tests/tree keeps it current.
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

// Of one pack: each story's name, what was answered, and the rules claimed not to arise in it.
export function read_stories(pack) {
  const folder = stories_folder(pack);
  const claims = read_json(`${folder}/claims.json`);
  return readdirSync(root + folder).filter((name) => name.endsWith('.answer.json')).sort()
    .map((file) => {
      const name = file.replace('.answer.json', '');
      const denied = claims.filter((claim) => claim.scenario === name && claim.arises === false);
      return { name, answer: read_json(`${folder}/${file}`),
        denied: new Set(denied.map((claim) => claim.rule)) };
    });
}

// A rule of several parts is each of them.
const parts_of = (rule) => (rule.parts ?? [rule]).map((part) => ({ ...rule, ...part }));
const kinds_of = (rule) => [...new Set(parts_of(rule).map(({ kind }) => kind))];

// ---- what proves a rule

const obliges = (rule, { answer }) => answer.obligations.some((one) => one.rule === rule.id);
const answers_with = (rule, { answer }) => answer.answers.some((one) => one.rule === rule.id);
const reason_says = (words, { answer }) =>
  answer.obligations.some(({ because }) => because.includes(words));
const owes_any = (rules, { answer }) => answer.obligations.some((one) => rules.includes(one.rule));
const asks = (action, { answer }) => answer.answers.some((one) => one.action === action);
const moves = (rule, other) =>
  parts_of(other).some((part) => list_of(part.who).some((one) => one.rule === rule.id));

// By kind of rule: true of a story in which the rule arises, and of one in which it could
// have and does not. None of `arises`: nothing is answered about one child.
const duty = { arises: obliges, spares: (rule, story) => story.denied.has(rule.id) };
const silent = { arises: null, spares: duty.spares };
const proofs = {
  deadline: duty,
  threshold: duty,
  escalation: duty,
  recurring: duty,
  content: silent,
  report: silent,
  guard: {
    arises: answers_with,
    spares: (rule, story) => parts_of(rule).some(({ action }) => action && asks(action, story)),
  },
  routing: { arises: answers_with, spares: (_rule, story) => asks('route_interview', story) },
  cancellation: {
    arises: (rule, story) => reason_says(`Cancelled by ${rule.id}:`, story),
    spares: (rule, story) => owes_any(list_of(rule.cancels), story),
  },
  assignment: {
    arises: (rule, story) => reason_says(`(${rule.id}).`, story),
    spares: (rule, story, pack) => {
      const moved = pack.rules.filter((other) => moves(rule, other)).map(({ id }) => id);
      return owes_any(moved, story);
    },
  },
};

// Those named after the rule first.
const in_order = (rule, names) => {
  const own = (name) => name.startsWith(`${rule.id}-`);
  return [...names.filter(own), ...names.filter((name) => !own(name))];
};

export function proof_of(rule, pack, stories) {
  const of_kind = kinds_of(rule).map((kind) => proofs[kind]);
  const arises = (story) => of_kind.some((proof) => proof.arises?.(rule, story));
  const spares = (story) => !arises(story) &&
    of_kind.some((proof) => proof.spares(rule, story, pack));
  const names = (is_one) => in_order(rule, stories.filter(is_one).map(({ name }) => name));
  return { is_answered: of_kind.some((proof) => proof.arises), arises: names(arises),
    does_not: names(spares) };
}

// What a rule lacks, in words; empty where nothing does.
export function unproved(packs, stories_of = read_stories) {
  return packs.flatMap((pack) => {
    const stories = stories_of(pack.id);
    return pack.rules.flatMap((rule) => {
      const { is_answered, arises, does_not } = proof_of(rule, pack, stories);
      return [
        ...(is_answered && arises.length === 0 ? [`${rule.id}: no story in which it arises`] : []),
        ...(does_not.length === 0 ? [`${rule.id}: no story in which it does not arise`] : []),
      ];
    });
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

function arises_cell(rule, pack, proof) {
  if (proof.is_answered) return story_links(rule, pack, proof.arises);
  const report = parts_of(rule).find(({ kind }) => kind === 'report');
  if (!report) return 'asked for on the form; nothing is owed';
  const rhythm = report.every === 'request' ? 'on request' : `every ${report.every}`;
  return `a report: ${rhythm}, to ${spaced(report.audience)}`;
}

function source_cell({ source }) {
  return `${source.document}${source.section ? `, ${source.section}` : ''}: “${source.quote}”`;
}

function row(rule, pack, stories) {
  const proof = proof_of(rule, pack, stories);
  const cells = [rule.id, rule.what, kinds_of(rule).join(', '), source_cell(rule),
    arises_cell(rule, pack, proof), story_links(rule, pack, proof.does_not)];
  return `| ${cells.map(cell).join(' | ')} |`;
}

function chapter(pack) {
  const stories = read_stories(pack.id);
  return `## ${pack.title}

\`${pack.id}\`, ${pack.rules.length} rules, ${stories.length} stories.

| rule | what it asks | kind | source | arises in | does not arise in |
|---|---|---|---|---|---|
${pack.rules.map((rule) => row(rule, pack, stories)).join('\n')}
`;
}

export function page(packs) {
  return `# What the authorities' policies ask, and what proves it

Made by \`./dev golden\` from the packs in \`${packs_folder}\` and the stories in
\`tests/golden/scenarios\`; what a rule arises on, what meets it and what cancels it is said by
\`homeward policy explain RULE\`. How a pack is written: [policy-packs.md](policy-packs.md).

In every pack nobody authorises an interview they held (ALL-01): the engine itself refuses it.

${packs.map(chapter).join('\n')}`;
}

export const page_path = `${root}docs/policies.md`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(page_path, page(read_packs()));
}
