// What is on a tablet and cannot be opened is never written over (T6).
import assert from "node:assert/strict";
import test from "node:test";
import { answer, reach, saved } from "./world_answers.mjs";
import {
  all_held, begin_work, children, choose_passphrase, follow, holds, lock, no_trouble, open_child, open_home, open_sending, press,
  shows, sign_in, strip_says, titled, unlock,
} from "./world_person.mjs";
import { World, steps } from "./world.mjs";
import { words } from "./world_words.mjs";

const child = "Cedar Invented";
const place = "before_we_start.place";
const told = words.unlock;

async function to_place(page, button_or_link) {
  await open_child(page, child);
  await button_or_link();
  await follow(page, "Before we start");
  await titled(page, "Before we start");
  await reach(page, place);
}

/** Replaces the slots of the one person on this tablet; what they were, and the database's octets. */
const put_slots = (page, text) =>
  page.evaluate(async (text) => {
    const people = await (await navigator.storage.getDirectory()).getDirectoryHandle("people");
    const users = [];
    for await (const name of people.keys()) if (name.length === 32) users.push(name);
    const folder = await people.getDirectoryHandle(users[0]);
    const read = async (name) => (await folder.getFileHandle(name)).getFile();
    const before = await (await read("slots.json")).text();
    const file = await (await folder.getFileHandle("slots.json")).createWritable();
    await file.write(text);
    await file.close();
    const sizes = [await read("homeward.db"), await read("homeward.db-wal")].map(({ size }) => size);
    return { users: users.length, before, octets: sizes[0] + sizes[1] };
  }, text);

test("slots that cannot be read are told, and signing in again deletes nothing (T2, T6)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const tablet = await world.tablet("damaged");
  const { page } = tablet;
  let damaged = null;

  await step("Iris locks with work unsent, and her slots are then of a newer version", async () => {
    await begin_work(tablet, "iris");
    await to_place(page, () => press(page, words.child.start));
    await tablet.go_offline();
    await answer(page, place, "The invented library");
    await saved(page);
    await lock(page);
    await tablet.go_online();
    damaged = await put_slots(page, '{"format":2}');
    assert.equal(damaged.users, 1);
    assert.ok(damaged.octets > 0);
  });

  await step("she is told that it cannot be opened", async () => {
    await page.reload();
    await shows(page, told.unreadable.name);
    await shows(page, told.unreadable.organisation);
    await unlock(page);
    await shows(page, told.cannot_be_read.says);
  });

  await step("signing in makes no new database over the old one", async () => {
    await press(page, told.someone_else);
    await sign_in(page, "iris");
    await shows(page, told.unreadable.organisation);
    assert.equal(await page.getByRole("heading", { name: words.passphrase.title }).count(), 0);
    assert.deepEqual(await put_slots(page, damaged.before), {
      ...damaged,
      before: '{"format":2}',
    });
  });

  await step("with her slots back, all of it is there and is sent", async () => {
    await page.reload();
    await unlock(page);
    await to_place(page, () => follow(page, words.child.carry_on));
    await holds(page, place, "The invented library");
    await all_held(page);
  });
  no_trouble(tablet);
});

test("a database that was never registered is not filled from another person’s session (T3)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const tablet = await world.tablet("shared");
  const { page } = tablet;

  await step("Iris loses her signal before she has chosen a passphrase", async () => {
    await sign_in(page, "iris");
    await titled(page, words.passphrase.title);
    await tablet.go_offline();
    await choose_passphrase(page);
    await titled(page, words.home.title);
    await lock(page);
    await tablet.go_online();
  });

  await step("Cass has her day on the same tablet", async () => {
    await press(page, told.someone_else);
    await begin_work(tablet, "cass");
    await lock(page);
  });

  await step("Iris unlocks: she is asked to sign in, and none of Cass's children are there", async () => {
    await page.getByRole("button", { name: /Iris Interviewer/ }).click();
    await unlock(page);
    await titled(page, words.home.title);
    await strip_says(page, words.sync.states.signed_out);
    assert.deepEqual(await children(page, 0), []);
  });

  await step("signed in, she receives her own", async () => {
    await page.getByRole("navigation", { name: words.sync.strip_link }).getByRole("link").click();
    await follow(page, words.sync.sign_in);
    await sign_in(page, "iris");
    await all_held(page);
    await open_home(page);
    await children(page, 6);
  });
  no_trouble(tablet);
});

/** The person's database of a locked tablet: its octets, with one of `page` turned where that is given. */
const turn_octet = (page, at) =>
  page.evaluate(async (at) => {
    const people = await (await navigator.storage.getDirectory()).getDirectoryHandle("people");
    for await (const [name, folder] of people) {
      if (name.length !== 32) continue;
      const handle = await folder.getFileHandle("homeward.db");
      const octets = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      if (at >= octets.length) return octets.length;
      octets[at] ^= 1;
      const file = await handle.createWritable();
      await file.write(octets);
      await file.close();
      return octets.length;
    }
    throw new Error("nobody has a database here");
  }, at);

test("what is unsent in a damaged database is carried off in a file (S7, T6)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const tablet = await world.tablet("damaged-inside");
  const { page } = tablet;
  const page_octets = 4096;
  let file = null;

  await step("Iris writes where there is no signal, and locks", async () => {
    await begin_work(tablet, "iris");
    await to_place(page, () => press(page, words.child.start));
    await all_held(page);
    await tablet.go_offline();
    await answer(page, place, "The invented library");
    await saved(page);
    await lock(page);
  });

  await step("one octet of what the council holds anyway has turned: it does not open", async () => {
    // Pages from the first table on; those that the unsent words stand on are turned back.
    const length = await turn_octet(page, Number.MAX_SAFE_INTEGER);
    for (let at = 2.5 * page_octets; at < length && file === null; at += page_octets) {
      await turn_octet(page, at);
      await unlock(page);
      const damaged = page.getByRole("button", { name: told.damaged.save });
      const opened = page.getByRole("heading", { name: words.home.title, level: 1 });
      await damaged.or(opened).waitFor();
      if (await opened.isVisible()) {
        await lock(page);
      } else {
        const saving = page.waitForEvent("download", { timeout: 5_000 }).catch(() => null);
        await damaged.click();
        file = await (await saving)?.path();
        if (file) break;
        file = null;
        await shows(page, told.damaged.unreadable.says);
        await page.reload();
      }
      await turn_octet(page, at);
    }
    assert.ok(file, "no page could be turned without the unsent words");
    await tablet.picture("damaged-carried-off");
  });

  await step("another tablet brings the file, and the words are in the record", async () => {
    const ivan = await world.tablet("brings");
    await begin_work(ivan, "ivan");
    await open_sending(ivan.page);
    await ivan.page.getByLabel(words.sync.rescue.file).setInputFiles(file);
    await press(ivan.page, words.sync.rescue.bring);
    await ivan.page.getByText(/^The council has taken \d+ change/).waitFor();
    assert.ok((await world.command("export", "--reader", "ada")).includes("The invented library"));
    no_trouble(ivan);
  });
  no_trouble(tablet);
});
