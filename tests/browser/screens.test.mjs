// Every screen's every example, at tablet, phone and desktop size: axe finds nothing,
// nothing is wider than the screen, nothing to be touched is smaller than 44 px, the
// security policy forbids nothing the screen does. And what a form promises: "saved"
// only after the database said so, and what is typed wins over what is read again.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { asked, open_example, open_examples, open_page, policy_in, sizes } from "./examples.mjs";
import { words } from "./world_words.mjs";

const require = createRequire(new URL("../../pwa/package.json", import.meta.url));
const { AxeBuilder } = require("@axe-core/playwright");
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

// Where a child may be beside the worker nothing is red.
const calm = (name) => /^(interview|safety_plan|short_form|files|plans)\//.test(name) && name !== "plans/review";

let examples;
before(async () => {
  examples = await open_examples();
});
after(() => examples.close());

test("the examples run under the product's own policy", async () => {
  const source = readFileSync(new URL("../../server/http/security_headers.cpp", import.meta.url), "utf8");
  const response = await fetch(examples.address);
  assert.equal(response.headers.get("Content-Security-Policy"), policy_in(source));
  assert.match(policy_in(source), /^default-src 'none'; .*trusted-types homeward$/);
  assert.throws(() => policy_in("// no policy"));
});

const page_of = (size) => open_page(examples.browser, size);

/** Controls whose own box, or whose label's, is under 44 px in height. Links in a line of text may be. */
const too_small = () => {
  const touch = 44;
  const tall = (element) =>
    element !== null && element.getBoundingClientRect().height >= touch - 0.5;
  return [
    ...document.querySelectorAll(
      "button, select, textarea, input, summary, .govuk-button, .hw-card__link, .hw-alone, .govuk-back-link",
    ),
  ]
    .filter((element) => element.checkVisibility())
    .filter(
      (element) =>
        !tall(element) && !tall(element.closest(".govuk-radios__item, .govuk-checkboxes__item")),
    )
    .map((element) => element.outerHTML.slice(0, 120));
};

/** Controls that cannot be called by the words that are seen on them (WCAG 2.5.3). */
const misnamed = () => {
  const plain = (words) => words.replace(/\s+/g, " ").trim().toLowerCase();
  return [...document.querySelectorAll("button[aria-label], a[aria-label], summary[aria-label]")]
    .filter((element) => element.checkVisibility())
    .filter((element) => !plain(element.ariaLabel).includes(plain(element.innerText)))
    .map((element) => element.outerHTML.slice(0, 120));
};

const too_wide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

/** Words that are broken over two lines, as a name must not be; at a hyphen or a slash they may. */
const broken = () => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (!text.parentElement.checkVisibility()) continue;
    for (const { 0: word, index } of text.data.matchAll(/[^\s\-–—/]+/g)) {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (lines.size > 1) found.push(word);
    }
  }
  return found;
};

/** Headings that a screen reader lists alike, so that nobody can tell one from the other. */
const alike = () => {
  const name = (heading) =>
    [...heading.childNodes]
      .map((node) => node.ariaLabel ?? node.textContent)
      .join("")
      .trim();
  const names = [...document.querySelectorAll("h1, h2, h3, h4")]
    .filter((heading) => heading.checkVisibility())
    .map(name);
  return names.filter((one, at) => names.indexOf(one) !== at);
};

