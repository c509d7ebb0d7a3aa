// Signing out with work unsent, and what becomes of work about a child who was taken from
// its author meanwhile: nothing is lost, and whoever has to know is told (S2, T6).
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { answer, reach, saved } from "./world_answers.mjs";
import {
  all_held, begin_work, follow, holds, lock, no_trouble, open_child, open_sending, press, send_now, shows, sign_in,
  strip_says, titled, unlock,
} from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { words } from "./world_words.mjs";

const child = "Cedar Invented";
const title = "Return home interview";
const place = "before_we_start.place";
const told = words.sync;
const about = told.set_aside;
const held_of = (page) => page.locator("section").filter({ hasText: about.title }).locator(".hw-notes > li");

async function write_place(page, text) {
  await open_child(page, child);
  await press(page, words.child.start);
  await titled(page, title);
  await follow(page, "Before we start");
  await titled(page, "Before we start");
  await reach(page, place);
  await answer(page, place, text);
  await saved(page);
  await follow(page, words.interview.to_sections);
  await titled(page, title);
}

test("Defect8: signing out with work unsent loses none of it, and signing in again sends it (T6)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const tablet = await world.tablet("iris");
  const { page, line } = tablet;

  await step("her work cannot be sent, and she signs out", async () => {
    await begin_work(tablet, "iris");
    line.drops = "POST /api/sync";
    await write_place(page, "The invented library");
    await strip_says(page, "saved on this tablet, not yet sent");
    await open_sending(page);
    await shows(page, told.sign_out_hint);
    await tablet.accessible("before signing out");
    await tablet.go_offline();
    await press(page, told.sign_out);
    await shows(page, words.problems.offline.says);
    await strip_says(page, "saved on this tablet, not yet sent");
    await tablet.go_online();
    await press(page, told.sign_out);
    await strip_says(page, told.states.signed_out);
    await strip_says(page, "saved on this tablet, not yet sent");
    await page.getByRole("link", { name: told.sign_in, exact: true }).waitFor();
    assert.equal(await page.getByRole("button", { name: told.sign_out }).count(), 0);
    await tablet.accessible("signed out");
    await tablet.picture("signed-out");
  });

  await step("locked, reloaded and unlocked it is there, still unsent, and the work goes on", async () => {
    await lock(page);
    line.drops = null;
    await page.reload();
    await unlock(page);
    await strip_says(page, told.states.signed_out);
    await open_child(page, child);
    await follow(page, words.child.carry_on);
    await follow(page, "Before we start");
    await reach(page, place);
    await holds(page, place, "The invented library");
    await answer(page, place, "The invented library, upstairs");
    await saved(page);
    await follow(page, words.interview.to_sections);
    await strip_says(page, "not yet sent");
  });

  await step("signed in again, it is sent, and another tablet has it", async () => {
    await open_sending(page);
    await follow(page, told.sign_in);
    await titled(page, words.sign_in.again_title);
    await sign_in(page, "iris");
    await all_held(page);
    const ivan = await world.tablet("ivan");
    await begin_work(ivan, "ivan");
    await open_child(ivan.page, child);
    await follow(ivan.page, words.child.carry_on);
    await follow(ivan.page, "Before we start");
    await reach(ivan.page, place);
    await holds(ivan.page, place, "The invented library, upstairs");
    no_trouble(ivan);
  });
  no_trouble(tablet);
});

