// A supervisor's screens, in their examples: what was asked for at an earlier return, the way
// to the decision, what is wrong with it for as long as it is, and that it was made.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { open_example, open_examples, sizes } from "./examples.mjs";
import { words } from "./world_words.mjs";

const told = words.review;
const [tablet, phone] = sizes;

let examples;
before(async () => {
  examples = await open_examples();
});
after(() => examples.close());

/** One example, at one size, for as long as the test lasts. */
async function shown(t, name, { width, height } = tablet) {
  const context = await examples.browser.newContext({ viewport: { width, height }, reducedMotion: "reduce" });
  t.after(() => context.close());
  const page = await context.newPage();
  await open_example(page, examples.address, name);
  return page;
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name, exact: true });
const title = (page, name) => page.getByRole("heading", { level: 1, name, exact: true });
const is_in_view = (locator) =>
  locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight && element === document.activeElement;
  });

describe("an interview that was submitted again", () => {
  test("says who returned it and when, the reason, each comment, and whether its answer changed", async (t) => {
    const page = await shown(t, "review/corrected");
    const asked = page.locator("section").filter({ has: page.getByRole("heading", { name: told.asked_title }) });
    await asked.getByText("Returned by T. Hollowell on Tuesday 31 March, 10:12", { exact: true }).waitFor();
    await asked.getByText("Careful work. Two things to add.", { exact: true }).waitFor();
    const [first, second] = await asked.getByRole("listitem").allInnerTexts(); // in the form's order
    for (const part of ["How did you get around?", "Which bus?", told.changed_since]) assert.ok(first.includes(part), part);
    for (const part of ["Say a little more about the evenings", told.unchanged_since]) assert.ok(second.includes(part), part);
    await asked.getByText(told.changed_too(1), { exact: true }).waitFor();
    await link(asked, "Who were you with?").click();
    const list = page.locator('[id="read-what_happened.who_with"]');
    await list.getByText(told.removed_rows, { exact: true }).waitFor();
    await list.getByText("Someone called Jay (invented) · 17", { exact: true }).waitFor();
  });

  test("leads from each comment to its answer", async (t) => {
    const page = await shown(t, "review/corrected", phone);
    await link(page, "How did you get around?").click();
    const there = page.locator('[id="read-what_happened.travel"]');
    assert.ok(await there.evaluate((element) => element === document.activeElement));
    await there.getByText("Dee paid.").waitFor();
  });

  test("can be narrowed to what was commented on or changed", async (t) => {
    const page = await shown(t, "review/corrected");
    await page.getByLabel(told.only_changed).check();
    assert.deepEqual(await page.locator(".hw-read h3").allInnerTexts(), [
      "Who were you with?",
      "How did you get around?",
      "Is anything making it hard to be at home or where you live? – Tell me about that",
    ]);
  });

  test("that was never returned says nothing of a return", async (t) => {
    const page = await shown(t, "review/first_time");
    assert.equal(await page.getByText(told.asked_title).count(), 0);
    assert.equal(await page.getByText(told.changed_count(0)).count(), 0);
  });
});

describe("whoever corrects an interview", () => {
  const reason = "Careful work. Two things to add.";

  test("has the reason and the comments on the page where they answer", async (t) => {
    const page = await shown(t, "interview/comment");
    await page.getByText(reason, { exact: true }).waitFor();
    await page.getByText(words.interview.other_comments(1), { exact: true }).click();
    await page.getByText("Say a little more about the evenings, if Rowan is content to.").waitFor();
    assert.equal(await page.getByText("Which bus? Police could ask for the cameras.").count(), 1);
  });

  test("has them where they submit it", async (t) => {
    const page = await shown(t, "interview/check_returned");
    await page.getByText(reason, { exact: true }).waitFor();
    await page.getByText("Which bus? Police could ask for the cameras.").waitFor();
    await button(page, words.check.submit).waitFor();
  });
});

describe("whoever only reads an interview that was returned", () => {
  test("has who returned it, the reason and the comments where they read it through", async (t) => {
    const page = await shown(t, "interview/read_through_returned");
    await title(page, words.interview.read_through).waitFor();
    const returned = page.locator("section").filter({
      has: page.getByRole("heading", { name: words.interview.comments_title, exact: true }),
    });
    await returned.getByText("Returned by T. Hollowell on Tuesday 31 March, 10:12", { exact: true }).waitFor();
    await returned.getByText("Careful work. Two things to add.", { exact: true }).waitFor();
    await returned.getByText("Which bus? Police could ask for the cameras.", { exact: true }).waitFor();
  });
});

