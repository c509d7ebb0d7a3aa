// The council's machine is lost, and a new one put back from a backup of before the tablet was
// known there: signing in on it again is enough, and everything it holds arrives (S5, S11).
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, reach, saved } from "./world_answers.mjs";
import {
  all_held, begin_work, follow, no_trouble, open_child, open_sending, press, send_now, sign_in, strip_says, titled,
} from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { words } from "./world_words.mjs";

const child = "Cedar Invented";
const title = "Return home interview";
const place = "before_we_start.place";

test("a council put back on a new machine takes the work of a tablet it does not know", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  const { page } = iris;

  await step("a backup is made, and after it the tablet begins and sends", async () => {
    await world.command("backup", `${world.folder}/kept.db`);
    await begin_work(iris, "iris");
    await open_child(page, child);
    await press(page, words.child.start);
    await titled(page, title);
    await follow(page, "Before we start");
    await reach(page, place);
    await answer(page, place, "The invented library");
    await saved(page);
    await follow(page, words.interview.to_sections);
    await all_held(page);
  });

  await step("the machine is lost; on the new one she signs in again", async () => {
    await world.kill_server();
    await world.lose_database();
    await world.command("restore", `${world.folder}/kept.db`, "--by", "ada");
    await world.start();
    await send_now(page);
    await strip_says(page, words.sync.states.signed_out);
    await page.getByRole("link", { name: words.sync.sign_in, exact: true }).click();
    await sign_in(page, "iris");
    await titled(page, words.home.title);
  });

  await step("what she wrote arrives", async () => {
    await open_sending(page);
    await all_held(page);
    const exported = await world.command("export", "--reader", "sam");
    assert.match(exported, /The invented library/);
  });
  no_trouble(iris);
});
