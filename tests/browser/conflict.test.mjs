// Settling what two devices wrote apart, in a worker's words (M3, M4): what stood before, who
// wrote what, when and on which tablet; one of them kept, or both, or a third written, whose
// words survive reloading and locking (T1, T6), offline.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, reach, saved } from "./world_answers.mjs";
import {
  all_held, begin_work, follow, holds, lock, no_trouble, open_child, press, press_about, shows, shows_exactly, strip_says,
  titled, unlock,
} from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { questions, words } from "./world_words.mjs";

const child = "Cedar Invented";
const title = "Return home interview";
const told = words.conflict;
const analysis = "interviewers_view.analysis";
const why = "what_happened.why";
const mode = "before_we_start.mode";
const settling = (key) => `${key}#settling`;
const label = (key) => questions.get(key).label;
const section = (key) => questions.get(key).section;

const conflict = (page, key) => page.getByRole("region", { name: `${told.title}: ${label(key)}`, exact: true });
const outlived = (page, key) => page.getByRole("region", { name: `${told.outlived}: ${label(key)}`, exact: true });

/** From the sections to where the question stands, be it in conflict. */
async function look_at(page, key) {
  await follow(page, section(key));
  await titled(page, section(key));
  await page.locator(".hw-jump summary").click();
  await page.locator(".hw-jump").getByRole("link").filter({ hasText: label(key) }).first().click();
}

async function to_sections(page) {
  await follow(page, words.interview.to_sections);
  await titled(page, title);
}

async function write(page, key, what) {
  await follow(page, section(key));
  await reach(page, key);
  await answer(page, key, what);
  await saved(page);
  await to_sections(page);
}

/** Both at the sections of one interview, in which the first wrote `first_words`, and no network. */
async function two_apart(world, first_words) {
  const iris = await world.tablet("iris");
  const ivan = await world.tablet("ivan");
  await begin_work(iris, "iris");
  await begin_work(ivan, "ivan");
  await open_child(iris.page, child);
  await press(iris.page, words.child.start);
  await titled(iris.page, title);
  for (const [key, what] of Object.entries(first_words)) await write(iris.page, key, what);
  await all_held(iris.page);
  await open_child(ivan.page, child);
  await follow(ivan.page, words.child.carry_on);
  await titled(ivan.page, title);
  await iris.go_offline();
  await ivan.go_offline();
  return { iris, ivan };
}

async function bring_together(...tablets) {
  for (const tablet of tablets) {
    await tablet.go_online();
    await all_held(tablet.page);
  }
}

test("a third version is suggested, survives reloading and locking, and settles without a network (M4, T1)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const { iris, ivan } = await two_apart(world, { [analysis]: "He left at six. He was cold." });
  const { page } = iris;
  const third = "He left home at six. He was cold and tired. He asks for his aunt.";

  await step("each changes it in another place", async () => {
    await write(page, analysis, "He left home at six. He was cold.");
    await write(ivan.page, analysis, "He left at six. He was cold and tired.");
    await bring_together(ivan, iris);
  });

  await step("both are told, with who, when and on which tablet, and what both had seen", async () => {
    await shows(page, "1 answer to settle");
    await look_at(page, analysis);
    const both = conflict(page, analysis);
    const versions = await both.getByRole("listitem").allInnerTexts();
    const from = (author, where) => new RegExp(`${author}, .+ \\d\\d:\\d\\d, ${where}`);
    assert.match(versions.find((one) => one.includes("left home")), from("Iris Interviewer", "on this tablet"));
    assert.match(versions.find((one) => one.includes("and tired")), from("Ivan Interviewer", "on their tablet"));
    const before = await both.locator(".hw-conflict__before").innerText();
    assert.match(before, new RegExp(`^${told.before}\\s+He left at six\\. He was cold\\.\\s+Iris Interviewer, .+, on this tablet$`));
    await iris.accessible("conflict with what stood before");
    await iris.picture("conflict-before");
  });

  await step("without a network a text is suggested out of both, and gone on with", async () => {
    await iris.go_offline();
    await press(page, told.write);
    await holds(page, settling(analysis), "He left home at six. He was cold and tired.");
    await shows_exactly(page, told.hints.suggested);
    await page.locator(`[id="${settling(analysis)}"]`).press("End");
    await page.locator(`[id="${settling(analysis)}"]`).pressSequentially(" He asks for his aunt.");
    await page.locator('[data-saving="unfinished"]').waitFor();
    await iris.accessible("a third version");
    await iris.picture("conflict-third");
  });

  await step("after reloading it is there, and settles nothing", async () => {
    await page.reload();
    await unlock(page);
    await holds(page, settling(analysis), third);
    await shows_exactly(page, told.hints.begun);
    await shows(page, words.interview.unfinished([label(analysis)]));
    await strip_says(page, "1 entry not finished");
    await conflict(page, analysis).waitFor();
  });

  await step("after locking it is named, and there", async () => {
    await lock(page);
    await unlock(page);
    await open_child(page, child);
    await follow(page, words.child.carry_on);
    await shows(page, words.interview.unfinished_title(1));
    await follow(page, `${section(analysis)}: ${label(analysis)}`);
    await holds(page, settling(analysis), third);
  });

  await step("used, it stands here at once, and on the other tablet with a network", async () => {
    await press(page, told.use);
    await holds(page, analysis, third);
    await conflict(page, analysis).waitFor({ state: "detached" });
    await iris.go_online();
    await all_held(page);
    await look_at(ivan.page, analysis);
    await holds(ivan.page, analysis, third);
    assert.equal(await outlived(page, analysis).count(), 0);
  });

  await step("and the history tells whose it is and where it came from", async () => {
    await press_link(ivan.page, words.answer.history, label(analysis));
    await titled(ivan.page, words.history.title);
    await shows(ivan.page, /^Settled by Iris Interviewer on .+ with a new answer\.$/);
    const entry = ivan.page.locator(".hw-entry").filter({ hasText: "his aunt" });
    assert.match(await entry.innerText(), /on their tablet[^]+Received from the council/);
  });
  no_trouble(iris, ivan);
});

