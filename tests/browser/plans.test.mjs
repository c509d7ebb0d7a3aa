// An exploitation assessment and a trigger plan made where there is no signal: the score is
// seen while it is ticked, both reach the council, and a supervisor reads and decides.
import assert from "node:assert/strict";
import { test } from "node:test";
import { by_section, fill_section } from "./world_answers.mjs";
import * as story from "./plans_story.mjs";
import {
  all_held, begin_work, follow, no_trouble, open_child, press, shows, shows_exactly, titled,
} from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { words } from "./world_words.mjs";

const child = "Cedar Invented";
const assessment = "Exploitation assessment";
const plan = "Trigger plan";

test("an assessment and a plan made offline are scored, sent, read and authorised", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  const { page } = iris;

  const look = async (name) => {
    await iris.accessible(name);
    await iris.picture(name);
  };
  const sections = () => follow(page, words.interview.to_sections);
  const fill = async (answers, title) => {
    for (const [section, some] of by_section(answers)) {
      await fill_section(page, section, some);
      await sections();
      await titled(page, title);
    }
  };
  /** Of those about the child, below the times away. */
  const begin = async (what) => {
    const shelves = page.locator("section").filter({
      has: page.getByRole("heading", { level: 2, name: words.child.records_about("Cedar"), exact: true }),
    });
    await shelves.getByText(words.child.begin_record, { exact: true }).click();
    await shelves.getByRole("button", { name: what, exact: true }).click();
  };
  const submit = async () => {
    await follow(page, words.interview.check);
    await titled(page, words.check.title);
    await press(page, words.check.submit);
    await titled(page, words.submitted.title);
    await shows_exactly(page, words.submitted.tablet);
    await page.getByRole("link", { name: words.submitted.child(child), exact: true }).click();
    await titled(page, child);
  };

  await step("without a network she makes an assessment, and sees it scored", async () => {
    await begin_work(iris, "iris");
    await iris.go_offline();
    await open_child(page, child);
    await begin("Make an assessment: SERAF, as North Somerset uses it");
    await titled(page, assessment);
    await shows_exactly(page, "Score 0 of 75");
    await fill(story.assessment, assessment);
    await shows_exactly(page, "Category 1");
    await shows(page, "A low score is not a finding that the child is safe");
    assert.equal(await page.getByText("not at risk").count(), 0);
    await look("assessment");
    await fill(story.more_ticks, assessment);
    await shows_exactly(page, "Category 2 (mild)");
    await shows_exactly(page, "Score 6 of 75");
    await fill(story.judgement, assessment);
    await submit();
    await shows(page, "Category 2 (mild), score 6");
    await look("child-with-assessment");
  });

  await step("and the trigger plan", async () => {
    await begin("Make the trigger plan");
    await titled(page, plan);
    await fill(story.trigger_plan, plan);
    await look("trigger-plan");
    await submit();
  });

  await step("with a network again the council holds both", async () => {
    await iris.go_online();
    await all_held(page);
  });

  await step("a supervisor reads the score, agrees what happens next, and authorises", async () => {
    const sam = await world.tablet("sam");
    await begin_work(sam, "sam");
    await follow(sam.page, words.home.any.review(child, assessment));
    await titled(sam.page, words.review.any_title(child, assessment));
    await shows_exactly(sam.page, "Category 2 (mild)");
    await shows(sam.page, story.evidence);
    await sam.page.getByRole("checkbox", { name: "Strategy meeting", exact: true }).check();
    await sam.accessible("review of an assessment");
    await sam.picture("assessment-review");
    await press(sam.page, words.review.authorise);
    await press(sam.page, words.review.authorise_yes);
    await titled(sam.page, words.home.review_title);
    await follow(sam.page, words.home.any.review(child, plan));
    await shows(sam.page, story.trigger_plan["police.actions"]);
    await all_held(sam.page);
    await open_child(page, child);
    await shows(page, "Authorised by Sam Supervisor");
    no_trouble(iris, sam);
  });
});
