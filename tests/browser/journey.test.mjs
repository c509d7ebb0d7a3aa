// The whole way: an interview recorded where there is no signal reaches the council, is
// returned with comments, corrected and authorised, and the safety plan made with it is
// authorised too (issue 2); and the same for a child who wants no interview. axe looks at
// every screen on the way; pictures are in build/screenshots/real.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, by_section, fill_section, reach, saved } from "./world_answers.mjs";
import * as story from "./journey_story.mjs";
import {
  all_held, begin_work, children, choose_passphrase, follow, holds, no_trouble, open_child, open_sending,
  press,
  press_about,
  shows, shows_exactly, sign_in, strip_says, titled, unlock,
} from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { questions, words } from "./world_words.mjs";

const child = "Cedar Invented";
const title = "Return home interview";
const label = (key) => questions.get(key).label;

test("an interview recorded where there is no signal is reviewed and authorised", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  let page = iris.page;
  let interview; // where it is, "#/record/…"

  const look = async (name) => {
    await iris.accessible(name);
    await iris.picture(name);
  };
  const sections = () => follow(page, words.interview.to_sections);
  const fill = async (answers) => {
    for (const [section, some] of by_section(answers)) {
      await fill_section(page, section, some);
      await sections();
      await titled(page, title);
    }
  };

  await step("she signs in, chooses a passphrase and receives her children", async () => {
    await titled(page, words.sign_in.title);
    await look("sign-in");
    await sign_in(page, "iris");
    await titled(page, words.passphrase.title);
    await look("passphrase");
    await choose_passphrase(page);
    await all_held(page);
    const hers = await children(page, 6);
    assert.ok(hers.includes(child));
    await look("home");
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  });

  await step("without a network she begins the interview", async () => {
    await iris.go_offline();
    await open_child(page, child);
    await look("child");
    await press(page, words.child.start);
    await titled(page, title);
    interview = new URL(page.url()).hash;
    await fill(story.before_we_start);
    await fill(story.what_happened);
    await strip_says(page, words.sync.states.offline);
    await look("interview");
  });

  await step("a reload in the middle, still offline, loses nothing", async () => {
    await page.reload();
    await titled(page, words.unlock.title);
    await look("unlock");
    await unlock(page);
    await titled(page, title);
    await page.goto(`${iris.origin}/${interview}/section/what_happened/2`);
    await holds(page, "what_happened.why", story.what_happened["what_happened.why"]);
    await look("section");
  });

  await step("what said \"saved\" is there after the battery went flat", async () => {
    await reach(page, "what_happened.how_often");
    await answer(page, "what_happened.how_often", "Half a sen");
    await saved(page);
    await iris.kill_and_start();
    page = iris.page;
    await unlock(page);
    await titled(page, words.home.title);
    await page.goto(`${iris.origin}/${interview}/section/what_happened/1`);
    await reach(page, "what_happened.how_often");
    await holds(page, "what_happened.how_often", "Half a sen");
    await sections();
    await titled(page, title);
    await fill(story.how_often);
  });

  await step("she makes the safety plan with the child, and submits it", async () => {
    await press(page, words.interview.plan_link);
    await page.getByRole("heading", { level: 1, name: /safety plan/i }).waitFor();
    for (const [section, some] of by_section(story.plan)) {
      await fill_section(page, section, some);
      await follow(page, words.plan.to_parts);
      await page.getByRole("heading", { level: 1, name: /safety plan/i }).waitFor();
    }
    await shows(page, "I go quiet and put my headphones on.");
    await look("safety-plan");
    await follow(page, words.plan.check);
    await press(page, words.check.submit);
    await titled(page, words.submitted.title);
    await page.goto(`${iris.origin}/${interview}`);
    await titled(page, title);
  });

  await step("she finishes, and submits without a network", async () => {
    await fill(story.reasons);
    await fill(story.harm);
    await look("interview-nearly");
    await follow(page, words.interview.check);
    await titled(page, words.check.title);
    await shows(page, words.check.missing_title);
    await look("check-missing");
    await sections();
    await fill(story.rest);
    await follow(page, words.interview.check);
    await titled(page, words.check.title);
    await look("check");
    await press(page, words.check.submit);
    await titled(page, words.submitted.title);
    await shows_exactly(page, words.submitted.tablet);
    await look("submitted-on-tablet");
  });

  await step("with a network again the council holds it", async () => {
    await iris.go_online();
    await shows_exactly(page, words.submitted.council);
    await all_held(page);
    await look("submitted-held");
    await follow(page, words.submitted.home);
    await titled(page, words.home.title);
  });

  await step("the tablet compares what it holds with the council", async () => {
    await open_sending(page);
    await press(page, words.sync.compared.now);
    await page.getByText(/were compared with the council’s copy on/).waitFor();
    await shows(page, words.sync.compared.same);
    await look("compared");
    await follow(page, words.home.title);
    await titled(page, words.home.title);
  });

  const sam = await world.tablet("sam");
  const sees = async (name) => {
    await sam.accessible(name);
    await sam.picture(name);
  };
  const comments = {
    "what_happened.where": "Which friend's house, if Cedar is content to say?",
    "interviewers_view.analysis": "Could you say more about the online contact?",
  };

  await step("a supervisor reads it and returns it with two comments", async () => {
    await begin_work(sam, "sam");
    await shows(sam.page, words.home.review_title);
    await sees("supervisor-home");
    await follow(sam.page, words.home.review(child));
    await titled(sam.page, words.review.title(child));
    await shows(sam.page, story.what_happened["what_happened.where"]);
    await sees("review");
    for (const [key, text] of Object.entries(comments)) {
      await press_about(sam.page, words.review.add_comment, label(key));
      await sam.page.locator(`[id="remark-${key}"]`).fill(text);
    }
    await press(sam.page, words.review.return);
    await titled(sam.page, words.home.review_title);
    await shows(sam.page, words.review.returned("Iris Interviewer", `${child}, ${title.toLowerCase()}`));
    await sees("returned-told");
    await all_held(sam.page);
  });

  await step("he reads the safety plan and authorises it", async () => {
    await follow(sam.page, words.home.plan.review(child));
    await titled(sam.page, words.review.plan_title(child));
    await shows(sam.page, "I go quiet and put my headphones on.");
    await sees("review-plan");
    await press(sam.page, words.review.authorise);
    await shows(sam.page, words.review.authorise_sure_plan);
    await press(sam.page, words.review.authorise_yes);
    await titled(sam.page, words.home.review_title);
    await all_held(sam.page);
  });

  const corrected = "Madeup Park, then Fern's house in Inventham.";

  await step("she is told, sees the comments, corrects one answer and submits again", async () => {
    await follow(page, words.home.correct(child));
    await shows(page, words.interview.comments_title);
    for (const text of Object.values(comments)) await shows(page, text);
    await look("returned");
    await follow(page, label("what_happened.where"));
    await shows(page, comments["what_happened.where"]);
    await answer(page, "what_happened.where", corrected);
    await saved(page);
    await sections();
    await follow(page, words.interview.check);
    for (const text of Object.values(comments)) await shows(page, text);
    await look("check-returned");
    await press(page, words.check.submit);
    await shows_exactly(page, words.submitted.council);
    await all_held(page);
    await iris.go_offline();
  });

  await step("he sees what changed side by side, and authorises it", async () => {
    await shows(sam.page, words.home.changed(1));
    await follow(sam.page, words.home.review(child));
    const asked = sam.page.locator("section").filter({
      has: sam.page.getByRole("heading", { name: words.review.asked_title, exact: true }),
    });
    await asked.getByText("Returned by Sam Supervisor on").waitFor();
    const [where, analysis] = await asked.getByRole("listitem").allInnerTexts();
    assert.ok(where.includes(comments["what_happened.where"]) && where.includes(words.review.changed_since));
    assert.ok(analysis.includes(comments["interviewers_view.analysis"]) && analysis.includes(words.review.unchanged_since));
    await sees("review-again");
    await sam.page.getByLabel(words.review.only_changed).check();
    await shows(sam.page, words.review.was);
    await shows(sam.page, story.what_happened["what_happened.where"]);
    await shows(sam.page, corrected);
    await sam.page.getByText(label("what_happened.why")).waitFor({ state: "detached" });
    await sees("review-changed");
    await press(sam.page, words.review.authorise);
    await shows(sam.page, words.review.authorise_sure_says);
    await sees("review-authorise");
    await press(sam.page, words.review.authorise_yes);
    await titled(sam.page, words.home.review_title);
    await all_held(sam.page);
  });

  const late = "A family meeting about evenings, and a second talk in a week.";

  await step("what she added before she knew stands beside it as an addendum", async () => {
    await page.goto(`${iris.origin}/${interview}/section/interviewers_view/1`);
    await reach(page, "interviewers_view.recommendations");
    await answer(page, "interviewers_view.recommendations", late);
    await saved(page);
    await sections();
    await iris.go_online();
    await shows(page, "Authorised by Sam Supervisor");
    await shows(page, words.interview.addendum(1));
    await all_held(page);
    await look("authorised-with-addendum");

    await open_child(sam.page, child);
    await follow(sam.page, words.child.read);
    await shows(sam.page, words.interview.addendum(1));
    await shows(sam.page, "Authorised by Sam Supervisor");
    await sam.page.goto(`${sam.origin}/${interview.replace("/record/", "/review/")}`);
    await shows(sam.page, words.review.addendum);
    await shows(sam.page, story.rest["interviewers_view.recommendations"]);
    await sees("review-addendum");
  });

  no_trouble(iris, sam);
});

