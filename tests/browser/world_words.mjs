// The page's own words and questions, so that a test asks for what a worker reads.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../pwa/package.json", import.meta.url));
const { transformWithOxc } = await import(require.resolve("vite"));
const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

const { code } = await transformWithOxc(read("pwa/src/words.ts"), "words.ts");
export const { words } = await import(`data:text/javascript,${encodeURIComponent(code)}`);

const form = (name) => JSON.parse(read(`core/form/forms/${name}.json`));

/** "what_happened.why" → the question and the title of its section. */
export const questions = new Map(
  [form("interview.1"), form("safety_plan.2")].flatMap(({ sections }) =>
    sections.flatMap(({ id, title, questions: asked }) =>
      asked.map((question) => [`${id}.${question.id}`, { ...question, section: title }]),
    ),
  ),
);
