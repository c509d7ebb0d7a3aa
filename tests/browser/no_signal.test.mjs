// Without a network the line on every screen stays at that: each try in vain is none of the
// person's business, and "Sending" is said once the council has answered.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, reach, saved } from "./world_answers.mjs";
import { all_held, begin_work, follow, no_trouble, open_child, press, strip_says } from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { words } from "./world_words.mjs";

const place = "before_we_start.place";
const states = words.sync.states;

test("tries in vain are not told as sending", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  const { page, line } = iris;

  await step("what is written without a network is tried again and again, in silence", async () => {
    await begin_work(iris, "iris");
    await open_child(page, "Cedar Invented");
    await press(page, words.child.start);
    await follow(page, "Before we start");
    await reach(page, place);
    line.cut(); // the browser believes that there is a network
    await answer(page, place, "Written without a signal");
    await saved(page);
    await strip_says(page, states.offline);
    await page.evaluate(() => {
      window.told = [];
      const strip = document.querySelector(".hw-strip__state");
      new MutationObserver(() => window.told.push(strip.textContent)).observe(strip, {
        characterData: true,
        childList: true,
        subtree: true,
      });
    });
    for (let tries = 0; tries < 3; tries += 1) {
      const tried = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/api/sync"));
      await answer(page, place, `Written without a signal, ${tries}`);
      await saved(page);
      await tried;
    }
    assert.deepEqual(await page.evaluate(() => window.told), []);
  });

  await step("with a network again it is sent", async () => {
    line.join();
    await all_held(page);
  });
  no_trouble(iris);
});
