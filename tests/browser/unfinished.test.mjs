// Half a date is left in its field, and the tablet locked: it comes back as it was typed,
// and nothing called it saved meanwhile (T1, T6).
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, reach, saved } from "./world_answers.mjs";
import { begin_work, follow, holds, lock, no_trouble, open_child, open_sending, press, shows, strip_says, titled, unlock } from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { questions, words } from "./world_words.mjs";

const key = "before_we_start.started";
const place = "before_we_start.place";
const { label } = questions.get(key);
const not_finished = words.interview.unfinished([label]);

test("half a date survives locking as it was typed", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const tablet = await world.tablet("iris");
  const { page } = tablet;
  const part = (name) => page.locator(`[id="${key}${name}"]`);
  await begin_work(tablet, "iris");

  await step("it is told where it stands, and not called saved", async () => {
    await open_child(page, "Cedar Invented");
    tablet.line.drops = "POST /api/sync";
    await press(page, words.child.start);
    await follow(page, "Before we start");
    await reach(page, place);
    await answer(page, place, "The invented library");
    await saved(page);
    await reach(page, key);
    await part("").fill("31");
    await part("-month").fill("2");
    await shows(page, not_finished);
    await part("-year").fill("2026");
    await part("-time").fill("06:40");
    await shows(page, "31/2/2026 is not a day of the calendar");
    assert.equal(await page.locator('[data-saving="saved"]').count(), 0);
    await tablet.accessible("half a date");
    await tablet.picture("half-a-date");
  });

  await step("the sections and the check name it", async () => {
    await follow(page, words.interview.to_sections);
    await shows(page, words.interview.unfinished_title(1));
    await tablet.picture("half-a-date-sections");
    await follow(page, words.interview.check);
    await shows(page, "31/2/2026 is not a day of the calendar");
    await strip_says(page, "1 entry not finished");
  });

  await step("a file of unsent work says that it is not in it", async () => {
    await open_sending(page);
    await press(page, words.sync.rescue.save);
    await shows(page, words.sync.rescue.only_here(1, 0));
    await tablet.accessible("a file without what is not finished");
    await tablet.picture("half-a-date-not-in-the-file");
    tablet.line.drops = null;
  });

  await step("locking asks nothing, and it comes back as it was typed", async () => {
    await lock(page);
    await page.reload();
    await unlock(page);
    await open_child(page, "Cedar Invented");
    await follow(page, words.child.carry_on);
    await follow(page, `Before we start: ${label}`);
    await holds(page, key, "31");
    await holds(page, `${key}-year`, "2026");
    await shows(page, not_finished);
  });

  await step("finished, it is saved", async () => {
    await part("").fill("28");
    await saved(page);
    await follow(page, words.interview.to_sections);
    await titled(page, "Return home interview");
    assert.equal(await page.getByText(words.interview.unfinished_title(1)).count(), 0);
  });
  no_trouble(tablet);
});
