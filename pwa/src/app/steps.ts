// A section is taken a page at a time: one long question, or a few short ones. What is not
// gone through with a child stands on one page a section.
//
// Pages are cut over all questions, asked or not, so that an answer which makes others
// appear never moves what is on screen; a page with nothing to ask is passed over.
import type { AnswerView, Key, Question, RecordView, SectionView } from "../worker/api";
import { paths } from "./routes";
import { answer_key } from "./settling";

const full = 3;

const weights: Record<Question["kind"], number> = {
  text_line: 1,
  whole_number: 1,
  yes_no: 1,
  date: 1,
  instant: 1,
  code: 1,
  scale: 1,
  codes: 2,
  narrative: 2,
  rows: 3,
};

// A long list of options is a page's worth of reading.
const weight = (question: Question) =>
  weights[question.kind] + (question.options.length > 6 ? 1 : 0);

function cut(questions: Question[]): Question[][] {
  const pages: Question[][] = [];
  let room = 0;
  for (const question of questions) {
    const page = pages.at(-1);
    if (page && weight(question) <= room) page.push(question);
    else {
      pages.push([question]);
      room = full;
    }
    room -= weight(question);
  }
  return pages;
}

/** Asked of a child or a parent, a question at a time. */
export const in_steps = (view: RecordView) =>
  view.type === "interview" || view.type === "safety_plan";

export function steps_of(view: RecordView, section: SectionView): Question[][] {
  return (in_steps(view) ? cut(section.questions) : [section.questions])
    .map((page) => page.filter((question) => question.relevant))
    .filter((page) => page.length > 0);
}

export const asked_sections = (view: RecordView) =>
  view.sections.filter(({ questions }) => questions.some(({ relevant }) => relevant));

/** Where an answer is written, a column's too: "list/row/column" belongs to "list". */
export function path_to(view: RecordView, key: Key): string {
  const question = answer_key(key).split("/")[0];
  for (const section of view.sections) {
    const step = steps_of(view, section).findIndex((page) => page.some((one) => one.key === question));
    if (step >= 0) return paths.section(view.id, section.id, step);
  }
  return paths.record(view.id);
}

/** A column's too: "list/row/column". */
export function answer_in(view: RecordView, key: Key): AnswerView | undefined {
  const [list = "", id, column = ""] = key.split("/");
  if (id === undefined) return view.answers[key];
  return view.rows[list]?.find((row) => row.id === id)?.answers[column];
}

/** The words of a question, a column's too, and the title of its section. */
export function named(view: RecordView, key: Key): { label: string; section: string } {
  const [id, , column] = answer_key(key).split("/");
  for (const { title, questions } of view.sections) {
    const question = questions.find((one) => one.key === id);
    const cell = question?.columns.find((one) => one.key === column);
    if (question) return { label: cell?.label ?? question.label, section: title };
  }
  return { label: key, section: view.title };
}

export const is_asked = (view: RecordView, key: Key) =>
  view.sections.some(({ questions }) => questions.some((one) => one.key === key && one.relevant));

/** In the order of the form; what it does not ask comes last. */
export function in_form_order<T extends { key: Key }>(view: RecordView, all: T[]): T[] {
  const keys = view.sections.flatMap(({ questions }) => questions.map(({ key }) => key));
  const place = ({ key }: T) => (keys.includes(key) ? keys.indexOf(key) : keys.length);
  return [...all].sort((one, other) => place(one) - place(other));
}

/** "Tell me about that" is asked more than once: named with the question that it follows. */
export function label_of(view: RecordView, key: Key): string {
  const asked = view.sections.flatMap(({ questions }) => questions.filter((one) => one.relevant));
  const times = (label: string) => asked.filter((one) => one.label === label).length;
  const at = asked.findIndex((one) => one.key === key);
  const own = asked[at]?.label ?? named(view, key).label;
  if (times(own) < 2) return own;
  const before = asked.slice(0, at).findLast(({ label }) => times(label) === 1);
  return before ? `${before.label} – ${own}` : own;
}

export function has_answer(view: RecordView, question: Question): boolean {
  if (question.as_last_time) return true;
  if ((view.rows[question.key] ?? []).length > 0) return true;
  const answer = view.answers[question.key];
  if (!answer || answer.draft?.unfinished) return false;
  const values = answer.draft ? [answer.draft.value] : answer.heads.map((head) => head.value);
  return values.some((value) => value.kind !== "blank");
}
