// Two devices that know nothing of each other write in one record: nothing that either
// wrote is lost, and nothing is settled behind anyone's back (M3, M4, M5). And two tabs of
// one tablet, of which one at a time may write (T4).
import assert from "node:assert/strict";
import { test } from "node:test";
import { add_row, answer, control_of, list_of, reach, saved } from "./world_answers.mjs";
import {
  all_held, begin_work, follow, holds, named_about, no_trouble, open_child, press, press_about, shows, titled, unlock,
} from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { questions, words } from "./world_words.mjs";

const child = "Cedar Invented";
const title = "Return home interview";
const label = (key) => questions.get(key).label;
const conflict = (page, what) => page.getByRole("region", { name: `${words.conflict.title}: ${what}`, exact: true });
const place = "before_we_start.place";
const organisation = "before_we_start.organisation";
const present = "before_we_start.present";

/** The interview begun on the first tablet, received by the second, both at its sections. */
async function begin_interview(first, second, answers) {
  await open_child(first.page, child);
  await press(first.page, words.child.start);
  await titled(first.page, title);
  await follow(first.page, "Before we start");
  for (const [key, what] of Object.entries(answers)) {
    await reach(first.page, key);
    if (what.rows) for (const columns of what.rows) await add_row(first.page, key, columns);
    else await answer(first.page, key, what);
  }
  await saved(first.page);
  await follow(first.page, words.interview.to_sections);
  await all_held(first.page);
  await open_child(second.page, child);
  await follow(second.page, words.child.carry_on);
  await titled(second.page, title);
}

async function write(page, key, what) {
  await follow(page, "Before we start");
  await reach(page, key);
  await answer(page, key, what);
  await saved(page);
  await follow(page, words.interview.to_sections);
  await titled(page, title);
}

async function go_to(page, key) {
  await follow(page, "Before we start");
  await titled(page, "Before we start");
  await reach(page, key);
}

test("two devices answer one question offline, and both answers survive until one is chosen (M3, M4)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  const ivan = await world.tablet("ivan");

  await step("both have the interview, and then no network", async () => {
    await begin_work(iris, "iris");
    await begin_work(ivan, "ivan");
    await begin_interview(iris, ivan, { [place]: "Where we said" });
    await iris.go_offline();
    await ivan.go_offline();
  });

  await step("each writes one answer differently and another one alike", async () => {
    await write(iris.page, place, "The invented library");
    await write(ivan.page, place, "The invented café");
    await write(iris.page, organisation, "Example County Council");
    await write(ivan.page, organisation, "Example County Council");
  });

  await step("with a network both see both, with who wrote them and when", async () => {
    await iris.go_online();
    await all_held(iris.page);
    await ivan.go_online();
    for (const [tablet, here, elsewhere] of [
      [ivan, ["The invented café", "Ivan Interviewer"], ["The invented library", "Iris Interviewer"]],
      [iris, ["The invented library", "Iris Interviewer"], ["The invented café", "Ivan Interviewer"]],
    ]) {
      const { page } = tablet;
      await shows(page, "1 answer to settle");
      await follow(page, "Before we start");
      await page.locator(".hw-jump summary").click();
      await page.locator(".hw-jump").getByRole("link").filter({ hasText: label(place) }).click();
      const both = conflict(page, label(place));
      await both.waitFor();
      const versions = (await both.getByRole("listitem").allInnerTexts()).sort();
      assert.equal(versions.length, 2);
      for (const [[value, author], where] of [[here, "on this tablet"], [elsewhere, "on their tablet"]]) {
        const version = versions.find((one) => one.includes(value));
        assert.match(version, new RegExp(`${author}, .+ \\d\\d:\\d\\d, ${where}`));
      }
      await tablet.accessible("conflict");
      await tablet.picture(`conflict-${tablet.name}`);
      await follow(page, words.interview.to_sections);
    }
  });

  await step("equal answers are no conflict", async () => {
    await go_to(ivan.page, organisation);
    await holds(ivan.page, organisation, "Example County Council");
    await follow(ivan.page, words.interview.to_sections);
  });

  await step("one of them settles it, and both agree", async () => {
    await follow(iris.page, "Before we start");
    await iris.page.locator(".hw-jump summary").click();
    await iris.page.locator(".hw-jump").getByRole("link").filter({ hasText: label(place) }).click();
    await press_about(iris.page, words.conflict.keep, "The invented café");
    await holds(iris.page, place, "The invented café");
    await all_held(iris.page);
    await ivan.page.getByText("1 answer to settle").waitFor({ state: "detached" });
    await go_to(ivan.page, place);
    await holds(ivan.page, place, "The invented café");
  });

  await step("and who settled it, on what, is told with what was written apart", async () => {
    const { page } = ivan;
    await page.getByRole("link", { name: named_about(words.answer.history, label(place)) }).click();
    await titled(page, words.history.title);
    await shows(page, /^Settled by Iris Interviewer on .+, who kept Ivan Interviewer’s answer of /);
    for (const [value, state] of [["library", words.history.replaced], ["café", words.history.standing]]) {
      const entry = page.locator(".hw-entry").filter({ hasText: `The invented ${value}` });
      assert.match(await entry.innerText(), new RegExp(`Written apart from [^]+${state}$`));
    }
    await ivan.accessible("earlier answers");
    await ivan.picture("earlier-answers");
  });
  no_trouble(iris, ivan);
});

