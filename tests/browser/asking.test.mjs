// What an interviewer is told beside the questions: who else answered, who sees it, what
// was written before, and what is left to be answered.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { open_example, open_examples, open_page, sizes } from "./examples.mjs";

let examples;
before(async () => {
  examples = await open_examples();
});
after(() => examples.close());

async function opened(name, size = sizes[0]) {
  const { context, page } = await open_page(examples.browser, size);
  await open_example(page, examples.address, name);
  return { context, page };
}

describe("choosing a passphrase", () => {
  const said = (page) => page.getByRole("alert").getByRole("link").allTextContents();
  const use = (page) => page.getByRole("button", { name: "Use this passphrase" }).click();

  test("tells all that is to be corrected at once, each with the way to it", async () => {
    const { context, page } = await opened("passphrase/choose");
    await use(page);
    await page.getByRole("alert").waitFor();
    assert.deepEqual(await said(page), [
      "Your passphrase must be at least 12 characters",
      "Type your passphrase again",
    ]);
    await page.getByLabel("Passphrase", { exact: true }).fill("too short");
    await page.getByLabel("Type it again", { exact: true }).fill("another");
    await use(page);
    await page.getByRole("link", { name: /^The two passphrases are not the same/ }).click();
    assert.ok(await page.locator("#second").evaluate((field) => field === document.activeElement));
    assert.deepEqual(await said(page), [
      "Your passphrase must be at least 12 characters",
      "The two passphrases are not the same. Type them again",
    ]);
    await context.close();
  });
});

describe("who said it, and who sees it", () => {
  for (const size of sizes) {
    test(`is as plain as the question itself, at ${size.name}`, async () => {
      const { context, page } = await opened("interview/people", size);
      const line = page.locator(".hw-who summary").first();
      assert.match(await line.innerText(), /Goes to: case file and police\.\s+Change$/);
      const looks = (element) => {
        const { color, fontSize } = getComputedStyle(element);
        return { color, fontSize };
      };
      const body = await page.evaluateHandle(() => {
        const plain = document.createElement("p");
        plain.className = "govuk-body";
        return document.querySelector("main").appendChild(plain);
      });
      const goes_to = line.getByText("Goes to");
      assert.deepEqual(await goes_to.evaluate(looks), await body.evaluate(looks));
      await context.close();
    });
  }

  test("is not told of an answer in which nothing was said", async () => {
    const { context, page } = await opened("review/first_time");
    const answers = page.locator("article").filter({ hasText: "Would not say" });
    assert.equal(await answers.count(), 1);
    assert.doesNotMatch(await answers.innerText(), /said it/);
    assert.match(await answers.innerText(), /Case file only · Priya Sandhurst/);
    await open_example(page, examples.address, "interview/narrative");
    const line = page.locator(".hw-who summary");
    assert.match(await line.innerText(), /^The child said it/m);
    await page.getByRole("button", { name: "Would not say" }).click();
    await page.locator('[aria-pressed="true"]').waitFor();
    assert.doesNotMatch(await line.innerText(), /said it\./);
    await context.close();
  });
});

