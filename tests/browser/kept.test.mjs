// What a tablet keeps, and what it says when it cannot: installable, its files cleared by
// the browser, its clock years from the truth (T5, S10).
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, reach, saved } from "./world_answers.mjs";
import {
  all_held, begin_work, choose_passphrase, follow, holds, no_trouble, open_child, open_sending, press, send_now, shows,
  sign_in, titled, unlock,
} from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { words } from "./world_words.mjs";

const child = "Cedar Invented";
const place = "before_we_start.place";

async function to_place(page, opening) {
  await open_child(page, child);
  await opening();
  await follow(page, "Before we start");
  await titled(page, "Before we start");
  await reach(page, place);
}

test("Homeward can be installed", async (t) => {
  const world = await World.make(t);
  const tablet = await world.tablet("iris");
  await titled(tablet.page, words.sign_in.title);
  await tablet.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const session = await tablet.context.newCDPSession(tablet.page);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  assert.deepEqual(installabilityErrors, []);
  const { url, errors, data } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  assert.equal(new URL(url).origin, tablet.origin);
  assert.equal(JSON.parse(data).display, "standalone");
  no_trouble(tablet);
});

test("as soon as more is typed, nothing on the screen says that all is held by the council (S3)", async (t) => {
  const world = await World.make(t);
  const tablet = await world.tablet("iris");
  const { page } = tablet;
  await begin_work(tablet, "iris");
  await to_place(page, () => press(page, words.child.start));
  await answer(page, place, "The invented library");
  await saved(page);
  await all_held(page);
  await page.evaluate(() => {
    window.said_when_saved = [];
    new MutationObserver(() => {
      if (document.querySelector('[data-saving="saved"]') === null) return;
      const strips = [...document.querySelectorAll(".hw-strip, .hw-record-strip")];
      window.said_when_saved.push(strips.map((strip) => strip.innerText).join(" "));
    }).observe(document.body, { subtree: true, attributeFilter: ["data-saving"] });
  });
  await page.locator(`[id="${place}"]`).press("End");
  await page.locator(`[id="${place}"]`).pressSequentially(" hall");
  await page.waitForFunction(() => window.said_when_saved.length > 0);
  for (const said of await page.evaluate(() => window.said_when_saved)) {
    assert.match(said, /1 answer saved on this tablet, not yet sent/);
    assert.doesNotMatch(said, /Everything is held|All sent/);
  }
  no_trouble(tablet);
});

test("Defect9: that the browser may clear what is kept, and that there is little room, is told before it costs (T5)", async (t) => {
  const world = await World.make(t);
  const tablet = await world.tablet("iris");
  const { page } = tablet;
  const may_clear = "This browser may clear what is on this tablet when space runs short.";
  const nearly_full = "This tablet is nearly full. What you have written is safe.";
  await begin_work(tablet, "iris");
  await open_sending(page);
  assert.equal(await page.evaluate(() => navigator.storage.persisted()), false);
  await shows(page, may_clear);
  assert.equal(await page.getByText(nearly_full).count(), 0);
  const give_room = await tablet.limit_storage(1);
  await page.reload();
  await unlock(page);
  await open_sending(page);
  await shows(page, nearly_full);
  await tablet.accessible("little room");
  await tablet.picture("little-room");
  await give_room();
  await page.reload();
  await unlock(page);
  await open_sending(page);
  await shows(page, may_clear);
  assert.equal(await page.getByText(nearly_full).count(), 0);
  no_trouble(tablet);
});

test("Defect9: where the browser cleared what was kept, that is told, and what the council holds comes back (T5)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const tablet = await world.tablet("iris");

  await step("a new tablet has nothing to tell", async () => {
    await titled(tablet.page, words.sign_in.title);
    assert.equal(await tablet.page.getByText(words.sign_in.cleared.says).count(), 0);
  });

  await step("she has sent her work", async () => {
    await begin_work(tablet, "iris");
    await to_place(tablet.page, () => press(tablet.page, words.child.start));
    await answer(tablet.page, place, "The invented library");
    await saved(tablet.page);
    await follow(tablet.page, words.interview.to_sections);
    await all_held(tablet.page);
  });

  await step("the browser clears its files, and says nothing of it", async () => {
    await tablet.clear_storage();
    await titled(tablet.page, words.sign_in.title);
    await shows(tablet.page, words.sign_in.cleared.says);
    await tablet.accessible("storage cleared");
    await tablet.picture("storage-cleared");
  });

  await step("signed in again, she has what the council holds", async () => {
    const { page } = tablet;
    await sign_in(page, "iris");
    await titled(page, words.passphrase.title);
    await choose_passphrase(page);
    await all_held(page);
    await to_place(page, () => follow(page, words.child.carry_on));
    await holds(page, place, "The invented library");
  });
  no_trouble(tablet);
});

for (const { year, told } of [
  { year: 1970, told: /more than \d+ years slow\. Your work is safe/ },
  { year: 2099, told: /more than \d+ years fast\. Your work is safe/ },
]) {
  test(`Defect14: a clock that says it is ${year} is told, and nothing written by it is lost or in the way (S10)`, async (t) => {
    const world = await World.make(t);
    const step = steps(t, world);
    const tablet = await world.tablet("iris");

    await step("she records and sends by it", async () => {
      const { page } = tablet;
      await titled(page, words.sign_in.title);
      const [worker] = page.workers();
      await worker.evaluate((year) => {
        const right = Date.now;
        const wrong = Date.UTC(year, 0, 2) - right();
        Date.now = () => right() + wrong;
      }, year);
      await begin_work(tablet, "iris");
      await send_now(page);
      await shows(page, told);
      await shows(page, "Set the tablet’s date and time to automatic.");
      await tablet.picture(`clock-${year}`);
      await to_place(page, () => press(page, words.child.start));
      await answer(page, place, "The invented library");
      await saved(page);
      await follow(page, words.interview.to_sections);
      await all_held(page);
    });

    await step("a colleague whose clock is right has it, corrects it, and she has what he wrote", async () => {
      const ivan = await world.tablet("ivan");
      await begin_work(ivan, "ivan");
      await to_place(ivan.page, () => follow(ivan.page, words.child.carry_on));
      await holds(ivan.page, place, "The invented library");
      await answer(ivan.page, place, "The invented museum");
      await saved(ivan.page);
      await follow(ivan.page, words.interview.to_sections);
      await all_held(ivan.page);
      await to_place(tablet.page, () => follow(tablet.page, words.child.carry_on));
      await holds(tablet.page, place, "The invented museum");
      no_trouble(ivan);
    });
    no_trouble(tablet);
  });
}
