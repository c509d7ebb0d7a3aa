// Who everybody is comes from the council, and is asked for until it is known: words set aside or
// decided are otherwise "a colleague's".
import assert from "node:assert/strict";
import { test } from "node:test";
import { begin_work, no_trouble, open_sending, press } from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { words } from "./world_words.mjs";

test("who everybody is is asked for again where the answer was lost, and once only", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  const { page } = iris;
  const asked = { lost: 0, answered: 0 };
  let met;
  const people = new Promise((resolve) => (met = resolve));
  const send = async () => {
    const exchange = page.context().waitForEvent("requestfinished", (one) => one.url().endsWith("/api/sync"));
    await press(page, words.sync.send_now);
    await exchange;
  };

  await step("the first answer is lost", async () => {
    await page.context().route("**/api/people", (route) => {
      asked.lost += 1;
      return route.abort();
    }, { times: 1 });
    page.context().on("requestfinished", (one) => {
      if (!one.url().endsWith("/api/people")) return;
      asked.answered += 1;
      met();
    });
    await begin_work(iris, "iris");
    assert.equal(asked.lost, 1);
  });

  await step("an exchange after it asks again, and those after that do not", async () => {
    await open_sending(page);
    await send();
    await people;
    await send();
    await send();
    assert.deepEqual(asked, { lost: 1, answered: 1 });
  });
  no_trouble(iris);
});
