// A child nobody at the council has heard of, met where there is no signal: added, the time
// away recorded, the interview begun, and all of it there after a flat battery; with a network
// a supervisor of the worker's team has it (V1, S7, T1).
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, by_section, fill_section, reach, saved } from "./world_answers.mjs";
import {
  all_held, begin_work, follow, holds, no_trouble, open_child, open_home, press, send_now, shows, strip_says, titled,
  unlock,
} from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { words } from "./world_words.mjs";

const known = "Cedar Invented";
const child = "Willow Pretend-Newcomer";
const about_child = "Child or young person";
const time_away = "Missing episode";
const interview = "Return home interview";
const place = "before_we_start.place";
const number = "T-20 001";

const about = {
  "identity.birth_date_is": { pick: "Not known" },
  "where_they_live.placement": { pick: "Family home" },
  "status.legal_status": { pick: "None" },
};
const away = {
  "absence.category": { pick: "Missing" },
  "absence.began": { on: "2026-03-27T21:15" },
  "came_back.returned": { on: "2026-03-28T06:40" },
};

test("a child, a time away and an interview begun offline reach the worker's team", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  const { page } = iris;

  const look = async (name) => {
    await iris.accessible(name);
    await iris.picture(name);
  };
  const type = async (label, text) => page.getByLabel(label, { exact: true }).fill(text);
  const fill = async (answers, title) => {
    for (const [section, some] of by_section(answers)) {
      await fill_section(page, section, some);
      await follow(page, words.interview.to_sections);
      await titled(page, title);
    }
  };

  await step("without a network she looks whether the child is here, and is shown who it could be", async () => {
    await begin_work(iris, "iris");
    await iris.go_offline();
    await follow(page, words.home.add_child);
    await titled(page, words.add_child.title);
    await type(words.add_child.given_name, "Cedar");
    await type(words.add_child.family_name, "Invnted");
    await press(page, words.add_child.button);
    await shows(page, words.add_child.found(1));
    await look("add-child-alike");
    await follow(page, known);
    await titled(page, known);
  });

  await step("another child is nobody here, and is added with what was typed", async () => {
    await open_home(page);
    await follow(page, words.home.add_child);
    await press(page, words.add_child.button);
    await shows(page, words.add_child.nothing_typed);
    await type(words.add_child.given_name, "Willow");
    await type(words.add_child.family_name, "Pretend-Newcomer");
    await type(words.add_child.case_number, number);
    await press(page, words.add_child.button);
    await titled(page, about_child);
    await fill(about, about_child);
    await look("added-child-record");
    await follow(page, child);
    await titled(page, child);
    await shows(page, words.child.no_episodes);
    await shows(page, number);
    await look("added-child");
  });

  await step("she records the time away", async () => {
    await press(page, words.child.add_episode);
    await titled(page, time_away);
    await fill(away, time_away);
    await look("added-episode");
    await follow(page, child);
    await shows(page, "Friday 27 March, 21:15 (number 1)");
  });

  await step("and begins the interview", async () => {
    await press(page, words.child.start);
    await titled(page, interview);
    await follow(page, "Before we start");
    await reach(page, place);
    await answer(page, place, "The invented library");
    await saved(page);
    await strip_says(page, "saved on this tablet, not yet sent");
  });

  await step("after a flat battery all of it is there", async () => {
    await iris.kill_and_start();
    await unlock(iris.page);
    await titled(iris.page, words.home.title);
    await open_child(iris.page, child);
    await follow(iris.page, words.child.carry_on);
    await follow(iris.page, "Before we start");
    await reach(iris.page, place);
    await holds(iris.page, place, "The invented library");
    await follow(iris.page, words.interview.to_sections);
  });

  await step("with a network the council takes it, and a supervisor of her team has it", async () => {
    await iris.go_online();
    await all_held(iris.page);
    const sam = await world.tablet("sam");
    await begin_work(sam, "sam");
    await open_child(sam.page, child);
    await shows(sam.page, "Friday 27 March, 21:15 (number 1)");
    await follow(sam.page, words.child.carry_on);
    await follow(sam.page, "Before we start");
    await reach(sam.page, place);
    await holds(sam.page, place, "The invented library");
    await open_child(iris.page, child);
    const audit = await world.command("audit", "--child", number);
    assert.match(audit, /iris {2}child_added .* given to the team north/);
    assert.equal((await world.command("team", "unseen")).trim(), "");
    no_trouble(iris, sam);
  });

  await step("the case system tells of the child later, and it stays one child", async () => {
    const answers = { "identity.given_name": "Willow", "identity.birth_date": "2012-05-01" };
    await world.import({ children: [{ case_id: number, team: "north", answers }] });
    await send_now(iris.page);
    await all_held(iris.page);
    await open_child(iris.page, child);
    await shows(iris.page, "1 May 2012");
    await shows(iris.page, "Friday 27 March, 21:15 (number 1)");
    await open_home(iris.page);
    assert.equal(await iris.page.getByRole("link", { name: /^Willow/ }).count(), 1);
  });
});
