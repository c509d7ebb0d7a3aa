// Where a button makes way for its own question or field, or goes with what it did, the focus
// is not lost to the beginning of the page, and nobody who types loses it (WCAG 2.4.3).
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { open_example, open_examples, open_page, sizes } from "./examples.mjs";
import { named_about } from "./world_person.mjs";
import { words } from "./world_words.mjs";

let examples;
before(async () => {
  examples = await open_examples();
});
after(() => examples.close());

/** One example, for as long as the test lasts. */
async function shown(t, name) {
  const { context, page } = await open_page(examples.browser, sizes[0]);
  t.after(() => context.close());
  await open_example(page, examples.address, name);
  return page;
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const question = (page, name) => page.getByRole("group", { name, exact: true });
const heading = (page, name) => page.getByRole("heading", { name, exact: true });
const field = (page, id) => page.locator(`[id="${id}"]`);

/** The focus comes to it, and is there still when all that was to be drawn has been. */
async function has_focus(locator) {
  await locator.waitFor();
  const has = (element) => element === document.activeElement;
  await locator.page().waitForFunction(has, await locator.elementHandle());
  await frames(locator.page());
  assert.ok(await locator.evaluate(has));
}

/** More of them than anything waits for. */
const frames = (page) =>
  page.evaluate(async () => {
    for (let count = 0; count < 6; count += 1) await new Promise(requestAnimationFrame);
  });

describe("a person in a list", () => {
  const remove = words.answer.remove_row("person", 1);
  const sure = words.answer.remove_sure("person");

  test("is asked about where the button to remove them was, and the button comes back", async (t) => {
    const page = await shown(t, "interview/people");
    await button(page, remove).press("Enter");
    await has_focus(question(page, sure));
    await page.keyboard.press("Tab");
    await has_focus(button(page, words.answer.remove_yes));
    await button(page, words.answer.remove_no).press("Enter");
    await has_focus(button(page, remove));
  });

  test("is not removed by a key that is held down", async (t) => {
    const page = await shown(t, "interview/people");
    await button(page, remove).focus();
    for (let repeat = 0; repeat < 20; repeat += 1) await page.keyboard.down("Enter");
    await page.keyboard.up("Enter");
    await has_focus(question(page, sure));
    await heading(page, words.answer.row("person", 1)).waitFor();
  });

  test("leads on to adding another once removed", async (t) => {
    const page = await shown(t, "interview/people");
    await button(page, remove).click();
    await button(page, words.answer.remove_yes).click();
    await heading(page, words.answer.row("person", 1)).waitFor({ state: "detached" });
    await has_focus(button(page, words.answer.add_row("person")));
  });

  test("who was removed elsewhere is gone on with once they are kept (M5)", async (t) => {
    const page = await shown(t, "interview/row_removed_elsewhere");
    await page.getByRole("button", { name: named_about(words.conflict.keep, "Kept, and changed") }).press("Enter");
    await page.locator(".hw-conflict").waitFor({ state: "detached" });
    await has_focus(heading(page, words.answer.row("person", 1)));
  });
});

describe("a review", () => {
  const told = words.review;
  const key = "what_happened.travel";
  const comment_on = (page) => field(page, `read-${key}`).getByRole("button", { name: told.add_comment });

  test("asks whether to authorise where the button was, and the button comes back", async (t) => {
    const page = await shown(t, "review/first_time");
    await button(page, told.authorise).press("Enter");
    await has_focus(question(page, told.authorise_sure));
    await button(page, told.authorise_no).press("Enter");
    await has_focus(button(page, told.authorise));
  });

  test("is commented on as soon as a comment is added", async (t) => {
    const page = await shown(t, "review/first_time");
    await comment_on(page).press("Enter");
    await has_focus(field(page, `remark-${key}`));
    await page.keyboard.type("About what time?");
    await field(page, `read-${key}`).getByRole("button", { name: told.remove_comment }).press("Enter");
    await has_focus(comment_on(page));
  });

  test("goes on at its heading where a comment is removed that has no place in it", async (t) => {
    const page = await shown(t, "review/begun_earlier");
    const title = await page.getByRole("heading", { level: 1 }).innerText();
    const kept = heading(page, told.kept_title);
    const remove = page.locator("section").filter({ has: kept }).getByRole("button");
    await remove.press("Enter");
    await kept.waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement?.matches("main :is(h1, h2, h3)"));
    assert.notEqual(await page.evaluate(() => document.activeElement.textContent), title); // a nearer one
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement !== document.body));
  });

  test("leaves the focus with whoever types meanwhile", async (t) => {
    const page = await shown(t, "review/begun_earlier");
    const remove = page.locator("section").filter({ has: heading(page, told.kept_title) }).getByRole("button");
    await remove.focus();
    await remove.evaluate(async (pressed) => {
      pressed.click();
      await new Promise(requestAnimationFrame);
      document.getElementById("reason").focus();
    });
    await has_focus(field(page, "reason"));
  });
});

describe("a button whose work takes its time", () => {
  test("has the focus all the while, and acts once", async (t) => {
    const page = await shown(t, "sync/slow");
    const { send_now, sending } = words.sync;
    await button(page, send_now).press("Enter");
    await has_focus(button(page, sending));
    await page.evaluate(() => delete window.asked.sync_now);
    await page.keyboard.press("Enter");
    await page.evaluate(() => window.answer_now());
    await page.getByRole("alert").getByText(words.problems.offline.says, { exact: true }).waitFor();
    await has_focus(button(page, send_now));
    assert.equal(await page.evaluate(() => window.asked.sync_now), undefined);
  });
});

describe("a button that goes with what it did", () => {
  test("leaves the focus on the title: an interview that is wanted after all", async (t) => {
    const page = await shown(t, "interview/tasks_declined");
    await button(page, words.interview.undo_declined).press("Enter");
    await button(page, words.interview.undo_declined).waitFor({ state: "detached" });
    await has_focus(page.getByRole("heading", { level: 1 }));
  });

  test("leaves the focus on the title: all that is owed shown again", async (t) => {
    const page = await shown(t, "work/crowded");
    await page.getByRole("button", { name: words.work.states.overdue }).click();
    await button(page, words.work.show_all).press("Enter");
    await button(page, words.work.show_all).waitFor({ state: "detached" });
    await has_focus(page.getByRole("heading", { level: 1 }));
  });

  test("gives no focus to anything where it was left for nothing before", async (t) => {
    const page = await shown(t, "interview/becomes_torn");
    await page.locator("textarea").click();
    await page.locator("textarea").blur();
    await page.evaluate(() => window.change_now());
    await page.locator(".hw-conflict").waitFor(); // in place of the field
    await frames(page);
    assert.ok(await page.evaluate(() => document.activeElement === document.body));
  });
});
