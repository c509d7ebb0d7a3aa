// Bad days: each has a message that says what is safe and what to do, and none of them
// loses unsent work (T5, T6; issue 2, "Bad input and bad days").
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, reach, saved } from "./world_answers.mjs";
import {
  all_held, begin_work, children, choose_passphrase, follow, give_credentials, holds, lock, no_trouble,
  open_child, open_home, open_sending, passphrase, password, press, send_now, shows, sign_in, strip_says, titled, unlock,
} from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { words } from "./world_words.mjs";

const child = "Cedar Invented";
const title = "Return home interview";
const place = "before_we_start.place";
const narrative = "before_we_start.sharing_words";

/** Begins the interview and stops at the question. */
async function at_question(page, key) {
  await open_child(page, child);
  await press(page, words.child.start);
  await titled(page, title);
  await to_question(page, key);
}

async function to_question(page, key) {
  await follow(page, "Before we start");
  await titled(page, "Before we start");
  await reach(page, key);
}

async function back_to_question(page, key) {
  await open_child(page, child);
  await follow(page, words.child.carry_on);
  await to_question(page, key);
}

test("a wrong password and a wrong passphrase are told, and the right ones still work", async (t) => {
  const world = await World.make(t);
  const tablet = await world.tablet("iris");
  const { page } = tablet;
  await press(page, words.sign_in.button);
  await shows(page, words.sign_in.enter_password);
  await tablet.accessible("sign in, empty");
  await sign_in(page, "iris", "not the password");
  await shows(page, words.problems.wrong_password.says);
  await tablet.picture("wrong-password");
  await sign_in(page, "iris", password);
  await titled(page, words.passphrase.title);
  await choose_passphrase(page, "short");
  await page.getByRole("link", { name: words.passphrase.short_error }).waitFor();
  await choose_passphrase(page);
  await all_held(page);
  await lock(page);
  await unlock(page, "four other words here");
  await shows(page, words.problems.wrong_passphrase.says);
  await tablet.accessible("wrong passphrase");
  await tablet.picture("wrong-passphrase");
  await unlock(page, passphrase);
  await all_held(page);
  await children(page, 6);
  no_trouble(tablet);
});

test("the line that says where the work is keeps its height, and nothing moves from under a finger", async (t) => {
  const world = await World.make(t);
  const tablet = await world.tablet("iris");
  const { page } = tablet;
  const height = async () => (await page.getByRole("navigation", { name: words.sync.strip_link }).boundingBox()).height;
  for (const size of [{ width: 820, height: 1180 }, { width: 390, height: 844 }]) {
    await page.setViewportSize(size);
    if (size.width === 820) await begin_work(tablet, "iris");
    else await open_home(page);
    const calm = await height();
    await tablet.go_offline();
    await strip_says(page, words.sync.states.offline);
    assert.equal(await height(), calm, `without a network, ${size.width} wide`);
    await (size.width === 820 ? at_question(page, place) : back_to_question(page, place));
    await answer(page, place, `The invented library, ${size.width}`);

    const link = page.getByRole("link", { name: words.interview.to_sections, exact: true });
    await link.hover(); // before the words are saved, numbered and counted
    await page.mouse.down();
    await saved(page);
    await strip_says(page, "1 answer saved on this tablet, not yet sent");
    await page.mouse.up();
    await titled(page, title);
    assert.equal(await height(), calm, `with unsent work, ${size.width} wide`);
    await tablet.go_online();
    await all_held(page);
  }
  no_trouble(tablet);
});

test("Defect8: a session that ended does not stop the work, and signing in sends it (T6)", async (t) => {
  const world = await World.make(t);
  const tablet = await world.tablet("iris");
  const { page } = tablet;
  await begin_work(tablet, "iris");
  await at_question(page, place);
  await tablet.context.clearCookies();
  await answer(page, place, "The invented library");
  await saved(page);
  await follow(page, words.interview.to_sections);
  await strip_says(page, words.sync.states.signed_out);
  await strip_says(page, "saved on this tablet, not yet sent");
  await open_sending(page);
  await tablet.accessible("session ended");
  await tablet.picture("session-ended");
  await follow(page, words.sync.sign_in);
  await titled(page, words.sign_in.again_title);
  await sign_in(page, "iris");
  await titled(page, words.home.title);
  await all_held(page);
  await back_to_question(page, place);
  await holds(page, place, "The invented library");
  no_trouble(tablet);
});

