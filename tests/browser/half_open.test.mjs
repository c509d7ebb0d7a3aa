// A connection on which nothing comes back and which nobody ends does not hold up the work
// for ever (S9, defect 11 of the records): it is given up at its deadline, the screen says
// so, and what was not answered arrives over the next one. Nobody presses anything.
import { test } from "node:test";
import { answer, reach, saved } from "./world_answers.mjs";
import { all_held, begin_work, follow, no_trouble, open_child, press, titled } from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { words } from "./world_words.mjs";

const place = "before_we_start.place";
const longer_than_the_deadline = { timeout: 90_000 };

test("a half-open connection is given up, and what was sent into it is sent again (S9)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  const { page, line } = iris;
  const state = (text) => page.locator(".hw-strip__state").getByText(text, { exact: true });

  await step("an answer is sent, and nothing comes back", async () => {
    await begin_work(iris, "iris");
    await open_child(page, "Cedar Invented");
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
