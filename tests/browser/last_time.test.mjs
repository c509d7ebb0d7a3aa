// A repeat interview starts from the last one, where there is no signal: what was said then
// is asked about as still true, changed or no longer, is not asked again, and a supervisor
// reads both side by side (issue 3, 9). Birch has an authorised interview in the demonstration.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as story from "./journey_story.mjs";
import { by_section, fill_section, saved } from "./world_answers.mjs";
import {
  all_held, begin_work, follow, no_trouble, open_child, press, shows, shows_exactly, titled,
} from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { questions, words } from "./world_words.mjs";

const child = "Birch Sample";
const interview = "Return home interview";
const since = questions.get("since_last_time.things").section;
const told = words.last_time;
const lift = "A lift home when I ring. Invented.";

const without = (answers, ...keys) =>
  Object.fromEntries(Object.entries(answers).filter(([key]) => !keys.includes(key)));

test("a repeat interview starts from the last one and asks nothing of it again", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  const { page } = iris;
  const look = async (tablet, name) => {
    await tablet.accessible(name);
    await tablet.picture(name);
  };
  const thing = (name) => page.locator(".hw-thing").filter({ hasText: name });
  const say = async (name, answer) => {
    await thing(name).getByRole("radio", { name: answer, exact: true }).check();
    await saved(page);
  };
  const sections = async () => {
    await follow(page, words.interview.to_sections);
    await titled(page, interview);
  };
  const fill = async (answers) => {
    for (const [section, some] of by_section(answers)) {
      await fill_section(page, section, some);
      await sections();
    }
  };

  await step("without a network it tells what was said last time, by whom and when", async () => {
    await begin_work(iris, "iris");
    await iris.go_offline();
    await open_child(page, child);
    await page.getByRole("button", { name: words.child.start }).click(); // of the newest time away
    await titled(page, interview);
    await follow(page, since);
    await titled(page, since);
    await shows_exactly(page, "It is loud at home.");
    const from = thing("Feeling alone").locator(".govuk-hint");
    assert.match(await from.innerText(), /^The child said it · .+, written by Iris Interviewer$/);
    assert.equal(await page.getByRole("radio", { checked: true }).count(), 0);
    await look(iris, "since-last-time");
  });

  await step("she says of each what is still so", async () => {
    await say("Arguments or trouble in the family", "Still true");
    await say("Feeling alone", "No longer");
    await say("Feeling free", "Still true");
    await say("Yes", "No longer");
    await say("Somewhere quiet after tea", "Changed");
    await thing("Somewhere quiet after tea").getByLabel("What has changed?").fill(lift);
    await saved(page);
    await look(iris, "since-last-time-said");
  });

  await step("and is not asked it again, but may write it anew", async () => {
    await sections();
    await follow(page, questions.get("push_and_pull.push").section);
    await shows(page, told.stands);
    assert.equal(await page.getByRole("checkbox").count(), 0);
    await look(iris, "as-last-time");
    await page.getByRole("button", { name: told.anew }).click();
    await page.getByRole("checkbox", { name: "Feeling alone", exact: true }).waitFor();
    await sections();
  });

  await step("the rest is asked of this time, and it is submitted", async () => {
    await fill(story.before_we_start);
    await fill({ ...story.what_happened, ...story.how_often });
    await fill(
      without(
        story.harm,
        "harm_and_risk.online_contact",
      ),
    );
    await fill(without(story.rest, "what_needs_to_change.what_would_stop_it"));
    await follow(page, words.interview.check);
    await titled(page, words.check.title);
    await shows(page, `– changed: ${lift}`);
    await look(iris, "check-again");
    await press(page, words.check.submit);
    await titled(page, words.submitted.title);
  });

  await step("a supervisor reads then and now side by side, and the export holds both", async () => {
    await iris.go_online();
    await all_held(page);
    const sam = await world.tablet("sam");
    await begin_work(sam, "sam");
    await follow(sam.page, words.home.review(child));
    await titled(sam.page, words.review.title(child));
    const pair = sam.page.locator(".hw-beside").filter({ hasText: lift });
    await pair.locator(".hw-beside__was").getByText("Somewhere quiet after tea").waitFor();
    await sam.page.locator(".hw-beside__now").getByText("No longer", { exact: true }).first().waitFor();
    await look(sam, "review-again");
    const lines = (await world.command("export", "--child", "T-1002", "--reader", "ada")).trim().split("\n");
    const fields = lines.flatMap((line) => JSON.parse(line).versions);
    const values = (ending) => fields.filter(({ field }) => field.endsWith(ending)).map(({ value }) => value);
    assert.ok(values("/words").includes(lift));
    assert.ok(values("/about").includes("push_and_pull.push/loneliness"));
    assert.deepEqual(values("/still").sort(), ["changed", "no_longer", "no_longer", "still_true", "still_true"]);
    no_trouble(iris, sam);
  });
});