test("an answer that comes while another is being typed is told of at once, and both are kept (M3)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  const ivan = await world.tablet("ivan");
  const field = iris.page.locator(`[id="${place}"]`);

  await step("one of two is typing an answer, without a network", async () => {
    await begin_work(iris, "iris");
    await begin_work(ivan, "ivan");
    await begin_interview(iris, ivan, { [place]: "Where we said" });
    await iris.go_offline();
    await go_to(iris.page, place);
    await field.fill("The invented li");
    await saved(iris.page);
  });

  await step("what the other wrote meanwhile is told beside the field, where the cursor stays", async () => {
    await write(ivan.page, place, "The invented café");
    await all_held(ivan.page);
    await iris.go_online();
    const notice = iris.page.getByRole("status").filter({ hasText: "Somebody else has also answered this" });
    await notice.getByText("Ivan Interviewer").waitFor();
    await field.pressSequentially("brary");
    assert.ok(await field.evaluate((element) => element === document.activeElement));
    assert.equal(await field.inputValue(), "The invented library");
    await iris.accessible("another answer has come");
    await iris.picture("another-answer");
  });

  await step("and both can be looked at", async () => {
    await press_about(iris.page, words.conflict.look, label(place));
    const both = conflict(iris.page, label(place));
    for (const value of ["The invented library", "The invented café"]) await both.getByText(value).first().waitFor();
  });
  no_trouble(iris, ivan);
});

test("a person removed on one tablet and changed on another stays in view (M5)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const first = await world.tablet("first");
  const second = await world.tablet("second");

  await step("one worker with two tablets, both without a network", async () => {
    await begin_work(first, "iris");
    await begin_work(second, "iris");
    await begin_interview(first, second, { [present]: { rows: [{ name: "Priya Pretend" }] } });
    await first.go_offline();
    await second.go_offline();
  });

  await step("removed here, changed there", async () => {
    await go_to(first.page, present);
    await press(first.page, words.answer.remove_row("person", 1));
    await press(first.page, words.answer.remove_yes);
    await list_of(first.page, present).locator("li.hw-row").waitFor({ state: "detached" });
    await go_to(second.page, present);
    const row = list_of(second.page, present).locator("li.hw-row").first();
    await answer(second.page, await control_of(row, present, "name"), "Priya Pretend-Sample");
    await saved(second.page);
    await follow(second.page, words.interview.to_sections);
  });

  await step("both see the row, and what happened to it", async () => {
    await first.go_online();
    await all_held(first.page);
    await second.go_online();
    await all_held(second.page);
    await go_to(second.page, present);
    for (const { page } of [second, first]) {
      await shows(page, words.conflict.row_lead("person"));
    }
    await first.accessible("row conflict");
    await first.picture("conflict-row");
  });

  await step("kept on one, it stands on both", async () => {
    await conflict(first.page, words.answer.row("person", 1))
      .getByRole("listitem")
      .filter({ hasNotText: /removed/i })
      .getByRole("button")
      .click();
    for (const { page } of [first, second]) {
      await page.getByText(words.conflict.row_lead("person")).waitFor({ state: "detached" });
      const row = list_of(page, present).locator("li.hw-row").first();
      await holds(page, await control_of(row, present, "name"), "Priya Pretend-Sample");
    }
  });
  no_trouble(first, second);
});

test("Defect9: a second tab takes over, and what was being typed in the first is there (T4)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const tablet = await world.tablet("iris");
  const { page } = tablet;
  let second;

  await step("words are being typed in the first tab", async () => {
    await begin_work(tablet, "iris");
    await open_child(page, child);
    await press(page, words.child.start);
    await titled(page, title);
    await follow(page, "Before we start");
    await reach(page, place);
    await page.locator(`[id="${place}"]`).pressSequentially("The invented li");
  });

  await step("the second tab says where it is open, and offers to take over", async () => {
    second = await tablet.open(new URL(page.url()).hash.slice(1));
    await titled(second, words.another_tab.title);
    await tablet.accessible("another tab");
    await tablet.picture("another-tab");
    await press(second, words.another_tab.button);
    await unlock(second);
    await titled(second, "Before we start");
    await holds(second, place, "The invented li");
  });

  await step("the first tab says so, and can have it back", async () => {
    await titled(page, words.another_tab.title);
    await page.bringToFront();
    await press(page, words.another_tab.button);
    await titled(second, words.another_tab.title);
    await unlock(page);
    await reach(page, place);
    await holds(page, place, "The invented li");
    await all_held(page);
  });

  await step("so it is with words typed at the end of an answer that was sent", async () => {
    const typed = (where, more) => where.locator(`[id="${place}"]`).press("End").then(() =>
      where.locator(`[id="${place}"]`).pressSequentially(more));
    await typed(page, "brary");
    await second.bringToFront();
    await press(second, words.another_tab.button);
    await unlock(second);
    await titled(second, "Before we start");
    await holds(second, place, "The invented library");
    await typed(second, " hall");
    await page.bringToFront();
    await press(page, words.another_tab.button);
    await unlock(page);
    await titled(page, "Before we start");
    await holds(page, place, "The invented library hall");
  });
  no_trouble(tablet);
});
