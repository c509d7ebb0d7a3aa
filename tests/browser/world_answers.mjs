// Answering questions as a hand does: by touch and by typing, finding each question by
// its label. What an answer can be:
//
//   "words"                        typed
//   { pick: "In person" }          a radio
//   { tick: ["My manager"] }       check boxes
//   { choose: "Social worker" }    one of a list to open
//   { now: true }                  the Now button of an instant
//   { on: "2026-03-28T06:40" }     a date, or an instant, typed
//   { absent: "Would not say" }    no answer, and which kind; `why` beside "Not asked"
//   { rows: [{ name: "…" }] }      a list, its columns by id
//
// and beside any of them `said`, who said it, and `then`, what it makes appear below.
import { questions, words } from "./world_words.mjs";

const by_id = (id) => `[id="${id}"]`;

/** The innermost frame around one control: a row stands inside its list. */
const around = (page, id) => page.locator(".hw-answer").filter({ has: page.locator(by_id(id)) }).last();

export const list_of = (page, key) =>
  page.locator(".hw-answer").filter({
    has: page.getByRole("heading", { level: 2, name: questions.get(key).label, exact: true }),
  });

export async function saved(page) {
  await page.locator('[data-saving="saved"]').waitFor();
}

/** "Tell me about that" stands more than once in a section. */
function namesakes_before(key) {
  const { label, section } = questions.get(key);
  const namesakes = [...questions].filter(([, one]) => one.section === section && one.label === label);
  return namesakes.findIndex(([other]) => other === key);
}

/** From a section's first page to where the question stands. */
export async function reach(page, key) {
  const question = questions.get(key);
  const here = question.kind === "rows" ? list_of(page, key) : page.locator(by_id(key));
  if (await here.isVisible()) return;
  const jump = page.locator(".hw-jump");
  if (!(await jump.evaluate((details) => details.open))) await jump.locator("summary").click();
  await jump.getByRole("link").filter({ hasText: question.label }).nth(namesakes_before(key)).click();
  await here.waitFor();
}

async function type_instant(page, id, on) {
  const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)(?:T(.*))?$/.exec(on);
  await page.locator(by_id(id)).fill(day);
  await page.locator(by_id(`${id}-month`)).fill(month);
  await page.locator(by_id(`${id}-year`)).fill(year);
  if (time) await page.locator(by_id(`${id}-time`)).fill(time);
}

async function say_absent(page, id, { absent, why }) {
  const box = around(page, id);
  const radio = box.getByRole("radio", { name: absent, exact: true });
  if (await radio.count()) await radio.check();
  else await box.getByRole("button", { name: absent, exact: true }).click();
  if (why) await page.locator(by_id(`${id}-why`)).fill(why);
}

async function say_who(page, id, said) {
  const box = around(page, id);
  const details = box.locator("details.hw-who");
  if (!(await details.evaluate((one) => one.open))) await details.locator("summary").click();
  await page.locator(by_id(`${id}-said`)).selectOption({ label: words.answer.said[said] });
  await details.locator("summary").click();
}

/** Answers the question whose control has this id, which is on the screen. */
export async function answer(page, id, what) {
  const box = around(page, id);
  if (typeof what === "string") await page.locator(by_id(id)).fill(what);
  if (what.words) await page.locator(by_id(id)).fill(what.words);
  if (what.pick) await box.getByRole("radio", { name: what.pick, exact: true }).check();
  if (what.choose) await page.locator(by_id(id)).selectOption({ label: what.choose });
  for (const label of what.tick ?? []) await box.getByRole("checkbox", { name: label, exact: true }).check();
  if (what.now) await box.getByRole("button", { name: words.answer.now, exact: true }).click();
  if (what.on) await type_instant(page, id, what.on);
  if (what.absent) await say_absent(page, id, what);
  if (what.said) await say_who(page, id, what.said);
  for (const [key, follows] of Object.entries(what.then ?? {})) {
    await page.locator(by_id(key)).waitFor();
    await answer(page, key, follows);
  }
}

/** Adds a row and fills its columns; answers with its place in the list, from 0. */
export async function add_row(page, key, columns) {
  const list = list_of(page, key);
  const rows = list.locator("li.hw-row");
  const before = await rows.count();
  const noun = questions.get(key).row_noun;
  const adds = before === 0 ? words.answer.add_row(noun) : words.answer.add_another(noun);
  await list.getByRole("button", { name: adds, exact: true }).click();
  const row = rows.nth(before);
  await row.waitFor();
  for (const [column, what] of Object.entries(columns)) {
    await answer(page, await control_of(row, key, column), what);
  }
  return before;
}

/** The id of a column's control in a row: "list/row/column". */
export async function control_of(row, key, column) {
  const control = row.locator(`[id^="${key}/"][id$="/${column}"]`);
  await control.waitFor();
  return control.getAttribute("id");
}

async function answer_question(page, key, what) {
  if (what.rows) for (const columns of what.rows) await add_row(page, key, columns);
  else if (questions.get(key).kind !== "rows") await answer(page, key, what);
  else await list_of(page, key).getByRole("button", { name: what.absent, exact: true }).click();
}

/** Every answer of one section, opened from the list of sections, and back to it. */
export async function fill_section(page, title, answers) {
  await page.getByRole("link", { name: title, exact: true }).click();
  await page.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
  for (const [key, what] of Object.entries(answers)) {
    await reach(page, key);
    await answer_question(page, key, what);
  }
  await saved(page);
}

/** The sections that these answers belong to, in order. */
export function by_section(answers) {
  const sections = new Map();
  for (const [key, what] of Object.entries(answers)) {
    const { section } = questions.get(key);
    sections.set(section, { ...sections.get(section), [key]: what });
  }
  return sections;
}