const press_link = (page, name, about) =>
  page.getByRole("link", { name: new RegExp(`^${name}\\s*: ${about.replace(/[?.()]/g, "\\$&")}`) }).click();

test("both are kept in one text, and what another had begun meanwhile is not lost (M4, T6)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const { iris, ivan } = await two_apart(world, {});
  const { page } = iris;
  const third = "It was both.";

  await step("each answers what nobody had answered", async () => {
    await write(page, why, "The row about the phone.");
    await write(page, mode, { pick: "In person" });
    await write(ivan.page, why, "To see his friends.");
    await write(ivan.page, mode, { pick: "By phone" });
    await bring_together(ivan, iris);
  });

  await step("of a choice both stay in the history, and cannot be one", async () => {
    await look_at(page, mode);
    const both = conflict(page, mode);
    await both.getByText(told.both_stay(2), { exact: true }).waitFor();
    await both.getByText(told.nothing_before, { exact: true }).waitFor();
    for (const way of [told.keep_both(2), told.write]) {
      assert.equal(await both.getByRole("button", { name: way, exact: true }).count(), 0);
    }
    await press_about(page, told.keep, "By phone");
    await both.waitFor({ state: "detached" });
    await to_sections(page);
  });

  await step("one begins a third, and leaves it", async () => {
    await look_at(page, why);
    await press(page, told.write);
    await page.locator(`[id="${settling(why)}"]`).pressSequentially(third);
    await page.locator('[data-saving="unfinished"]').waitFor();
    await press(page, told.stop);
    await shows_exactly(page, told.begun);
    await press(page, told.carry_on);
    await holds(page, settling(why), third);
  });

  await step("the other keeps both, each under who wrote it, and looks them through", async () => {
    await look_at(ivan.page, why);
    await press(ivan.page, told.keep_both(2));
    const text = await ivan.page.locator(`[id="${settling(why)}"]`).inputValue();
    for (const [author, said] of [["Iris", "The row about the phone."], ["Ivan", "To see his friends."]]) {
      assert.match(text, new RegExp(`${author} Interviewer, [^\\n]+:\\n${said.replace(".", "\\.")}`));
    }
    await ivan.accessible("both kept");
    await ivan.picture("conflict-both");
    await press(ivan.page, told.use);
    await holds(ivan.page, why, text);
    await all_held(ivan.page);
    await holds(page, why, text);
  });

  await step("what the first had begun is told below, and can be made the answer", async () => {
    await outlived(page, why).getByText(third, { exact: true }).waitFor();
    await iris.accessible("begun, and settled by another");
    await iris.picture("conflict-outlived");
    await press(page, told.use_after_all);
    await holds(page, why, third);
    await outlived(page, why).waitFor({ state: "detached" });
    await all_held(page);
    await holds(ivan.page, why, third);
  });
  no_trouble(iris, ivan);
});
