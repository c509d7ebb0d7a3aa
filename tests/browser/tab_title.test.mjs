// The browser keeps the titles of the pages it showed, in clear and for whoever takes the tablet
// next: no child is named in one (T2, T3).
import assert from "node:assert/strict";
import { test } from "node:test";
import { begin_work, follow, no_trouble, open_child, press } from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { words } from "./world_words.mjs";

const child = "Cedar Invented";

test("no title of a page names a child", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const tablet = await world.tablet("iris");
  const { page } = tablet;
  const titles = new Set();
  const note = async () => titles.add(await page.title());
  await begin_work(tablet, "iris");

  await step("she opens a child, an interview, and the page for one who does not want it", async () => {
    await open_child(page, child);
    assert.equal(await page.title(), words.common.page_title(words.child.tab));
    await note();
    await press(page, words.child.start);
    await page.getByRole("heading", { level: 1, name: "Return home interview" }).waitFor();
    assert.equal(await page.title(), words.common.page_title("Return home interview"));
    await note();
    await follow(page, words.interview.declined_link);
    await page.getByRole("heading", { level: 1, name: /does not want an interview/ }).waitFor();
    assert.equal(await page.title(), words.common.page_title(words.interview.declined_tab));
    await note();
  });

  await step("none of the titles says who it is about", async () => {
    assert.ok(titles.size >= 3);
    for (const title of titles) assert.doesNotMatch(title, /Cedar|Invented/);
  });
  no_trouble(tablet);
});