test("Defect14: a clock that is hours wrong is told (S10)", async (t) => {
  const world = await World.make(t);
  const tablet = await world.tablet("iris");
  const { page } = tablet;
  await titled(page, words.sign_in.title);
  const [worker] = page.workers();
  await worker.evaluate(() => {
    const right = Date.now;
    Date.now = () => right() + 5 * 3_600_000;
  });
  await begin_work(tablet, "iris");
  await send_now(page);
  await shows(page, /This tablet’s clock is (5 hours|4 hours 59 minutes) fast\. Your work is safe/);
  await shows(page, "Set the tablet’s date and time to automatic.");
  await tablet.accessible("clock wrong");
  await tablet.picture("clock-wrong");
  await at_question(page, place);
  await answer(page, place, "The invented library");
  await saved(page);
  await follow(page, words.interview.to_sections);
  await all_held(page);
  no_trouble(tablet);
});

/** The browser gives room in large pieces: a lot is typed before it gives no more. */
async function type_until_refused(page, key) {
  const much = "None of this was ever said. ".repeat(300);
  for (let turn = 0; ; turn += 1) {
    const text = `${turn}: ${much}`;
    await page.locator("[data-saving]").evaluate((told) => (told.dataset.saving = "as it was before"));
    await page.locator(`[id="${key}"]`).fill(text);
    await page.locator('[data-saving="saved"], [data-saving="refused"]').waitFor();
    if ((await page.locator('[data-saving="refused"]').count()) > 0) return text;
  }
}

test("Defect9: a full tablet says so, keeps what is on the page, and saves it when there is room (T5)", async (t) => {
  const world = await World.make(t);
  const tablet = await world.tablet("iris");
  const { page } = tablet;
  await begin_work(tablet, "iris");
  await at_question(page, narrative);
  await answer(page, narrative, "Before it was full.");
  await saved(page);
  const give_room = await tablet.limit_storage(1);
  const long = await type_until_refused(page, narrative);
  await shows(page, "This tablet has no space left, so that was not saved.");
  await holds(page, narrative, long);
  await tablet.accessible("storage full");
  await tablet.picture("storage-full");
  await give_room();
  await press(page, words.interview.save_again);
  await saved(page);
  await page.reload();
  await unlock(page);
  await titled(page, "Before we start");
  await holds(page, narrative, long);
  no_trouble(tablet);
});

test("Defect9: where nothing may be stored Homeward says so instead of opening, and loses nothing (T5, T6)", async (t) => {
  const world = await World.make(t);
  const tablet = await world.tablet("iris");
  const step = steps(t, world);

  await step("she has work that is not sent", async () => {
    await begin_work(tablet, "iris");
    tablet.line.drops = "POST /api/sync";
    await at_question(tablet.page, place);
    await answer(tablet.page, place, "The invented library");
    await saved(tablet.page);
  });

  await step("it says what usually helps", async () => {
    await tablet.set_storage("forbidden");
    await titled(tablet.page, words.no_storage.title);
    await shows(tablet.page, words.no_storage.tips[2]);
    await tablet.accessible("no storage");
    await tablet.picture("no-storage");
  });

  await step("allowed again, her work is there and is sent", async () => {
    await tablet.set_storage("allowed");
    tablet.line.drops = null;
    const { page } = tablet;
    await tablet.context.clearCookies();
    await unlock(page);
    await titled(page, words.home.title);
    await back_to_question(page, place);
    await holds(page, place, "The invented library");
    await open_sending(page);
    await follow(page, words.sync.sign_in);
    await sign_in(page, "iris");
    await all_held(page);
  });
  no_trouble(tablet);
});