/** Text, borders or backgrounds in which red leads by far. */
const reds = () => {
  const red = (colour) => {
    const [r = 0, g = 0, b = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    return alpha > 0 && r > 150 && g < 90 && b < 90;
  };
  const looks = (element) => getComputedStyle(element);
  return [...document.querySelectorAll("body *")]
    .filter((element) =>
      [looks(element).color, looks(element).backgroundColor, looks(element).borderLeftColor].some(
        red,
      ),
    )
    .map((element) => element.outerHTML.slice(0, 120));
};

// Two at once: it is most of what the browser tests take.
describe("every screen is accessible, fits and can be touched", { concurrency: 2 }, () => {
  for (const size of sizes) {
    test(`at ${size.name}`, async () => {
      const { context, page, trouble } = await page_of(size);
      for (const name of examples.names) {
        trouble.length = 0;
        await open_example(page, examples.address, name);
        const { violations } = await new AxeBuilder({ page })
          .setLegacyMode()
          .withTags(rules)
          .analyze();
        const found = violations.map(
          (one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`,
        );
        assert.deepEqual(found, [], `${name}: axe`);
        assert.ok((await page.evaluate(too_wide)) <= 0, `${name} is wider than the screen`);
        assert.deepEqual(await page.evaluate(broken), [], `${name}: broken words`);
        assert.deepEqual(await page.evaluate(too_small), [], `${name}: smaller than 44 px`);
        assert.deepEqual(await page.evaluate(misnamed), [], `${name}: named otherwise than shown`);
        assert.deepEqual(await page.evaluate(alike), [], `${name}: headings alike`);
        if (calm(name)) assert.deepEqual(await page.evaluate(reds), [], `${name}: red`);
        if (name !== "home/broken") assert.deepEqual(trouble, [], `${name}: errors`);
      }
      await context.close();
    });
  }
});

describe("an answer", () => {
  const saving = (page) => page.locator("[data-saving]");

  async function narrative(name) {
    const opened = await page_of(sizes[0]);
    await open_example(opened.page, examples.address, name);
    return { ...opened, field: opened.page.locator("textarea").first() };
  }

  test("is called saved, with the time, only after the database answered (T1)", async () => {
    const { context, page, field } = await narrative("interview/slow_tablet");
    await field.pressSequentially(" More.");
    await page.locator('[data-saving="saving"]').waitFor();
    assert.equal(await page.locator('[data-saving="saved"]').count(), 0);
    await page.waitForFunction(() => typeof window.answer_now === "function");
    await page.evaluate(() => window.answer_now());
    await page.locator('[data-saving="saved"]').waitFor();
    assert.equal(await saving(page).textContent(), "Saved on this tablet 14:02");
    await context.close();
  });

  test("is never called saved where the database refused it, and stays on the page (T5)", async () => {
    const { context, page, field } = await narrative("interview/not_saved");
    await field.pressSequentially(" Only here.");
    await page.locator('[data-saving="refused"]').waitFor();
    assert.equal(await saving(page).textContent(), "Not saved yet");
    await page.getByRole("alert").getByText("full").waitFor();
    assert.match(await field.inputValue(), /Only here\.$/);
    await context.close();
  });

  test("keeps what is typed and the focus while the record is read again", async () => {
    const { context, page, field } = await narrative("interview/narrative");
    await field.pressSequentially(" Typed");
    await page.evaluate(() => window.change_now());
    await field.pressSequentially(" on.");
    assert.match(await field.inputValue(), / Typed on\.$/);
    assert.ok(await field.evaluate((element) => element === document.activeElement));
    await context.close();
  });

  test("may be that there is none: would not say, not asked and why", async () => {
    const { context, page } = await narrative("interview/narrative");
    const not_asked = page.getByRole("button", { name: "Not asked" });
    await not_asked.click();
    await page.getByLabel("Why was it not asked?").fill("Brother came in");
    assert.equal(await not_asked.getAttribute("aria-pressed"), "true");
    await context.close();
  });

  test("goes to history before “would not say” takes its place (M6)", async () => {
    const { context, page, field } = await narrative("interview/narrative");
    await field.pressSequentially(" More.");
    await page.getByRole("button", { name: "Would not say" }).click();
    await page.locator('[aria-pressed="true"]').waitFor();
    assert.deepEqual(await asked(page, "leave"), {
      record: "interview-1",
      key: "what_happened.before",
    });
    await context.close();
  });

  test("in a new row has the focus as soon as the row is added", async () => {
    const { context, page } = await narrative("interview/people");
    await page.getByRole("button", { name: "Add another person" }).click();
    await page.getByRole("heading", { name: "Person 2" }).waitFor();
    await page.waitForFunction(
      () => document.activeElement?.id === "what_happened.who_with/row-2/name",
    );
    await context.close();
  });

  test("that makes another question appear shows it at once", async () => {
    const { context, page } = await narrative("interview/not_asked");
    assert.equal(await page.locator("textarea").count(), 0);
    await page.getByLabel("Yes", { exact: true }).check();
    await page.locator("textarea").waitFor();
    await context.close();
  });
});

describe("an entry that is no answer yet", () => {
  const id = "before_we_start.started";
  const part = (page, name) => page.locator(`[id="${id}${name}"]`);
  const told = "Kept as typed, not finished: When did you start?";

  test("is never called saved, and is named on every page of the record", async () => {
    const { context, page } = await page_of(sizes[0]);
    await open_example(page, examples.address, "interview/unfinished");
    assert.equal(await part(page, "").inputValue(), "31");
    await page.locator('[data-saving="unfinished"]').getByText(told).waitFor();
    assert.equal(await page.locator('[data-saving="saved"]').count(), 0);
    await part(page, "-month").fill("3");
    await page.locator('[data-saving="unfinished"]').getByText(told).waitFor();
    await page.getByText("Enter the day, the month, the year and the time").waitFor();
    await page.getByRole("link", { name: "All sections", exact: true }).first().click();
    await page.getByRole("heading", { name: "1 entry is not finished" }).waitFor();
    await page.getByRole("link", { name: "Before we start: When did you start?" }).click();
    assert.equal(await part(page, "-month").inputValue(), "3");
    await context.close();
  });
});

describe("locking", () => {
  const lock = (page) => page.getByRole("button", { name: "Lock", exact: true }).click();

  async function unsaved() {
    const opened = await page_of(sizes[0]);
    await open_example(opened.page, examples.address, "interview/not_saved");
    await opened.page.locator("textarea").first().pressSequentially(" Only here.");
    await opened.page.locator('[data-saving="refused"]').waitFor();
    await lock(opened.page);
    const notice = opened.page.getByRole("banner").getByRole("alert");
    await notice.getByText("Homeward did not lock: 1 entry is not saved").waitFor();
    return { ...opened, notice };
  }

  test("names what is not saved, where it stands and why, and leads to it (T6)", async () => {
    const { context, page, notice } = await unsaved();
    await notice.getByText("This tablet is full", { exact: false }).waitFor();
    await notice.getByText("(What happened, Return home interview, Rowan Fernhollow)").waitFor();
    await lock(page);
    await notice.getByText("1 entry is not saved").waitFor();
    assert.equal(await page.evaluate(() => window.asked.lock), undefined);
    await notice.locator("li button").click();
    await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
    await context.close();
  });

  test("gives up exactly what was named, and only when that is chosen (T6)", async () => {
    const { context, page, notice } = await unsaved();
    await notice.getByRole("button", { name: "Lock, and lose this entry" }).click();
    assert.deepEqual(await asked(page, "lock"), {});
    await context.close();
  });
});

describe("closing the page", () => {
  /** As a person closes the tab; what the browser asks before it does, or null. */
  async function closed(t, name, saving) {
    const { context, page } = await page_of(sizes[0]);
    t.after(() => context.close());
    await open_example(page, examples.address, name);
    await page.locator("textarea").first().pressSequentially(" Only here.");
    await page.locator(`[data-saving="${saving}"]`).waitFor();
    const dialog = await new Promise((told) => {
      page.once("dialog", told);
      page.once("close", () => told(null));
      void page.close({ runBeforeUnload: true });
    });
    return { page, dialog };
  }

  test("is asked about by the browser where words could not be saved, and they stay (T6)", async (t) => {
    const { page, dialog } = await closed(t, "interview/not_saved", "refused");
    assert.equal(dialog?.type(), "beforeunload");
    await dialog.dismiss();
    assert.match(await page.locator("textarea").first().inputValue(), /Only here\.$/);
  });

  test("is asked about by nobody where all is saved", async (t) => {
    const { dialog } = await closed(t, "interview/narrative", "saved");
    assert.equal(dialog, null);
  });
});

describe("a file that was chosen", () => {
  const said = (page) => page.getByRole("main").getByRole("alert");
  const choose = (page, file) => page.getByLabel(words.files.choose, { exact: true }).setInputFiles(file);

  test("and is no picture that can be read is told, with what to do, and not taken", async (t) => {
    const { context, page } = await page_of(sizes[0]);
    t.after(() => context.close());
    await open_example(page, examples.address, "files/add");
    const torn = { name: "torn.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") };
    await choose(page, torn);
    await said(page).getByText(words.files.unreadable.says, { exact: true }).waitFor();
    await said(page).getByText(words.files.unreadable.todo, { exact: true }).waitFor();
    assert.equal(await page.getByText(words.files.chosen(torn.name)).count(), 0);
  });

  test("and is gone before it was read is told, and what was typed stays", async (t) => {
    const { context, page } = await page_of(sizes[0]);
    const folder = await mkdtemp(join(tmpdir(), "homeward-chosen-"));
    t.after(() => context.close());
    t.after(() => rm(folder, { recursive: true, force: true }));
    const letter = join(folder, "letter.txt");
    await writeFile(letter, "Dear Rowan");
    await open_example(page, examples.address, "files/add");
    await choose(page, letter);
    await page.getByText(words.files.chosen("letter.txt"), { exact: true }).waitFor();
    await page.getByLabel(words.files.what, { exact: true }).fill("Letter");
    await rm(letter);
    await page.getByRole("button", { name: words.files.button, exact: true }).click();
    await said(page).getByText(words.problems.unexpected.says, { exact: true }).waitFor();
    assert.equal(await page.getByLabel(words.files.what, { exact: true }).inputValue(), "Letter");
    assert.equal(await page.evaluate(() => window.asked.attach), undefined);
  });
});

describe("a conflict", () => {
  test("shows both answers with author and time, and sends the choice (M3, M4)", async () => {
    const { context, page } = await page_of(sizes[0]);
    await open_example(page, examples.address, "interview/conflict");
    const conflict = page.locator(".hw-conflict");
    for (const words of [
      "Priya Sandhurst, Tuesday 31 March, 14:02",
      "Mina Oakridge, Tuesday 31 March, 13:40",
    ]) {
      await conflict.getByText(words).waitFor();
    }
    await conflict.getByRole("button", { name: /^Keep this one\s*: Got the 14 bus/ }).click();
    assert.deepEqual(await asked(page, "settle"), {
      record: "interview-1",
      key: "what_happened.travel",
      shown: ["Priya Sandhurst", "Mina Oakridge"],
      keep: "Mina Oakridge",
      value: null,
    });
    await context.close();
  });

  test("does not let the tablet lock on words of a third version that are not saved (T6)", async () => {
    const { context, page } = await page_of(sizes[0]);
    await open_example(page, examples.address, "interview/conflict_not_saved");
    await page.getByRole("button", { name: "Write a new one", exact: true }).click();
    await page.locator("textarea").pressSequentially("Only here.");
    await page.locator('[data-saving="refused"]').waitFor();
    await page.getByRole("button", { name: "Lock", exact: true }).click();
    const notice = page.getByRole("banner").getByRole("alert");
    await notice.getByText("Homeward did not lock: 1 entry is not saved").waitFor();
    await notice.locator("li button").click();
    await page.waitForFunction(() => document.activeElement?.value === "Only here.");
    await context.close();
  });
});

describe("a safety plan", () => {
  test("is checked and submitted from its own page (M7)", async () => {
    const { context, page } = await page_of(sizes[0]);
    await open_example(page, examples.address, "safety_plan/check");
    await page.getByRole("link", { name: "My plan" }).click();
    await page.getByRole("link", { name: "Check and submit the plan" }).click();
    await page.getByRole("button", { name: "Submit to your supervisor" }).click();
    await page.getByRole("heading", { name: "Submitted" }).waitFor();
    assert.deepEqual(await asked(page, "submit"), {
      record: "safety_plan-1",
      version: "version-1",
    });
    await context.close();
  });

  test("is told from an interview where it waits for review", async () => {
    const { context, page } = await page_of(sizes[2]);
    await open_example(page, examples.address, "home/supervisor");
    await page.getByRole("link", { name: "Review Ash Pebbleworth’s interview" }).waitFor();
    await page.getByRole("link", { name: "Review Ash Pebbleworth’s safety plan" }).waitFor();
    await open_example(page, examples.address, "safety_plan/review");
    await page.getByRole("heading", { level: 1, name: /safety plan to review/ }).waitFor();
    await context.close();
  });
});

describe("my work", () => {
  const owed = (page) => page.locator("main .hw-duty");

  test("is reached from every screen, and narrowed by state, who and name", async () => {
    const { context, page } = await page_of(sizes[1]);
    await open_example(page, examples.address, "work/crowded");
    await page.getByText("40 things owed, for 12 children").waitFor();
    await page.getByRole("button", { name: "Overdue (5)" }).click();
    await page.getByText("5 things owed, for 5 children").waitFor();
    assert.equal(await page.getByText("Overdue by 2 days").count(), 5);
    await page.getByLabel("Child’s name").fill("juno");
    await page.getByText("1 thing owed, for 1 child").waitFor();
    await page.getByRole("button", { name: "Show all of it" }).click();
    await page.getByLabel("Who owes it").selectOption("Team manager");
    await page.getByText("11 things owed, for 11 children").waitFor();
    assert.equal(await page.getByText("Does this fit?").count(), 0);
    await open_example(page, examples.address, "interview/tasks");
    await page.getByRole("link", { name: "My work", exact: true }).waitFor();
    await context.close();
  });

  test("lists what lies with its reader, each with the way to it and why it came back", async () => {
    const { context, page } = await page_of(sizes[0]);
    await open_example(page, examples.address, "work/lying");
    await page.getByText("3 things owed and 6 with you, for 2 children").waitFor();
    await page.getByText("Careful work. One thing to add about the bus.").first().waitFor();
    const way = (name) => page.getByRole("link", { name, exact: true }).getAttribute("href");
    assert.equal(await way("Review: Safety plan, Rowan Fernhollow"), "#/review/safety_plan-1");
    assert.equal(await way("Continue: Meeting, Rowan Fernhollow"), "#/record/meeting-1");
    assert.equal(await way("Correct: Return home interview, Lark Brambleby"), "#/record/interview-1");
    await page.getByRole("button", { name: /^Overdue/ }).click();
    assert.equal(await page.getByText("Returned to you").count(), 0);
    await context.close();
  });

  test("says why in the source’s words, and begins the record it is done in", async () => {
    const { context, page } = await page_of(sizes[0]);
    await open_example(page, examples.address, "work/one_child");
    const first = owed(page).first();
    await first.getByText("Why?").click();
    await first.getByText("The third time missing in 90 days").waitFor();
    await first.locator("blockquote").getByText("three plus missing episodes").waitFor();
    await first.getByText("Rule NSC-D2").waitFor();
    await first.getByRole("button", { name: "Record a meeting: Rowan Fernhollow" }).click();
    assert.deepEqual(await asked(page, "begin"), {
      type: "meeting",
      child: "rowan-fernhollow",
      episode: "episode-2",
    });
    await owed(page).nth(1).getByRole("link", { name: "Episode 2, from Friday 27 March" }).waitFor();
    await context.close();
  });
});

describe("a child who is missing now", () => {
  test("is said to be, since when and for how long, on the list and on the child’s page", async () => {
    const { context, page } = await page_of(sizes[1]);
    const says = "Missing since Monday 30 March, 21:15, for 16 hours 45 minutes";
    await open_example(page, examples.address, "home/interviewer");
    await page.locator(".hw-card--away").getByText(says, { exact: true }).waitFor();
    assert.deepEqual(await page.evaluate(reds), []);
    await open_example(page, examples.address, "child/many");
    await page.getByText(says, { exact: true }).waitFor();
    assert.deepEqual(await page.evaluate(reds), []);
    await context.close();
  });
});

describe("what there is to know", () => {
  test("is counted on every screen until it was read", async () => {
    const { context, page } = await page_of(sizes[0]);
    const counted = page.getByRole("navigation", { name: "Sending and receiving" }).getByText(/to know/);
    await open_example(page, examples.address, "home/to_know");
    await counted.getByText("1 thing to know").waitFor();
    await page.getByRole("link", { name: /thing to know/ }).click();
    await page.getByRole("heading", { level: 1, name: "Sending and receiving" }).waitFor();
    await page.getByText("This tablet’s clock is 2 hours fast.").waitFor();
    await counted.waitFor({ state: "detached" });
    await page.getByRole("link", { name: "My children", exact: true }).first().click();
    await page.getByRole("heading", { level: 1, name: "My children" }).waitFor();
    assert.equal(await counted.count(), 0);
    await context.close();
  });
});

describe("finding a child by name", () => {
  test("minds neither capitals nor accents", async () => {
    const { context, page } = await page_of(sizes[0]);
    await open_example(page, examples.address, "home/interviewer");
    await page.getByLabel("Find a child by name").fill("tëal WHITTER");
    await page.getByText("1 child", { exact: true }).waitFor();
    await context.close();
  });
});

describe("the picture of times away", () => {
  test("has a name and words, and leads to each time away", async () => {
    const { context, page } = await page_of(sizes[1]);
    await open_example(page, examples.address, "child/many");
    await page.getByRole("img", { name: "6 times missing in the 90 days" }).waitFor();
    await page.getByText("The same in words").click();
    await page.getByRole("link", { name: /^Away without authorisation/ }).click();
    await page.waitForFunction(() => /number 7/.test(document.activeElement?.textContent ?? ""));
    await context.close();
  });
});

describe("what may not be done", () => {
  test("is said before it is begun, and beside the question it is about", async () => {
    const { context, page } = await page_of(sizes[0]);
    await open_example(page, examples.address, "child/guarded");
    const guard = page.locator(".hw-guard");
    await guard.getByText("the mother refused consent").waitFor();
    const begin = page.getByRole("button", { name: "Start the interview" });
    const above = (box) => box.y + box.height;
    assert.ok(above(await guard.boundingBox()) <= (await begin.boundingBox()).y);
    await open_example(page, examples.address, "interview/not_independent");
    assert.equal(await page.locator(".hw-guarded .hw-guard").count(), 1);
    await open_example(page, examples.address, "interview/check_guarded");
    assert.equal(await guard.count(), 2);
    await context.close();
  });

  test("comes below a question without taking the focus from it", async () => {
    const { context, page } = await page_of(sizes[0]);
    await open_example(page, examples.address, "interview/becomes_guarded");
    const box = page.getByRole("checkbox", { name: "None of these" });
    await box.focus();
    await page.keyboard.press("Space");
    await page.locator(".hw-guard").waitFor();
    assert.ok(await box.evaluate((element) => element === document.activeElement));
    await context.close();
  });
});

describe("a review", () => {
  test("is not returned without a comment or a reason, and takes the comments back", async () => {
    const { context, page } = await page_of(sizes[2]);
    await open_example(page, examples.address, "review/corrected");
    await page.getByRole("button", { name: "Return to the interviewer" }).click();
    await page.getByRole("link", { name: "Write at least one comment, or a reason" }).waitFor();
    await page.getByRole("button", { name: /^Add a comment\s*: How did you get around\?/ }).click();
    await page.getByLabel("Your comment").fill("Thank you. About what time?");
    await page.getByRole("button", { name: "Return to the interviewer" }).click();
    assert.deepEqual(await asked(page, "return_interview"), {
      interview: "interview-1",
      submission: "submission-1",
      pin: "pin-1",
      comments: [{ key: "what_happened.travel", text: "Thank you. About what time?" }],
      reason: "",
    });
    await context.close();
  });

  test("asks for each comment to be saved as it is typed, and says when it is (T1)", async () => {
    const { context, page } = await page_of(sizes[0]);
    await open_example(page, examples.address, "review/first_time");
    await page.getByRole("button", { name: /^Add a comment\s*: How did you get around\?/ }).click();
    await page.getByLabel("Your comment").fill("About what time?");
    await page.locator('[data-saving="saved"]').waitFor();
    assert.deepEqual(await asked(page, "remark"), {
      interview: "interview-1",
      key: "what_happened.travel",
      submission: "submission-1",
      text: "About what time?",
    });
    await context.close();
  });

  test("says what was begun on an earlier version, and keeps what has no place in this one", async () => {
    const { context, page } = await page_of(sizes[0]);
    await open_example(page, examples.address, "review/begun_earlier");
    await page.getByText("It was submitted again while you were commenting").waitFor();
    const comment = page.getByLabel("Your comment");
    assert.equal(await comment.inputValue(), "Thank you. About what time?");
    await page.getByText("Leave this out, now that it was held.").waitFor();
    await page.getByText("2 comments go with your decision.", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Remove the comment on: What did the child say about not wanting to talk?" }).click();
    await page.getByText("1 comment goes with your decision.", { exact: true }).waitFor();
    await context.close();
  });

  test("is authorised only after a second look", async () => {
    const { context, page } = await page_of(sizes[2]);
    await open_example(page, examples.address, "review/first_time");
    await page.getByRole("button", { name: "Authorise", exact: true }).click();
    assert.equal(await page.evaluate(() => window.asked.authorise), undefined);
    await page.getByRole("button", { name: "Yes, authorise it" }).click();
    assert.deepEqual(await asked(page, "authorise"), {
      interview: "interview-1",
      submission: "submission-1",
      pin: "pin-1",
      comments: [],
      reason: "",
    });
    await context.close();
  });

  test("of one’s own interview offers no decision and says why (ALL-01)", async () => {
    const { context, page } = await page_of(sizes[2]);
    await open_example(page, examples.address, "review/own");
    await page.getByText("Another supervisor decides about it").waitFor();
    assert.equal(await page.getByRole("button", { name: "Authorise" }).count(), 0);
    await context.close();
  });
});