describe("a decision", () => {
  test("has a link at the top of the page, with what goes with it", async (t) => {
    const page = await shown(t, "review/begun_earlier", phone);
    await page.locator(".govuk-inset-text").getByText(told.comments_count(2)).waitFor();
    await link(page, told.to_decision).click();
    assert.ok(await is_in_view(page.getByRole("heading", { level: 2, name: told.decide, exact: true })));
  });

  test("to return is told on the list of what waits, with whom it goes to", async (t) => {
    const page = await shown(t, "review/first_time");
    await page.locator("#reason").fill("One more thing.");
    await button(page, told.return).click();
    await title(page, words.home.review_title).waitFor();
    const done = page.getByRole("alert");
    await done.getByText(told.returned("Priya Sandhurst", "Rowan Fernhollow, return home interview")).waitFor();
    await done.getByText(told.returned_next, { exact: true }).waitFor();
    assert.ok(await is_in_view(done));
    await page.getByText(words.reviews.waiting(5), { exact: true }).waitFor();
    await link(page, words.home.review("Wren Thistledown")).waitFor();
  });

  test("to authorise is told there too, and no longer once the list was left", async (t) => {
    const page = await shown(t, "review/first_time");
    await button(page, told.authorise).click();
    await button(page, told.authorise_yes).click();
    await title(page, words.home.review_title).waitFor();
    await page.getByRole("alert").getByText(told.authorised("Rowan Fernhollow, return home interview")).waitFor();
    await link(page, words.home.review("Wren Thistledown")).click();
    await title(page, told.title("Rowan Fernhollow")).waitFor();
    await link(page, words.home.review_title).click();
    await title(page, words.home.review_title).waitFor();
    assert.equal(await page.getByRole("alert").count(), 0);
  });
});

describe("what is wrong with a decision", () => {
  const wrong = (page) => page.getByText(told.return_needs);
  const attempt = async (t) => {
    const page = await shown(t, "review/first_time");
    await button(page, told.return).click();
    await link(page, told.return_needs).waitFor();
    return page;
  };

  test("goes as soon as it is put right, and comes back only with another attempt", async (t) => {
    const page = await attempt(t);
    await page.locator("#reason").fill("One more thing.");
    await wrong(page).first().waitFor({ state: "detached" });
    await page.locator("#reason").fill("");
    await page.locator('[data-saving="saved"]').waitFor();
    assert.equal(await wrong(page).count(), 0);
    await button(page, told.return).click();
    await link(page, told.return_needs).waitFor();
  });

  test("goes where a comment puts it right", async (t) => {
    const page = await attempt(t);
    await page.locator('[id="read-what_happened.travel"]').getByRole("button", { name: told.add_comment }).click();
    await page.getByLabel(told.comment).fill("About what time?");
    await wrong(page).first().waitFor({ state: "detached" });
  });

  test("does not stand above the question whether to authorise", async (t) => {
    const page = await attempt(t);
    await button(page, told.authorise).click();
    await page.getByRole("group", { name: told.authorise_sure }).waitFor();
    assert.equal(await wrong(page).count(), 0);
  });

  test("goes with the next attempt where the tablet refused it", async (t) => {
    const page = await shown(t, "review/refused");
    await button(page, told.authorise).click();
    await button(page, told.authorise_yes).click();
    const problem = page.getByRole("alert");
    await problem.waitFor();
    await button(page, told.authorise_no).click();
    await problem.waitFor({ state: "detached" });
  });
});

/** As when only a record of its own comes: a submission, a decision. */
const arrives = (page, record) => page.evaluate((record) => window.change_now([record]), record);

describe("a submission that comes alone, while the page is open", () => {
  test("is on the page", async (t) => {
    const page = await shown(t, "review/submitted_again");
    await arrives(page, "submission-2");
    await page.getByText("Dee paid.").waitFor();
  });

  test("is read at once where a decision on the one before was refused", async (t) => {
    const page = await shown(t, "review/submitted_again");
    await button(page, told.authorise).click();
    await button(page, told.authorise_yes).click();
    await page.getByText("Dee paid.").waitFor();
  });
});

