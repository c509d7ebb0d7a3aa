// What one person is typing, while others write in the same field or remove its row: nothing
// that they wrote is replaced unseen (M1, M3), and nothing goes from under the cursor (M5).
import assert from "node:assert/strict";
import { test } from "node:test";
import { add_row, answer, control_of, list_of, reach, saved } from "./world_answers.mjs";
import { all_held, begin_work, follow, holds, no_trouble, open_child, press, press_about, titled } from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { questions, words } from "./world_words.mjs";

const child = "Cedar Invented";
const title = "Return home interview";
const section = "Before we start";
const place = "before_we_start.place";
const mode = "before_we_start.mode";
const present = "before_we_start.present";
const label = (key) => questions.get(key).label;
const field_of = (page, key) => page.locator(`[id="${key}"]`);
const has_focus = (field) => field.evaluate((element) => element === document.activeElement);
const notice = (page) => page.getByRole("status").filter({ hasText: "Somebody else has also answered this" });
const both = (page, key) => page.getByRole("region", { name: `${words.conflict.title}: ${label(key)}`, exact: true });

async function go_to(page, key) {
  await follow(page, section);
  await titled(page, section);
  await reach(page, key);
}

async function back(page) {
  await saved(page);
  await follow(page, words.interview.to_sections);
  await titled(page, title);
}

/** Two people at work on the interview that the first of them began. */
async function two_at_work(world) {
  const iris = await world.tablet("iris");
  const ivan = await world.tablet("ivan");
  await begin_work(iris, "iris");
  await begin_work(ivan, "ivan");
  await open_child(iris.page, child);
  await press(iris.page, words.child.start);
  await titled(iris.page, title);
  await all_held(iris.page);
  await open_child(ivan.page, child);
  await follow(ivan.page, words.child.carry_on);
  await titled(ivan.page, title);
  return { iris, ivan };
}

test("an answer changed elsewhere is not replaced by one typed on, which never showed it (M1, M3)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const { iris, ivan } = await two_at_work(world);
  const field = field_of(iris.page, place);

  await step("one pauses with the cursor in the field, and what she typed is sent", async () => {
    await go_to(iris.page, place);
    await field.pressSequentially("The invented library");
    await go_to(ivan.page, place);
    await holds(ivan.page, place, "The invented library");
  });

  await step("the other has seen it, and changes it: she is told, and her words stay", async () => {
    await answer(ivan.page, place, "The invented café");
    await back(ivan.page);
    await notice(iris.page).getByText("Ivan Interviewer").waitFor();
    assert.equal(await field.inputValue(), "The invented library");
    assert.ok(await has_focus(field));
    await iris.accessible("another answer has come in place of one's own");
  });

  await step("she types on, and both stand", async () => {
    await field.pressSequentially(", upstairs");
    await press_about(iris.page, words.conflict.look, label(place));
    for (const value of ["The invented library, upstairs", "The invented café"]) {
      await both(iris.page, place).getByText(value, { exact: true }).waitFor();
    }
    await all_held(iris.page);
    await ivan.page.getByText("1 answer to settle").waitFor();
  });
  no_trouble(iris, ivan);
});

test("what another chose instead is shown in place of one's own choice", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const { iris, ivan } = await two_at_work(world);
  const chosen = (page, name) => page.getByRole("radio", { name, exact: true });

  await step("one chooses, and stays where she is", async () => {
    await go_to(iris.page, mode);
    await answer(iris.page, mode, { pick: "In person" });
    await go_to(ivan.page, mode);
    await ivan.page.locator('input:checked').waitFor();
  });

  await step("the other chooses differently, and she sees it", async () => {
    await answer(ivan.page, mode, { pick: "By phone" });
    await back(ivan.page);
    await iris.page.waitForFunction(
      () => document.querySelector("input:checked")?.labels?.[0]?.textContent === "By phone",
    );
    assert.ok(!(await chosen(iris.page, "In person").isChecked()));
  });
  no_trouble(iris, ivan);
});

test("a row that is removed elsewhere stays under the cursor of who types in it (M5)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const { iris, ivan } = await two_at_work(world);
  const rows = (page) => list_of(page, present).locator("li.hw-row");
  const told = iris.page.getByText(words.conflict.row_lead("person"));
  let field;

  await step("one has added a person, and the other has them too", async () => {
    await go_to(iris.page, present);
    await add_row(iris.page, present, { name: "Priya" });
    field = field_of(iris.page, await control_of(rows(iris.page).first(), present, "name"));
    await back(iris.page);
    await all_held(iris.page);
    await go_to(ivan.page, present);
    await rows(ivan.page).first().waitFor();
    await go_to(iris.page, present);
  });

  let typed = "Priya";
  const type_on = async () => {
    await field.pressSequentially("a");
    typed += "a";
  };

  await step("she types on in it while he removes it", async () => {
    await field.press("End");
    await type_on();
    await press(ivan.page, words.answer.remove_row("person", 1));
    await press(ivan.page, words.answer.remove_yes);
    const before = await field.boundingBox();
    while ((await told.count()) === 0 && (await field.count()) === 1) await type_on();
    await told.waitFor();
    await type_on();
    assert.equal(await field.inputValue(), typed);
    assert.ok(await has_focus(field));
    assert.deepEqual(await field.boundingBox(), before);
    await iris.accessible("a row is removed elsewhere while it is typed in");
    await iris.picture("row-removed-while-typing");
  });

  await step("and it can be kept, with what she typed", async () => {
    const row = iris.page.getByRole("region", {
      name: `${words.conflict.title}: ${words.answer.row("person", 1)}`,
      exact: true,
    });
    await row.getByRole("listitem").filter({ hasNotText: /removed/i }).getByRole("button").click();
    await told.waitFor({ state: "detached" });
    assert.equal(await field.inputValue(), typed);
    await all_held(iris.page);
    await holds(ivan.page, await field.getAttribute("id"), typed);
  });
  no_trouble(iris, ivan);
});
