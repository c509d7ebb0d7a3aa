// A connection on which nothing comes back and which nobody ends does not hold up the work
// for ever (S9, defect 11 of the records): it is given up at its deadline, the screen says
// so, and what was not answered arrives over the next one. One that only listens is found
// out as well, though on it nothing was ever asked. Nobody presses anything.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, reach, saved } from "./world_answers.mjs";
import { all_held, begin_work, follow, no_trouble, open_child, press, strip_says, titled } from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { words } from "./world_words.mjs";

const child = "Cedar Invented";
const place = "before_we_start.place";
const longer_than_the_deadline = { timeout: 90_000 };
const longer_than_the_silence = { timeout: 180_000 }; // of pwa/src/worker/notices.ts

test("Defect11: a half-open connection is given up, and what was sent into it is sent again (S9)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  const { page, line } = iris;
  const state = (text) => page.locator(".hw-strip__state").getByText(text, { exact: true });

  await step("an answer is sent, and nothing comes back", async () => {
    await begin_work(iris, "iris");
    await open_child(page, child);
    await press(page, words.child.start);
    await titled(page, "Return home interview");
    await all_held(page);
    line.answers_lost = true;
    const pushed = line.asking("POST /api/sync");
    await follow(page, "Before we start");
    await reach(page, place);
    await answer(page, place, "Written into silence");
    await saved(page);
    await follow(page, words.interview.to_sections);
    await pushed;
    await state(words.sync.states.sending).waitFor();
  });

  await step("the tablet gives the connection up and says so", async () => {
    await state(words.sync.states.offline).waitFor(longer_than_the_deadline);
  });

  await step("by itself it sends again, and the council holds the answer", async () => {
    line.answers_lost = false;
    await state(words.sync.states.idle).waitFor(longer_than_the_deadline);
    await all_held(page);
    no_trouble(iris);
  });
});

/** Signed in at a child's page, and told by a connection that nothing comes through any more. */
async function listen_in_vain(tablet, username) {
  const listening = tablet.line.asking("GET /api/notices").then(() => tablet.line.asking("POST /api/sync"));
  await begin_work(tablet, username);
  await open_child(tablet.page, child);
  await listening;
  await all_held(tablet.page);
  tablet.line.half_open("GET /api/notices");
}

test("Defect11: a half-open connection for notices is given up for another, and what was new is shown", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  const sam = await world.tablet("sam");
  let asked_before = 0;

  await step("the supervisor listens, on a connection that nothing comes through any more", async () => {
    await begin_work(iris, "iris");
    await listen_in_vain(sam, "sam");
    asked_before = sam.line.asked.length;
  });

  await step("what is written meanwhile is shown after another connection was made", async () => {
    await open_child(iris.page, child);
    await press(iris.page, words.child.start);
    await titled(iris.page, "Return home interview");
    await all_held(iris.page);
    await sam.page.getByRole("link", { name: words.child.carry_on }).waitFor(longer_than_the_silence);
    const asked = sam.line.asked.slice(asked_before).filter((one) => one.includes("/api/"));
    assert.deepEqual(asked.slice(0, 2), ["GET /api/notices", "POST /api/sync"]);
  });
  no_trouble(iris, sam);
});

test("Defect11: where the browser has a network again, the page listens on another connection", async (t) => {
  const world = await World.make(t);
  const sam = await world.tablet("sam");
  await listen_in_vain(sam, "sam");
  const anew = sam.line.asking("GET /api/notices");
  await sam.context.setOffline(true);
  await strip_says(sam.page, words.sync.states.offline);
  await sam.forget_timers(); // nothing else makes another
  await sam.context.setOffline(false);
  await anew;
  await all_held(sam.page);
  no_trouble(sam);
});
