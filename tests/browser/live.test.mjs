// What one person sends is on another's screen as soon as the server has it: the server
// says that there is something new, and nobody presses anything (issue 4). No timer runs
// in the reader's worker, so that no interval can be what brought it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, reach, saved } from "./world_answers.mjs";
import { all_held, begin_work, follow, holds, no_trouble, open_child, press, titled } from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { words } from "./world_words.mjs";

const child = "Cedar Invented";
const exchange = "POST /api/sync";
const place = "before_we_start.place";

/** Neither those that wait in the page's worker nor any to come. */
async function stop_timers(tablet) {
  await tablet.forget_timers();
  const [worker] = tablet.page.workers();
  await worker.evaluate(() => void (self.setTimeout = () => 0));
}

async function write(page, text) {
  await answer(page, place, text);
  await saved(page);
  await page.locator(`[id="${place}"]`).blur();
  await all_held(page);
}

test("a supervisor's screen shows what a worker's tablet sent, with nothing pressed", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  const sam = await world.tablet("sam");
  const exchanges = () => sam.line.asked.filter((asked) => asked === exchange).length;

  await step("the supervisor looks at a child, and no timer runs", async () => {
    await begin_work(iris, "iris");
    const listening = sam.line.asking("GET /api/notices").then(() => sam.line.asking(exchange));
    await begin_work(sam, "sam");
    await open_child(sam.page, child);
    await listening;
    await all_held(sam.page);
    await stop_timers(sam);
  });

  await step("an interview that is begun appears, and its answers", async () => {
    const before = exchanges();
    await open_child(iris.page, child);
    await press(iris.page, words.child.start);
    await titled(iris.page, "Return home interview");
    await follow(sam.page, words.child.carry_on); // waits for it
    for (const { page } of [iris, sam]) {
      await follow(page, "Before we start");
      await reach(page, place);
    }
    await write(iris.page, "The invented library");
    await holds(sam.page, place, "The invented library");
    assert.ok(exchanges() > before);
  });

  await step("what is told while an answer is under way is asked for after it", async () => {
    sam.line.holds = exchange;
    await write(iris.page, "The invented café");
    await sam.line.holding();
    await write(iris.page, "The invented museum");
    sam.line.let_go();
    await holds(sam.page, place, "The invented museum");
  });
  no_trouble(iris, sam);
});