test("a child who wants no interview is recorded as such, with the parents' part", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  const { page } = iris;

  await step("she records that the child declined", async () => {
    await begin_work(iris, "iris");
    await open_child(page, child);
    await press(page, words.child.start);
    await titled(page, title);
    await follow(page, words.interview.declined_link);
    await iris.accessible("declined");
    await iris.picture("declined");
    await press(page, words.interview.declined_button);
    await titled(page, "Before we start");
    await follow(page, words.interview.to_sections);
    await shows(page, words.interview.declined_now);
    assert.equal(await page.getByRole("link", { name: "What happened", exact: true }).count(), 0);
  });

  await step("the parents' part is completed and all of it is submitted", async () => {
    for (const [section, some] of by_section(story.declined)) {
      await fill_section(page, section, some);
      await follow(page, words.interview.to_sections);
      await titled(page, title);
    }
    await iris.picture("declined-interview");
    await follow(page, words.interview.check);
    await press(page, words.check.submit);
    await shows_exactly(page, words.submitted.council);
  });

  await step("the supervisor reads it as declined", async () => {
    const sam = await world.tablet("sam");
    await begin_work(sam, "sam");
    await follow(sam.page, words.home.review(child));
    await shows(sam.page, story.declined["before_we_start.declined_reason"]);
    await shows(sam.page, story.declined["parents_or_carers.account"]);
    no_trouble(iris, sam);
  });
});