describe("reading through, and checking", () => {
  const heading = (page, name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();

  test("are two pages, each called as the way to it is", async () => {
    const { context, page } = await opened("interview/narrative");
    await page.getByRole("link", { name: "Read through what is written", exact: true }).click();
    await heading(page, "Read through what is written");
    await page.getByText("We had a row about my phone.", { exact: false }).waitFor();
    assert.equal(await page.getByRole("button", { name: /Submit/ }).count(), 0);
    await page.getByRole("link", { name: "Check and submit", exact: true }).click();
    await heading(page, "Check and submit");
    await page.getByRole("button", { name: "Submit to your supervisor" }).waitFor();
    await context.close();
  });

  test("says what is answered and what may be left in one breath", async () => {
    const { context, page } = await opened("interview/check_ready");
    const says = await page.getByText(/^All that must be answered is answered/).innerText();
    const [, answered, asked, left] =
      / (\d+) of (\d+) questions have an answer; the other (\d+) may be left\.$/.exec(says).map(Number);
    assert.equal(answered + left, asked);
    const listed = await page.getByText(/^\d+ questions? not answered$/).allInnerTexts();
    assert.equal(listed.map((one) => Number.parseInt(one, 10)).reduce((sum, one) => sum + one), left);
    assert.equal(await page.locator(".hw-written > *").count(), answered);
    await context.close();
  });
});

describe("an answer that somebody else has also given", () => {
  const notice = (page) => page.getByRole("status").filter({ hasText: "Somebody else has also answered this" });

  /** The cursor in the field, and then the other answer comes. */
  async function interrupted(typed) {
    const { context, page } = await opened("interview/becomes_torn");
    const field = page.locator("textarea");
    await field.click();
    await field.press("End");
    if (typed) await field.pressSequentially(typed);
    const before = await field.boundingBox();
    await page.evaluate(() => window.change_now());
    await notice(page).waitFor();
    return { context, page, field, before };
  }

  for (const typed of ["", " Then"]) {
    test(`is told beside the field ${typed ? "being typed in" : "the cursor is in"}, and moves nothing in it (M3)`, async () => {
      const { context, page, field, before } = await interrupted(typed);
      await notice(page).getByText("Mina Oakridge, Tuesday 31 March, 13:40").waitFor();
      await notice(page).getByText("Both answers are kept.", { exact: false }).waitFor();
      assert.ok(await field.evaluate((element) => element === document.activeElement));
      assert.deepEqual(await field.boundingBox(), before);
      await field.pressSequentially(" on.");
      assert.equal(
        await field.inputValue(),
        `I walked to the park and then I got the bus with Dee.${typed} on.`,
      );
      assert.equal(await page.locator(".hw-conflict").count(), 0);
      await context.close();
    });
  }

  test("can be looked at when one likes, with the focus on both", async () => {
    const { context, page } = await interrupted(" Then");
    await page.getByRole("button", { name: /^Look at the answers/ }).click();
    await page.waitForFunction(() => document.activeElement?.classList.contains("hw-conflict"));
    assert.deepEqual(await page.evaluate(() => window.asked.leave), {
      record: "interview-1",
      key: "what_happened.travel",
    });
    assert.equal(await page.locator(".hw-conflict .hw-version").count(), 2);
    await context.close();
  });

  test("is shown with both once the field is left", async () => {
    const { context, page } = await interrupted(" Then");
    await page.keyboard.press("Shift+Tab");
    await page.locator(".hw-conflict").waitFor();
    assert.equal(await notice(page).count(), 0);
    await context.close();
  });
});

describe("earlier answers", () => {
  test("are a link by the question where there is more than one version", async () => {
    const { context, page } = await opened("interview/comment");
    const link = page.locator(".hw-answer").getByRole("link", { name: /^Earlier answers\s*: How did you get around\?/ });
    assert.ok(await link.isVisible());
    assert.equal(await link.getAttribute("href"), "#/record/interview-1/history/what_happened.travel");
    await open_example(page, examples.address, "interview/conflict");
    assert.ok(await link.isVisible());
    await open_example(page, examples.address, "interview/narrative");
    assert.equal(await page.getByRole("link", { name: /^Earlier answers/ }).count(), 0);
    await context.close();
  });

  const entries = (page) => page.locator(".hw-entry").allInnerTexts();

  test("say which were written apart (M3)", async () => {
    const { context, page } = await opened("history/to_settle");
    const [first, theirs, mine] = await entries(page);
    assert.match(first, /Replaced$/);
    assert.doesNotMatch(first, /apart/);
    assert.match(theirs, /Written apart from Priya Sandhurst’s answer of Tuesday 31 March, 14:02: neither had seen/);
    assert.match(mine, /Written apart from Mina Oakridge’s answer of Tuesday 31 March, 13:40: neither had seen/);
    for (const one of [theirs, mine]) assert.match(one, /To be settled$/);
    await context.close();
  });

  test("say who settled it, when and on what, and tell the kept words once (M4)", async () => {
    const { context, page } = await opened("history/settled");
    const kept = await page.locator(".hw-entry").filter({ hasText: "Got the 14 bus" }).allInnerTexts();
    assert.equal(kept.length, 1);
    assert.match(kept[0], /Stands now$/);
    assert.match((await entries(page)).at(-1), new RegExp(
      "^Settled by Priya Sandhurst on Tuesday 31 March, 15:20, " +
        "who kept Mina Oakridge’s answer of Tuesday 31 March, 13:40\\.",
    ));
    await open_example(page, examples.address, "history/settled_anew");
    assert.match((await entries(page)).at(-1), /Settled by Priya Sandhurst on Tuesday 31 March, 15:20 with a new answer/);
    await context.close();
  });
});