test("Defect8: locking and another person's day on a shared tablet lose nothing and show nothing (T3, T6)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const tablet = await world.tablet("shared");
  const { page } = tablet;

  await step("Iris locks with work unsent", async () => {
    await begin_work(tablet, "iris");
    await at_question(page, place);
    await tablet.go_offline();
    await answer(page, place, "The invented library");
    await lock(page);
    assert.equal(await page.getByText(child).count(), 0);
    await tablet.go_online();
  });

  await step("Cass signs in on it, and sees her two episodes and nobody else's", async () => {
    await press(page, words.unlock.someone_else);
    await begin_work(tablet, "cass");
    assert.deepEqual((await children(page, 2)).sort(), ["Rowan Example", "Sorrel Sample"]);
    for (const name of ["Rowan Example", "Sorrel Sample"]) {
      await open_child(page, name);
      assert.equal(await page.locator(".hw-card__title").count(), 1, `episodes of ${name}`);
      await open_home(page);
    }
    await lock(page);
  });

  await step("Iris unlocks, her work is there, and after signing in it is sent", async () => {
    await page.getByRole("button", { name: /Iris Interviewer/ }).click();
    await unlock(page);
    await titled(page, words.home.title);
    await strip_says(page, words.sync.states.signed_out);
    await strip_says(page, "saved on this tablet, not yet sent");
    await back_to_question(page, place);
    await holds(page, place, "The invented library");
    await open_sending(page);
    await follow(page, words.sync.sign_in);
    await sign_in(page, "iris");
    await all_held(page);
  });
  no_trouble(tablet);
});

test("a forgotten passphrase loses nothing: an administrator approves a new one (T2)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const tablet = await world.tablet("iris");
  const { page } = tablet;

  await step("she has unsent work and no passphrase", async () => {
    await begin_work(tablet, "iris");
    await at_question(page, place);
    await tablet.go_offline();
    await answer(page, place, "The invented library");
    await lock(page);
    await tablet.go_online();
  });

  await step("she asks, and waits for an administrator", async () => {
    await press(page, words.unlock.forgotten);
    await titled(page, words.forgotten.title);
    await tablet.accessible("forgotten");
    await give_credentials(page, "iris");
    await press(page, words.forgotten.button);
    await titled(page, words.forgotten.waiting_title);
    await tablet.picture("recovery-waiting");
  });

  await step("she is told where her session ends, or her request, while she waits", async () => {
    await page.evaluate(() => fetch("/api/session", { method: "DELETE", headers: { "X-Homeward": "1" } }));
    await titled(page, words.forgotten.signing_in.title);
    await tablet.accessible("signed out while waiting");
    await tablet.picture("recovery-signed-out");
    await give_credentials(page, "iris");
    await press(page, words.forgotten.signing_in.button);
    await titled(page, words.forgotten.waiting_title);
    const [, origin] = /tablet ([0-9a-f]{32})/.exec(await world.command("recovery", "list"));
    await page.evaluate(
      (body) =>
        fetch("/api/recovery", {
          method: "POST",
          headers: { "X-Homeward": "1", "Content-Type": "application/json" },
          body: JSON.stringify(body),
        }),
      { origin, sealed_key: "00", reply_key: "00".repeat(32) },
    );
    await titled(page, words.forgotten.asking_again.title);
    await tablet.accessible("to be asked again");
    await tablet.picture("recovery-asked-again");
    await give_credentials(page, "iris");
    await press(page, words.forgotten.asking_again.button);
    await titled(page, words.forgotten.waiting_title);
    const waiting = await world.command("recovery", "list");
    assert.match(waiting, / iris /);
    await world.command("recovery", "approve", waiting.slice(0, 32), "--by", "ada");
  });

  await step("with a new passphrase everything is there, and is sent", async () => {
    await titled(page, words.passphrase.new_title);
    await tablet.accessible("new passphrase");
    await tablet.picture("recovery-new-passphrase");
    await choose_passphrase(page, "five other invented words here");
    await titled(page, "Before we start");
    await all_held(page);
    await reach(page, place);
    await holds(page, place, "The invented library");
    await lock(page);
    await unlock(page, passphrase);
    await shows(page, words.problems.wrong_passphrase.says);
    await unlock(page, "five other invented words here");
    await all_held(page);
  });
  no_trouble(tablet);
});
