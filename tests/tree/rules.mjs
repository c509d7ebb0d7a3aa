// What the tree must keep, as rules over {path, text}. Each yields {path, line, rule}.
// The shape is architecture.md's: who may include whom, which library has which home.

const folder = (path) => path.split('/')[0];
const is_cpp = (path) => /\.(h|cpp)$/.test(path);
const is_source = (path) => /\.(h|cpp|ts|tsx|mjs|js|css|scss|cmake)$/.test(path) || path === 'dev';
const is_prose = (path) => path.endsWith('.md');
const is_generated = (path) => /(^|\/)package-lock\.json$/.test(path) || path === 'LICENSE';

const folders_of_ours = ['core', 'sync', 'server', 'wasm', 'tests'];
const may_include = {
  core: ['core'],
  sync: ['core', 'sync'],
  server: ['core', 'sync', 'server'],
  wasm: ['core', 'sync', 'wasm'],
  tests: folders_of_ours,
};

// A header, and where alone it may be included. Tests may include anything.
const homes = [
  [/^boost\/(asio|beast)/, /^server\//, 'Asio and Beast live in server'],
  [/^boost\/(json|url)/, /^(core|server|wasm)\//, 'JSON and URLs live in core, server and wasm'],
  [/^cereal\//, /^core\/codec\//, 'cereal lives in core/codec'],
  [/^sqlite3/, /^(sync\/sqlite|server\/.*(store|database)|wasm\/(opfs_vfs|database))/,
    'SQL lives in the stores and the file layer'],
  [/^(argon2|blake2)/, /^core\/base\//, 'Argon2 and BLAKE2 live in core/base'],
  [/^(openssl\/|sodium)/, /^server\//, 'OpenSSL and libsodium live in server'],
  [/^(spdlog|CLI)\//, /^server\//, 'the log and the command line live in server'],
  [/^(zlib|zstd)/, /^(server\/|sync\/squeeze_zstd)/, 'compression lives in server and sync/squeeze_zstd'],
  [/^emscripten/, /^wasm\//, 'Emscripten lives in wasm'],
  [/^(sys\/socket|netinet|arpa)/, /^server\//, 'sockets live in server'],
  [/^(thread|mutex|shared_mutex|condition_variable|future|atomic|stop_token)$/, /^server\//,
    'threads live in server'],
  [/^(chrono|ctime|time\.h|sys\/time\.h)$/, /^server\//, 'clocks are read in server, at its main'],
  [/^(fstream|filesystem|unistd\.h|fcntl\.h)$/, /^(server|sync\/sqlite)/, 'files live in server'],
  [/^(format|expected|ranges|source_location)$/, /^server\//, "libc++ 14 has no such header"],
];

const lines_of = (text) => text.split('\n').map((content, at) => ({ content, line: at + 1 }));

function* line_rule(file, pattern, rule) {
  for (const { content, line } of lines_of(file.text)) {
    if (pattern.test(content)) yield { path: file.path, line, rule };
  }
}

const includes_of = (file) =>
  lines_of(file.text).flatMap(({ content, line }) => {
    const found = /^\s*#include\s+["<]([^">]+)[">]/.exec(content);
    return found ? [{ header: found[1], line }] : [];
  });

function* included_folders(file) {
  const allowed = is_cpp(file.path) && may_include[folder(file.path)];
  if (!allowed) return;
  for (const { header, line } of includes_of(file)) {
    const of = folder(header);
    if (folders_of_ours.includes(of) && !allowed.includes(of)) {
      yield { path: file.path, line, rule: `${folder(file.path)} may not include ${of}` };
    }
  }
}

function* library_homes(file) {
  if (!is_cpp(file.path) || folder(file.path) === 'tests') return;
  for (const { header, line } of includes_of(file)) {
    for (const [library, home, rule] of homes) {
      if (library.test(header) && !home.test(file.path)) yield { path: file.path, line, rule };
    }
  }
}

function* file_length(file) {
  if (!is_source(file.path)) return;
  const most = folder(file.path) === 'tests' ? 800 : 500;
  const opening = file.text.split('\n', 5).join(' ');
  if (/ long because /i.test(opening)) return; // said at the top, with the reason
  const count = file.text.split('\n').length - 1;
  if (count > most) yield { path: file.path, line: most + 1, rule: `longer than ${most} lines` };
}

function* header_opening(file) {
  if (!file.path.endsWith('.h')) return;
  if (!file.text.startsWith('//')) {
    yield { path: file.path, line: 1, rule: 'a header opens with what it is for' };
  }
  if (!/^#pragma once$/m.test(file.text)) {
    yield { path: file.path, line: 1, rule: 'a header says #pragma once' };
  }
}

// libc++ 14 has no <=> for arrays, strings and vectors: an ordering with a deduced type
// over one of them is silently deleted there; with a stated type it is made from == and <.
function* deduced_ordering(file) {
  if (!/^(core|sync|wasm)\/.*\.(h|cpp)$/.test(file.path)) return;
  yield* line_rule(file, /\bauto operator<=>/, 'state the type: std::strong_ordering operator<=>');
}

// What the tablet's module is made of: each std::sort is 2 to 5 kB of it.
function* sorted_anew(file) {
  const is_in_the_module = is_cpp(file.path) && /^(core|sync|wasm)\//.test(file.path);
  const may = ['core/base/sorting.h', 'core/policy/evaluate.cpp'];
  if (!is_in_the_module || may.includes(file.path)) return;
  yield* line_rule(file, /\bstd::(stable_)?sort\b/, 'core/base/sorting.h sorts');
}

function* unfinished(file) {
  if (is_generated(file.path)) return;
  const mark = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b`);
  yield* line_rule(file, mark, 'nothing unfinished is left marked in the tree');
}

function* places(file) {
  const host = /\b(registry\.|deb\.|security\.|cdn\.)[a-z0-9-]+\.(org|com|net|io)\b/;
  yield* line_rule(file, host, 'no address of a package registry');
  const machine = /(^|[\s"'=(:`])\/(work|home|root|Users)\//;
  yield* line_rule(file, machine, 'no path of one machine');
}

const allowed_at_top = new Set(['CMakeLists.txt', 'CMakePresets.json', 'LICENSE', 'README.md',
  'core', 'dev', 'docs', 'pwa', 'server', 'sync', 'tests', 'wasm']);

function* top_level(file) {
  const top = folder(file.path);
  if (!top.startsWith('.') && !allowed_at_top.has(top)) {
    yield { path: file.path, line: 1, rule: `'${top}' does not belong at the top level` };
  }
}

const resolve_link = (from, target) => {
  const parts = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
};

function* dead_links(file, exists) {
  if (!is_prose(file.path)) return;
  for (const { content, line } of lines_of(file.text)) {
    for (const [, target] of content.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)) {
      if (/^[a-z]+:/.test(target) || exists(resolve_link(file.path, target))) continue;
      yield { path: file.path, line, rule: `the link to ${target} leads nowhere` };
    }
  }
}

// Every C++ source is named in a list of a folder above it, or by its whole path in any list.
function* unlisted_source(file, _exists, files) {
  if (!file.path.endsWith('.cpp')) return;
  const lists = files.filter(({ path }) => /(^|\/)(CMakeLists\.txt|[^/]+\.cmake)$/.test(path));
  const listed = lists.some(({ path, text }) => {
    const words = text.split(/[\s()]+/);
    const base = path.split('/').slice(0, -1).map((part) => `${part}/`).join('');
    return words.includes(`\${CMAKE_SOURCE_DIR}/${file.path}`) ||
      (file.path.startsWith(base) && words.includes(file.path.slice(base.length)));
  });
  if (!listed) yield { path: file.path, line: 1, rule: 'no CMake list names it' };
}

// Each numbered rule of the protocol is in the name of a test that proves it.
function* unquoted_rule(file, _exists, files) {
  if (file.path !== 'docs/protocol.md') return;
  const tests = files.filter(({ path }) => /^tests\/.*_test\.cpp$/.test(path));
  for (const { content, line } of lines_of(file.text)) {
    const [, number] = /^- (P\d+) /.exec(content) ?? [];
    if (number === undefined || tests.some(({ text }) => text.includes(`${number}_`))) continue;
    yield { path: file.path, line, rule: `no test's name quotes ${number}` };
  }
}

// Each of the fourteen defects that other systems shipped is in the name of a test.
const defects = Array.from({ length: 14 }, (_, at) => `Defect${at + 1}`);
const in_a_name = (defect) => new RegExp(`(\\bTEST\\w*\\([^)]*|\\btest\\(["'\`][^\\n]*)${defect}(?!\\d)`);

function* unnamed_defect(file, _exists, files) {
  if (file.path !== 'docs/reliability.md') return;
  const tests = files.filter(({ path }) => /^tests\/.*(_test\.cpp|\.test\.mjs)$/.test(path));
  const unnamed = defects.filter((defect) => !tests.some(({ text }) => in_a_name(defect).test(text)));
  if (unnamed.length > 0) yield { path: file.path, line: 1, rule: `no test's name says ${unnamed.join(', ')}` };
}

export const rules = [included_folders, library_homes, file_length, header_opening,
  deduced_ordering, sorted_anew, unfinished, places, top_level, dead_links, unlisted_source, unquoted_rule,
  unnamed_defect];

export function violations(files) {
  const known = new Set();
  for (const { path } of files) {
    path.split('/').forEach((_, at, parts) => known.add(parts.slice(0, at + 1).join('/')));
  }
  const exists = (path) => path === '' || known.has(path);
  return files.flatMap((file) => rules.flatMap((rule) => [...rule(file, exists, files)]));
}