test("what the council set aside is told to its author, and to the child's supervisor (S2)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  const sam = await world.tablet("sam");

  await step("a child is taken from her while she writes without a network", async () => {
    await begin_work(iris, "iris");
    await iris.go_offline();
    await write_place(iris.page, "Written too late");
    await world.command("allocate", "iris", "--child", "T-1003", "--withdraw", "--by", "ada");
    await iris.go_online();
    await strip_says(iris.page, "set aside");
    await shows(iris.page, "This record is not on this tablet."); // where the child's words were open (S7)
    assert.equal(await iris.page.getByText("Written too late").count(), 0);
    await iris.accessible("withdrawn while open");
    await iris.picture("withdrawn-while-open");
    await open_sending(iris.page);
    await shows(iris.page, told.held_title);
    await iris.accessible("set aside, author");
    await iris.picture("set-aside-author");
  });

  await step("her supervisor sees whose, of which child, when and why", async () => {
    const { page } = sam;
    await begin_work(sam, "sam");
    await open_sending(page);
    await press(page, about.look);
    const list = held_of(page);
    await list.first().waitFor();
    const all = (await list.allInnerTexts()).join("\n");
    for (const part of [title, child, "Iris Interviewer", "received", "Written too late"]) {
      assert.ok(all.includes(part), `${part} in: ${all}`);
    }
    await sam.accessible("set aside, supervisor");
    await sam.picture("set-aside-supervisor");
    await list.first().getByRole("link").click();
    await titled(page, child);
  });

  await step("deciding needs a reason and a connection, and says so", async () => {
    const { page } = sam;
    await open_sending(page);
    await press(page, about.look);
    const late = held_of(page).filter({ hasText: "Written too late" });
    await late.getByRole("button", { name: about.admit }).click();
    await late.getByText(about.reason_needed).waitFor();
    await late.getByLabel(about.reason).fill("It was said that day, and it is true.");
    await sam.go_offline();
    await late.getByRole("button", { name: about.admit }).click();
    await shows(page, words.problems.offline.says);
    await sam.accessible("a decision without a connection");
    await sam.go_online();
    await late.getByRole("button", { name: about.admit }).click();
    await shows(page, about.done.in);
    await page.locator("main :is(h2, h3):focus").waitFor(); // the button went with what was decided
    await sam.accessible("admitted");
    await sam.picture("set-aside-admitted");
  });

  await step("what is not admitted is not taken in, and stays readable", async () => {
    const { page } = sam;
    for (let left = await held_of(page).count(); left > 0; left -= 1) {
      const one = held_of(page).first();
      await one.getByLabel(about.reason).fill("It says nothing of its own.");
      await one.getByRole("button", { name: about.leave_out }).click();
      await shows(page, left > 1 ? about.done.out : about.none);
      await page.waitForFunction(
        (most) => document.querySelectorAll("main .hw-notes textarea").length <= most,
        left - 1,
      );
    }
    await press(page, about.look_decided);
    await held_of(page).filter({ hasText: "Written too late" }).getByText(/^Admitted into the record by Sam/).waitFor();
    await sam.accessible("what was decided");
    await sam.picture("set-aside-decided");
  });

  await step("the section is hers who is signed in herself, and asks in her name (T3)", async () => {
    const { page } = sam;
    const own = await page.evaluate(async () => (await (await fetch("/api/session")).json()).user.id);
    const asked = page.context().waitForEvent("request", (request) => request.url().includes("/api/quarantine/"));
    await press(page, about.look);
    assert.equal((await asked).headers()["x-homeward-user"], own);
    await press(page, told.sign_out);
    await page.getByRole("link", { name: told.sign_in, exact: true }).waitFor();
    assert.equal(await page.getByText(about.title).count(), 0);
    await sam.accessible("signed out, supervisor");
  });

  await step("its author is told by whom and why, and a colleague has the words", async () => {
    await open_sending(iris.page);
    await send_now(iris.page);
    await iris.page.getByText(/^Admitted into the record by Sam.*: “It was said that day, and it is true\.”$/).first().waitFor();
    await iris.accessible("decided, author");
    await iris.picture("set-aside-author-decided");
    const ivan = await world.tablet("ivan");
    await begin_work(ivan, "ivan");
    await open_child(ivan.page, child);
    await follow(ivan.page, words.child.carry_on);
    await follow(ivan.page, "Before we start");
    await reach(ivan.page, place);
    await holds(ivan.page, place, "Written too late");
    no_trouble(ivan);
  });
  no_trouble(iris, sam);
});

test("work that cannot be sent leaves the tablet in a file that only the council can read (S7)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  const { page, line } = iris;
  const rescue = words.sync.rescue;
  let file = null;

  await step("she saves it where no exchange arrives", async () => {
    await begin_work(iris, "iris");
    line.drops = "POST /api/sync";
    await write_place(page, "The invented library");
    await open_sending(page);
    const download = page.waitForEvent("download");
    await press(page, rescue.save);
    file = await (await download).path();
    await page.getByText(/^Saved as homeward-unsent-.*\.rescue/).waitFor();
    await strip_says(page, "saved on this tablet, not yet sent");
    await iris.accessible("unsent work saved to a file");
    await iris.picture("rescue-saved");
    const octets = await readFile(file, "latin1");
    assert.match(octets, /^homeward rescue 1\n[0-9a-f]{32}\n/);
    assert.ok(!octets.includes("invented library"));
  });

  await step("another's tablet brings it, twice", async () => {
    const ivan = await world.tablet("ivan");
    await begin_work(ivan, "ivan");
    await open_sending(ivan.page);
    await press(ivan.page, rescue.bring);
    await shows(ivan.page, rescue.choose);
    await ivan.page.getByLabel(rescue.file).setInputFiles(file);
    await press(ivan.page, rescue.bring);
    await shows(ivan.page, /^The council has taken \d+ changes? from it\.$/);
    await press(ivan.page, rescue.bring);
    await shows(ivan.page, /^The council had all \d+ changes? of it already\.$/);
    await ivan.accessible("a file brought");
    await ivan.picture("rescue-brought");
    assert.ok((await world.command("export", "--reader", "ada")).includes("The invented library"));
    no_trouble(ivan);
  });

  await step("once she has a connection it counts as held", async () => {
    line.drops = null;
    await send_now(page);
    await all_held(page);
    assert.equal(await page.getByRole("button", { name: rescue.save }).count(), 0);
    no_trouble(iris);
  });
});
