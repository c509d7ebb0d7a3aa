// The page's own words and questions, so that a test asks for what a worker reads.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../pwa/package.json", import.meta.url));
const { transformWithOxc } = await import(require.resolve("vite"));
const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

const { code } = await transformWithOxc(read("pwa/src/words.ts"), "words.ts");
export const { words } = await import(`data:text/javascript,${encodeURIComponent(code)}`);

const form = (name) => JSON.parse(read(`core/form/forms/${name}.json`));

const seraf = JSON.parse(read("core/form/instruments/seraf_north_somerset.1.json"));
export const seraf_code = `${seraf.id}_${seraf.version}`;

/** The instrument's parts as the core makes sections of them (core/form/instrument.h). */
const seraf_sections = seraf.parts.map(({ id, title, items }) => ({
  id: `${seraf_code}_${id}`,
  title,
  questions: items.flatMap(({ id: item, label }) => [
    { id: item, kind: "codes", label },
    { id: `${item}_evidence`, kind: "narrative", label: `Evidence: ${label}` },
  ]),
}));

const asked = [
  ...[
    "child.1", "episode.1", "interview.2", "safety_plan.2", "exploitation_assessment.1", "trigger_plan.1", "consent.1",
  ].map(form),
  { sections: seraf_sections },
];

/** "what_happened.why" → the question and the title of its section. */
export const questions = new Map(
  asked.flatMap(({ sections }) =>
    sections.flatMap(({ id, title, questions: asked }) =>
      asked.map((question) => [`${id}.${question.id}`, { ...question, section: title }]),
    ),
  ),
);
