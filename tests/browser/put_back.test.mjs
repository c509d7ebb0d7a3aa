// A tablet whose disk is put back from an older image goes on under an origin of its own, and
// neither what it had sent since nor what is written in it afterwards is lost (S11).
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, reach, saved } from "./world_answers.mjs";
import {
  all_held, begin_work, follow, holds, no_trouble, open_child, open_sending, press, press_about, shows, titled, unlock,
} from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { questions, words } from "./world_words.mjs";

const child = "Cedar Invented";
const place = "before_we_start.place";
const narrative = "before_we_start.sharing_words";

async function to_section(page) {
  await open_child(page, child);
  await follow(page, words.child.carry_on);
  await follow(page, "Before we start");
}

async function write(page, key, text) {
  await reach(page, key);
  await answer(page, key, text);
  await saved(page);
}

test("a tablet put back from an image loses nothing of what was written before or after (S11)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const tablet = await world.tablet("iris");
  let image;

  await step("an image is taken of a tablet with work unsent on it", async () => {
    await begin_work(tablet, "iris");
    await open_child(tablet.page, child);
    await press(tablet.page, words.child.start);
    await follow(tablet.page, "Before we start");
    await write(tablet.page, place, "Before the image");
    await follow(tablet.page, words.interview.to_sections);
    await all_held(tablet.page);
    await tablet.session_on_disk();
    await tablet.go_offline();
    await to_section(tablet.page);
    await write(tablet.page, narrative, "Unsent when the image was taken.");
    await follow(tablet.page, words.interview.to_sections);
    image = await tablet.keep_image();
  });

  await step("the tablet goes on, and the council holds what was written since", async () => {
    await unlock(tablet.page);
    await tablet.go_online();
    await titled(tablet.page, words.home.title);
    await all_held(tablet.page);
    await to_section(tablet.page);
    await write(tablet.page, place, "Sent after the image");
    await follow(tablet.page, words.interview.to_sections);
    await all_held(tablet.page);
  });

  await step("put back, it has the older answer, and another one is written without a network", async () => {
    tablet.line.cut();
    await tablet.put_back(image);
    await unlock(tablet.page);
    await to_section(tablet.page);
    await reach(tablet.page, place);
    await holds(tablet.page, place, "Before the image");
    await write(tablet.page, place, "Written after it was put back");
    await follow(tablet.page, words.interview.to_sections);
  });

  await step("with a network it says what happened, and everything is held", async () => {
    tablet.line.join();
    await all_held(tablet.page);
    await open_sending(tablet.page);
    await shows(tablet.page, /This tablet’s database was copied, or put back from a copy\./);
    await tablet.accessible("put back from an image");
    await tablet.picture("put-back");
    const kept = await world.command("export", "--reader", "ada");
    for (const text of ["Sent after the image", "Written after it was put back", "Unsent when the image was taken."]) {
      assert.ok(kept.includes(JSON.stringify(text)), `“${text}” is not at the council`);
    }
    assert.match(await world.command("verify"), /^\d+ tablets, \d+ changes, \d+ records\n$/);
  });

  await step("both answers stand side by side, and nothing else is there twice", async () => {
    await open_child(tablet.page, child);
    await follow(tablet.page, words.child.carry_on);
    await shows(tablet.page, "1 answer to settle");
    await follow(tablet.page, "Before we start");
    await tablet.page.locator(".hw-jump summary").click();
    await tablet.page.locator(".hw-jump").getByRole("link").filter({ hasText: questions.get(place).label }).click();
    await press_about(tablet.page, words.conflict.keep, "Written after it was put back");
    await holds(tablet.page, place, "Written after it was put back");
    await all_held(tablet.page);
    await reach(tablet.page, narrative);
    await holds(tablet.page, narrative, "Unsent when the image was taken.");
  });
  no_trouble(tablet);
});
