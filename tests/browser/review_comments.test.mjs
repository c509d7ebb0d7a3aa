// A supervisor's comments are on their tablet as soon as they are typed, through whatever
// happens to the page, and nobody else's before the decision (T1, M7).
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, reach, saved } from "./world_answers.mjs";
import {
  all_held, begin_work, follow, holds, lock, no_trouble, open_child, open_home, press, press_about, shows,
  shows_exactly, strip_says, titled, unlock,
} from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { questions, words } from "./world_words.mjs";

const child = "Hazel Example";
const told = words.review;
const label = (key) => questions.get(key).label;
const where = "what_happened.where";
const analysis = "interviewers_view.analysis";
const comments = { [where]: "Which friend, if Hazel is content to say?", [analysis]: "Say more of the evening." };
const reason = "Nearly there. Two things.";

async function open_review(page) {
  await open_home(page);
  await follow(page, words.home.review(child));
  await titled(page, told.title(child));
}

async function comments_stand(page) {
  await titled(page, told.title(child));
  for (const [key, text] of Object.entries(comments)) await holds(page, `remark-${key}`, text);
  await holds(page, "reason", reason);
}

test("a supervisor's comments survive the page, the browser and the tab, and go only with the decision", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const sam = await world.tablet("sam");
  const iris = await world.tablet("iris");
  let page = sam.page;

  await step("they are saved as they are typed, and that is said", async () => {
    await begin_work(sam, "sam");
    await open_review(page);
    for (const [key, text] of Object.entries(comments)) {
      await press_about(page, told.add_comment, label(key));
      await page.locator(`[id="remark-${key}"]`).fill(text);
    }
    await page.locator("#reason").fill(reason);
    await saved(page);
    await strip_says(page, "3 comments on this tablet only, until you decide");
    await sam.accessible("comments");
    await sam.picture("review-comments");
  });

  await step("a reload loses none", async () => {
    await page.reload();
    await unlock(page);
    await comments_stand(page);
  });

  await step("nor does locking, and the list of what waits says that they are begun", async () => {
    await lock(page);
    await unlock(page);
    await comments_stand(page);
    await open_home(page);
    await shows(page, words.home.comments_begun(3));
  });

  await step("nor does a flat battery", async () => {
    await sam.kill_and_start();
    page = sam.page;
    await unlock(page);
    await titled(page, words.home.title);
    await open_review(page);
    await comments_stand(page);
  });

  await step("nor does another tab that takes over", async () => {
    const path = new URL(page.url()).hash.slice(1);
    await page.locator(`[id="remark-${where}"]`).fill(`${comments[where]} `);
    const second = await sam.open(path);
    await titled(second, words.another_tab.title);
    await press(second, words.another_tab.button);
    await unlock(second);
    await second.locator(`[id="remark-${where}"]`).waitFor();
    await page.close();
    page = second;
    await page.locator(`[id="remark-${where}"]`).fill(comments[where]);
    await saved(page);
    await comments_stand(page);
  });

  await step("the interviewer sees none of them, and submits again meanwhile", async () => {
    await begin_work(iris, "iris");
    await open_child(iris.page, child);
    await follow(iris.page, words.child.read);
    await follow(iris.page, "Interviewer’s view");
    await reach(iris.page, analysis);
    assert.equal(await iris.page.getByText(comments[analysis]).count(), 0);
    await answer(iris.page, analysis, "Added before she knew. This text is invented.");
    await saved(iris.page);
    await follow(iris.page, words.interview.to_sections);
    await follow(iris.page, words.interview.check);
    await press(iris.page, words.check.submit);
    await shows_exactly(iris.page, words.submitted.council);
  });

  await step("he is told, and his comments are still there", async () => {
    await shows(page, told.begun_earlier_title);
    await shows(page, "Added before she knew.");
    await comments_stand(page);
    await sam.accessible("comments begun on an earlier version");
    await sam.picture("review-comments-submitted-again");
  });

  await step("with the decision they reach the interviewer, and are typed no more", async () => {
    await press(page, told.return);
    await titled(page, words.home.review_title);
    await all_held(page);
    await open_child(iris.page, child);
    await follow(iris.page, words.child.correct);
    for (const text of [...Object.values(comments), reason]) await shows(iris.page, text);
    await open_child(page, child);
    await follow(page, words.child.correct);
    await titled(page, "Return home interview");
    assert.equal(await page.getByText("on this tablet only").count(), 0);
  });
  no_trouble(sam, iris);
});
