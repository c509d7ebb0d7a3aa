// What there is to know was read: it is told no more at each start, stays where it can be read
// again, and what is new is told beside it (T5).
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  all_held, begin_work, follow, lock, no_trouble, open_sending, shows, strip_says, titled, unlock,
} from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { words } from "./world_words.mjs";

const may_be_cleared = "This browser may clear what is on this tablet when space runs short.";
const nearly_full = "This tablet is nearly full.";
const room_left = 400_000; // octets: enough to go on writing

test("what was read of what there is to know stays read on this tablet", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  let page = iris.page;
  const to_know = () => page.getByRole("navigation", { name: words.sync.strip_link }).getByText(/to know/);
  const opened = async () => {
    await unlock(page);
    await titled(page, words.home.title);
    await all_held(page);
  };
  /** The storage was looked at, and nothing of it is new. */
  const nothing_new = async () => {
    await open_sending(page);
    await shows(page, may_be_cleared);
    await follow(page, words.home.title);
    await titled(page, words.home.title);
    assert.equal(await to_know().count(), 0);
  };

  await step("it is told until it is read", async () => {
    await begin_work(iris, "iris");
    await strip_says(page, words.sync.to_know(1));
    await open_sending(page);
    await shows(page, may_be_cleared);
    await to_know().waitFor({ state: "detached" });
  });

  await step("it is not told again after locking, a reload or a flat battery", async () => {
    const told = [];
    const watch = async () => {
      // Whatever the line says of it, however briefly.
      await page.exposeFunction("note_told", (text) => told.push(text));
      await page.addInitScript(() =>
        new MutationObserver(() => {
          const found = /\d+ things? to know/.exec(document.body?.textContent ?? "");
          if (found) window.note_told(found[0]);
        }).observe(document, { childList: true, subtree: true, characterData: true }),
      );
    };
    await watch();
    await follow(page, words.home.title);
    await page.reload();
    await opened();
    await nothing_new();
    await lock(page);
    await opened();
    await nothing_new();
    await iris.kill_and_start();
    page = iris.page;
    await watch();
    await page.reload();
    await opened();
    await nothing_new();
    assert.deepEqual(told, []);
  });

  await step("what is new is told, and what was read can be read again beside it", async () => {
    const used = await page.evaluate(async () => (await navigator.storage.estimate()).usage);
    const give_room = await iris.limit_storage(used + room_left);
    await page.reload();
    await opened();
    await strip_says(page, words.sync.to_know(1));
    await open_sending(page);
    await shows(page, may_be_cleared);
    await shows(page, nearly_full);
    await to_know().waitFor({ state: "detached" });
    await page.reload();
    await unlock(page);
    await shows(page, nearly_full);
    assert.equal(await to_know().count(), 0);
    await give_room();
  });

  await step("what was well again is told anew when it comes again", async () => {
    await page.reload();
    await unlock(page);
    await shows(page, may_be_cleared);
    await page.getByText(nearly_full).waitFor({ state: "detached" });
    const used = await page.evaluate(async () => (await navigator.storage.estimate()).usage);
    const give_room = await iris.limit_storage(used + room_left);
    await page.goto(`${iris.origin}/#/`);
    await page.reload();
    await opened();
    await strip_says(page, words.sync.to_know(1));
    await give_room();
  });
  no_trouble(iris);
});
