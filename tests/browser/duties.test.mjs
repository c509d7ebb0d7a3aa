// What is owed, on the tablet and without a network: My work in order of due, why with the
// clause, the same on the child with the times away drawn; and a refused consent of a
// child under 16 warns before the interview is begun (issue 3).
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer } from "./world_answers.mjs";
import { begin_work, follow, no_trouble, open_child, press, shows, titled } from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { words } from "./world_words.mjs";

const name = "Rook Invented";

const ago = (hours) => `${new Date(Date.now() - hours * 3_600_000).toISOString().slice(0, 19)}Z`;

// Of North Somerset, living in the demonstration's Lancashire: judged by both.
const rook = () => ({
  case_id: "X-1",
  team: "north",
  answers: {
    "identity.given_name": "Rook",
    "identity.family_name": "Invented",
    "identity.birth_date_is": "known",
    "identity.birth_date": "2014-05-01",
    "status.legal_status": "none",
    "status.responsible_authority": "North Somerset",
    "status.host_authority": "Lancashire",
  },
  episodes: [
    {
      ref: "XM-1",
      answers: {
        "absence.category": "missing",
        "absence.began": ago(40),
        "came_back.returned": ago(30),
      },
    },
  ],
});

const refused = {
  "consent.what_for": { pick: "A return home interview" },
  "consent.decision": { pick: "Refused", then: { "consent.reason": "Not this week. Invented." } },
  "consent.capacity": { pick: "A parent", then: { "consent.who": "A parent (invented)" } },
  "consent.when": { now: true },
  "consent.how": { pick: "By phone" },
};

const duties = (within) => within.locator(".hw-duty");
const first_words = (within, part) => duties(within).first().locator(part).innerText();

/** When the duties of each child are due, in the order they stand; "" without a time. */
const dues = (page) =>
  page.locator(".hw-work-child").evaluateAll((children) =>
    children.map((child) => [...child.querySelectorAll(".hw-duty")].map((one) => one.dataset.due)),
  );

const by_due = (one, other) => (one || "9").localeCompare(other || "9");

test("what is owed is seen with its reason, and a refused consent warns in time", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  await world.import({ children: [rook()] });
  await world.command("allocate", "iris", "--child", "X-1", "--by", "ada");
  const iris = await world.tablet("iris");
  const { page } = iris;
  const main = page.locator("main");

  const look = async (what) => {
    await iris.accessible(what);
    await iris.picture(what);
  };
  const open_work = async () => {
    await page.getByRole("banner").getByRole("link", { name: words.menu.work, exact: true }).click();
    await titled(page, words.work.title);
    await duties(main).first().waitFor();
  };
  const chip = (state) =>
    page.getByRole("button", { name: new RegExp(`^${words.work.states[state]} \\(\\d+\\)$`) });

  await step("My work stands in order of due, without a network", async () => {
    await begin_work(iris, "iris");
    await iris.go_offline();
    await open_work();
    const children = await dues(page);
    for (const own of children) assert.deepEqual(own, [...own].sort(by_due));
    const firsts = children.filter((own) => own.length > 0).map(([first]) => first);
    assert.deepEqual(firsts, [...firsts].sort(by_due));
    await look("work");
  });

  await step("one tap says why, with the clause and the source's own words", async () => {
    const why = duties(main).first().locator("details");
    await why.locator("summary").click();
    assert.match(await why.locator(".hw-clause p").innerText(), /\w{3}/);
    assert.match(await why.locator(".hw-clause footer").innerText(), /\b[A-Z]{3}-\d/);
    await look("work-why");
  });

  await step("it is narrowed by state and by the child's name", async () => {
    await chip("overdue").click();
    const count = Number(/\d+/.exec(await chip("overdue").innerText())[0]);
    assert.equal(await duties(main).count(), count);
    assert.equal(await main.locator(".hw-duty--overdue").count(), count);
    await chip("all").click();
    await page.getByLabel(words.work.name, { exact: true }).fill("rook");
    await page.waitForFunction(() => document.querySelectorAll(".hw-work-child").length === 1);
  });

  await step("the child's page shows the same, and the times away as a picture", async () => {
    const what = await first_words(main, ".hw-duty__what");
    const due = await first_words(main, ".hw-duty__state");
    await follow(page, name);
    await titled(page, name);
    const same = duties(main).filter({ hasText: what }).first();
    assert.equal(await same.locator(".hw-duty__state").innerText(), due);
    const picture = page.getByRole("img", { name: /90 days/ });
    await picture.waitFor();
    await page.getByText(words.timeline.list, { exact: true }).click();
    assert.equal(await page.locator(".hw-line-list li").count(), 1);
    await shows(page, words.policy.sides.home("North Somerset"));
    await look("child-duties");
  });

  await step("a refused consent under 16 warns before the interview is begun (NSC-2.4)", async () => {
    const episode = page.locator(".hw-episode").first();
    await episode.getByText(words.child.begin_record, { exact: true }).click();
    await episode.getByRole("button", { name: "Record a consent", exact: true }).last().click();
    for (const [key, what] of Object.entries(refused)) await answer(page, key, what);
    await press(page, words.short_form.done);
    await titled(page, name);
    await page.locator(".hw-episode .hw-guard").filter({ hasText: "NSC-2.4" }).first().waitFor();
    await look("child-guard");
    await open_child(page, name);
    await press(page, words.child.start);
    await page.locator(".hw-guard").filter({ hasText: "NSC-2.4" }).first().waitFor();
    await look("interview-guard");
    no_trouble(iris);
  });
});
