// What a purge took from a tablet stays on it, locked so that only the council can read it,
// until a backup at the council has it: a council put back to before it came gets it back (S4, S7).
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, reach, saved } from "./world_answers.mjs";
import {
  all_held, begin_work, follow, no_trouble, open_child, open_sending, press, send_now, shows, sign_in, strip_says,
  titled, unlock,
} from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { words } from "./world_words.mjs";

const child = "Cedar Invented";
const place = "before_we_start.place";
const said = "Behind the invented library";
const told = words.sync;
const about = told.set_aside;

const locked_away = (page) => page.getByRole("heading", { name: told.sealed_title, exact: true });
const withdraw = (world) =>
  world.command("allocate", "iris", "--child", "T-1003", "--withdraw", "--by", "ada");

/** Held by the council; answers with the ids that the page knew it by. */
async function write_and_send(page) {
  await open_child(page, child);
  const child_id = id_in(page);
  await press(page, words.child.start);
  await titled(page, "Return home interview");
  const record = id_in(page);
  await follow(page, "Before we start");
  await titled(page, "Before we start");
  await reach(page, place);
  await answer(page, place, said);
  await saved(page);
  await follow(page, words.interview.to_sections);
  await titled(page, "Return home interview");
  await all_held(page);
  return { child: child_id, record };
}

/** Of the exchanges from now on, whatever leaves the tablet: latin1. */
function pushes_of(page) {
  const pushed = [];
  page.context().on("request", (request) => {
    if (request.url().endsWith("/api/sync")) pushed.push(request.postDataBuffer().toString("latin1"));
  });
  return pushed;
}

const id_in = (page) => /[0-9a-f]{32}/.exec(new URL(page.url()).hash)[0];

/** What the worker answers to a call that the page has no button for. */
function ask(page, name, args) {
  const [worker] = page.workers();
  return worker.evaluate(
    ([name, args]) =>
      new Promise((resolve) => {
        const id = -1; // the page counts from 1
        const post = self.postMessage;
        self.postMessage = (message, ...more) => {
          if (message.id !== id) return post.call(self, message, ...more);
          self.postMessage = post;
          resolve(message.answer);
        };
        self.dispatchEvent(new MessageEvent("message", { data: { id, name, args } }));
      }),
    [name, args],
  );
}

/** Neither on the page nor by any call that reads. */
async function no_words_of(page, { child, record }) {
  assert.ok(!(await page.content()).includes(said));
  const calls = [
    ["to_seal", {}],
    ["record", { record }],
    ["review", { interview: record }],
    ["history", { record, key: place }],
    ["child", { child }],
    ["home", {}],
    ["work", {}],
    ["sync_state", {}],
  ];
  for (const [name, args] of calls) {
    const answered = JSON.stringify(await ask(page, name, args));
    for (const hidden of [said, Buffer.from(said).toString("hex")]) {
      assert.ok(!answered.includes(hidden), `${name}: ${answered}`);
    }
  }
}

async function sign_in_again(page) {
  await send_now(page);
  await strip_says(page, told.states.signed_out);
  await page.getByRole("link", { name: told.sign_in, exact: true }).click();
  await sign_in(page, "iris");
  await titled(page, words.home.title);
}

test("what a purge took comes back to a council put back to before it came (P44, S4, S7)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  const { page } = iris;
  const pushed = pushes_of(page);
  let ids;

  await step("after a backup she writes, the council holds it, and the child is taken from her", async () => {
    await begin_work(iris, "iris");
    await world.command("backup", `${world.folder}/before.db`);
    ids = await write_and_send(page);
    assert.ok(pushed.splice(0).some((octets) => octets.includes(said)));
    assert.ok((await world.command("export", "--reader", "ada")).includes(said));
    assert.ok(JSON.stringify(await ask(page, "history", { record: ids.record, key: place })).includes(said));
    await withdraw(world);
    await send_now(page);
  });

  await step("her tablet says what is locked away, and gives none of it back", async () => {
    await locked_away(page).waitFor();
    await all_held(page);
    const { value } = await ask(page, "sync_state", {});
    await shows(page, told.sealed(value.sealed));
    await shows(page, told.sealed_until);
    assert.equal(value.unsent, 0);
    await no_words_of(page, ids);
    assert.deepEqual(await ask(page, "to_seal", {}), { ok: true, value: [] });
    await iris.accessible("locked away");
    await iris.picture("locked-away");
  });

  await step("the council is put back to the backup, and has it again once she signs in", async () => {
    await world.command("restore", `${world.folder}/before.db`, "--by", "ada");
    assert.ok(!(await world.command("export", "--reader", "ada")).includes(said));
    await sign_in_again(page);
    await strip_says(page, "set aside");
    assert.ok(!pushed.join().includes(said), "it leaves the tablet sealed");
    assert.match(await world.command("quarantine", "list", "--by", "ada"), /iris/);
    await open_sending(page);
    await locked_away(page).waitFor();
    await no_words_of(page, ids);
    await iris.accessible("sent again");
    await iris.picture("locked-away-sent-again");
  });

  await step("her supervisor reads it, and admits it into the record", async () => {
    const sam = await world.tablet("sam");
    await begin_work(sam, "sam");
    await open_sending(sam.page);
    await press(sam.page, about.look);
    const lost = sam.page.locator(".hw-notes > li").filter({ hasText: said });
    await lost.getByText(child).waitFor();
    await lost.getByText("Iris Interviewer").waitFor();
    await sam.picture("locked-away-at-the-council");
    assert.ok(!(await world.command("export", "--reader", "ada")).includes(said));
    await lost.getByLabel(about.reason).fill("She was told it before the child moved on.");
    await lost.getByRole("button", { name: about.admit }).click();
    await shows(sam.page, about.done.in);
    assert.ok((await world.command("export", "--reader", "ada")).includes(said));
    no_trouble(sam);
  });

  await step("once another backup has it, nothing is locked away any more", async () => {
    await open_sending(page);
    await locked_away(page).waitFor();
    await world.command("backup", `${world.folder}/after.db`);
    await press(page, told.send_now);
    await locked_away(page).waitFor({ state: "detached" });
    await no_words_of(page, ids);
    assert.match(await world.command("verify"), /^\d+ tablets, \d+ changes, \d+ records\n$/);
  });
  no_trouble(iris);
});

test("a tablet whose battery went flat before it was locked away does so once it is unlocked (S7)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  let ids;

  await step("the battery goes flat after the purge, before the first seal", async () => {
    await begin_work(iris, "iris");
    ids = await write_and_send(iris.page);
    const [worker] = iris.page.workers();
    await worker.evaluate(() => {
      crypto.subtle.generateKey = () => new Promise(() => console.info("sealing"));
    });
    await withdraw(world);
    const sealing = iris.page.waitForEvent("console", (message) => message.text() === "sealing");
    await send_now(iris.page);
    await sealing;
    assert.ok((await ask(iris.page, "to_seal", {})).value.length > 0);
    await iris.go_offline();
    await iris.kill_and_start();
  });

  await step("unlocked where there is no network, it is locked away", async () => {
    const { page } = iris;
    await unlock(page);
    await titled(page, words.home.title);
    await strip_says(page, told.states.offline);
    assert.deepEqual(await ask(page, "to_seal", {}), { ok: true, value: [] });
    await no_words_of(page, ids);
    await open_sending(page);
    await locked_away(page).waitFor();
    await iris.picture("locked-away-offline");
  });
  no_trouble(iris);
});