describe("a version that is submitted while another is being read", () => {
  const sure = (page) => page.getByRole("group", { name: told.authorise_sure });
  const notice = (page) => page.getByRole("status").filter({ hasText: told.again_title });

  test("is told, and is not authorised by what was said of the one before (M7)", async (t) => {
    const page = await shown(t, "review/submitted_again");
    await page.locator("#reason").fill("Thank you.");
    const outcome = page.getByLabel("Early help");
    await outcome.check();
    await button(page, told.authorise).click();
    await sure(page).waitFor();
    await arrives(page, "submission-2");
    await notice(page).waitFor();
    assert.equal(await sure(page).count(), 0);
    assert.ok(!(await outcome.isChecked()));
    assert.equal(await page.locator("#reason").inputValue(), "Thank you.");
    await page.locator('[role="status"]:focus').filter({ hasText: told.again_title }).waitFor();
    await button(page, told.authorise).click();
    await button(page, told.authorise_yes).click();
    await title(page, words.home.review_title).waitFor();
    assert.equal((await page.evaluate(() => window.asked.authorise)).pin, "pin-2");
  });

  test("leaves the cursor where a reason is being written", async (t) => {
    const page = await shown(t, "review/submitted_again");
    const reason = page.locator("#reason");
    await reason.pressSequentially("Thank");
    await arrives(page, "submission-2");
    await notice(page).waitFor();
    await reason.pressSequentially(" you.");
    assert.equal(await reason.inputValue(), "Thank you.");
    assert.ok(await reason.evaluate((element) => element === document.activeElement));
  });
});

describe("what arrives while an interview is read through before it is submitted", () => {
  const notice = (page) => page.getByRole("status").filter({ hasText: words.check.arrived_title });
  const read_and_submit = async (page) => {
    await notice(page).waitFor();
    assert.equal(await button(page, words.check.submit).count(), 0);
    await button(page, words.check.arrived_read).click();
    assert.equal(await notice(page).count(), 0);
    await button(page, words.check.submit).click();
    await title(page, words.submitted.title).waitFor();
  };

  test("is read before it can be submitted (M7)", async (t) => {
    const page = await shown(t, "interview/check_arrived");
    await button(page, words.check.submit).waitFor();
    await arrives(page, "submission-2");
    await read_and_submit(page);
  });

  test("is shown where it was submitted a moment too soon", async (t) => {
    const page = await shown(t, "interview/check_arrived");
    await button(page, words.check.submit).click();
    await page.locator('[role="status"]:focus').filter({ hasText: words.check.arrived_title }).waitFor();
    await read_and_submit(page);
  });
});

describe("a child’s page", () => {
  test("leads whoever may decide to the review, beside the way to read on", async (t) => {
    const page = await shown(t, "child/to_decide");
    assert.match(await link(page, words.interview.to_review).getAttribute("href"), /#\/review\/interview-1$/);
    await page.getByRole("link", { name: words.child.read }).waitFor();
    assert.equal(await page.getByText(words.interview.to_review).count(), 1);
  });

  test("offers nobody else a decision", async (t) => {
    const page = await shown(t, "child/to_interview");
    await page.getByRole("link", { name: words.child.carry_on }).first().waitFor();
    assert.equal(await page.getByText(words.interview.to_review).count(), 0);
  });
});

describe("a child with several times away", () => {
  test("has one way to record an offer of each, which says of which", async (t) => {
    const page = await shown(t, "child/two_to_offer");
    const offers = await page.getByRole("button", { name: words.child.record_offer }).all();
    const names = await Promise.all(offers.map((one) => one.innerText()));
    assert.deepEqual(names, [
      `${words.child.record_offer}: ${words.child.which("Friday 27 March, 21:15")}`,
      `${words.child.record_offer}: ${words.child.which("Sunday 2 November 2025, 19:00")}`,
    ]);
    for (const [at, one] of offers.entries()) {
      const name = await one.evaluate((element) => element.getAttribute("aria-label") ?? element.innerText);
      assert.equal(name, names[at]);
    }
  });
});
