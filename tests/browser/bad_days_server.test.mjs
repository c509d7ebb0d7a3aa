// The server dies in the middle of a sync, before and after it could answer: nothing it
// had acknowledged is lost, and the rest arrives when it runs again (S1, S3, S4).
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, reach, saved } from "./world_answers.mjs";
import {
  all_held, begin_work, children, choose_passphrase, follow, holds, no_trouble, open_child, open_home, press,
  send_now, sign_in, strip_says, titled,
} from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { words } from "./world_words.mjs";

const child = "Cedar Invented";
const title = "Return home interview";
const place = "before_we_start.place";
const name = "before_we_start.interviewer";
const organisation = "before_we_start.organisation";

test("a server killed in the middle of a sync loses nothing it signed for, and gets the rest", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  const { page } = iris;

  const write = async (key, text) => {
    await reach(page, key);
    await answer(page, key, text);
    await saved(page);
  };

  await step("one answer is held by the council", async () => {
    await begin_work(iris, "iris");
    await open_child(page, child);
    await press(page, words.child.start);
    await titled(page, title);
    await follow(page, "Before we start");
    await write(place, "Written first");
    await follow(page, words.interview.to_sections);
    await all_held(page);
  });

  await step("the answer of the server is lost, and the server dies", async () => {
    iris.line.answers_lost = true;
    const pushed = iris.line.asking("POST /api/sync");
    await follow(page, "Before we start");
    await write(name, "Written second");
    await follow(page, words.interview.to_sections);
    await pushed;
    await world.kill_server();
    iris.line.answers_lost = false;
    await strip_says(page, "saved on this tablet, not yet sent");
    await world.start();
    await send_now(page);
    await all_held(page);
  });

  await step("the server dies the moment it is asked", async () => {
    await page.goBack();
    await titled(page, title);
    const pushed = iris.line.asking("POST /api/sync");
    await follow(page, "Before we start");
    await write(organisation, "Written third");
    await follow(page, words.interview.to_sections);
    await pushed;
    await world.kill_server();
    await world.start();
    await send_now(page);
    await all_held(page);
  });

  await step("started again with a new receipt key, it is believed because the old one vouches (S3)", async () => {
    await world.kill_server();
    await world.command("key", "rotate", "--by", "ada");
    await page.goBack();
    await titled(page, title);
    await follow(page, "Before we start");
    await write(place, "Written fourth");
    await follow(page, words.interview.to_sections);
    await strip_says(page, "saved on this tablet, not yet sent");
    await world.start();
    await send_now(page);
    await all_held(page);
  });

  await step("another tablet receives every answer, and every chain proves", async () => {
    const ivan = await world.tablet("ivan");
    await begin_work(ivan, "ivan");
    await open_child(ivan.page, child);
    await follow(ivan.page, words.child.carry_on);
    await follow(ivan.page, "Before we start");
    for (const [key, text] of [[place, "Written fourth"], [name, "Written second"], [organisation, "Written third"]]) {
      await reach(ivan.page, key);
      await holds(ivan.page, key, text);
    }
    assert.match(await world.command("verify"), /^\d+ tablets, \d+ changes, \d+ records\n$/);
    no_trouble(iris, ivan);
  });
});

/** `count` invented children of the north team, each with much to say. */
function many_children(count) {
  const risks = "Invented for a test, and long on purpose. ".repeat(90);
  return {
    children: Array.from({ length: count }, (_, at) => ({
      case_id: `X-${at}`,
      team: "north",
      answers: {
        "identity.given_name": `Invented${at}`,
        "identity.family_name": "Sample",
        "identity.birth_date_is": "unknown",
        "risks.known_risks": risks,
      },
      episodes: [],
    })),
  };
}

test("a first receiving shows how far it is, and goes on from there when it was broken off (S6)", async (t) => {
  const world = await World.make(t);
  await world.import(many_children(600));
  const sam = await world.tablet("sam");
  const { page, line } = sam;
  await sign_in(page, "sam");
  await titled(page, words.passphrase.title);
  const first = line.asking("POST /api/sync");
  await choose_passphrase(page);
  await first;
  await line.asking("POST /api/sync"); // the first page has arrived: this asks for the next
  line.answers_lost = true;
  await strip_says(page, /Receiving [\d,]+ of [\d,]+ changes/);
  await page.getByRole("navigation", { name: words.sync.strip_link }).getByRole("link").click();
  await page.getByRole("progressbar").waitFor();
  await sam.accessible("receiving");
  await sam.picture("receiving");
  line.answers_lost = false;
  line.hang_up();
  await all_held(page);
  await open_home(page);
  await children(page, 606);
  no_trouble(sam);
});

test("each page of a first receiving is asked for once, though the next is asked for while one is taken (P43)", async (t) => {
  const world = await World.make(t);
  await world.import(many_children(600)); // three pages of 1 MiB
  const sam = await world.tablet("sam");
  await begin_work(sam, "sam");
  await children(sam.page, 606);
  const exchanges = sam.line.asked.filter((asked) => asked === "POST /api/sync").length;
  assert.ok(exchanges >= 3 && exchanges <= 4, `${exchanges} exchanges`); // one may follow, which finds nothing new
  no_trouble(sam);
});
