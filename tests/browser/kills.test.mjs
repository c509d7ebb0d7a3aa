// Real kills (kill -9) at moments drawn at random: Chromium while someone types in it, and
// the server while it receives. What the screen had said to be saved is on the tablet
// (T1), and what was held by the council is on the server (S3). Only a kill at which there
// was something to lose counts: after the screen had said "saved" of what was just typed, and
// before the server's answer was taken. `./dev soak` kills oftener.
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { test } from "node:test";
import { answer, reach, saved } from "./world_answers.mjs";
import {
  all_held, begin_work, follow, no_trouble, open_child, open_home, press, send_now, titled, unlock,
} from "./world_person.mjs";
import { World } from "./world.mjs";
import { words } from "./world_words.mjs";

const kills = Number(process.env.HOMEWARD_KILLS ?? 3); // that count, of each
const tries_max = { typing: 4 * kills, receiving: 10 * kills };
const child = "Cedar Invented";
const narrative = "before_we_start.sharing_words";
const place = "before_we_start.place";

const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** At the question, in an interview that is begun where there is none; answers with its address. */
async function begin_at(page, key) {
  await open_child(page, child);
  await press(page, words.child.start);
  await follow(page, "Before we start");
  await reach(page, key);
  return new URL(page.url()).hash.slice(1);
}

/** What the field holds where the screen says that it is saved; otherwise null. */
const shown_as_saved = (page, key) =>
  page.evaluate(
    (id) =>
      document.querySelector('[data-saving="saved"]') ? document.getElementById(id).value : null,
    key,
  );

/** Types `more` in the field, from where the cursor is; answers with the last that was said to be saved. */
async function type_until_killed(page, key, more, is_killed) {
  let last = null;
  const typing = page
    .locator(`[id="${key}"]`)
    .pressSequentially(more, { delay: 15 })
    .catch((error) => error);
  while (!is_killed()) {
    const now = await shown_as_saved(page, key).catch(() => null);
    if (now !== null) last = now;
  }
  await typing;
  return last;
}

test(`Chromium is killed ${kills} times after it said "saved" of what someone types: none of that is lost`, async (t) => {
  const world = await World.make(t);
  const tablet = await world.tablet("iris");
  await begin_work(tablet, "iris");
  const path = await begin_at(tablet.page, narrative);
  await tablet.session_on_disk();
  let before = "";
  let in_the_middle = 0;
  let turn = 0;
  for (let counted = 0; counted < kills; ) {
    turn += 1;
    assert.ok(turn <= tries_max.typing, `of ${turn - 1} kills only ${counted} came after “saved” was seen`);
    const more = `${turn}: she said nobody had asked. `;
    let killed = false;
    const writing = tablet.page.locator(`[id="${narrative}"]`);
    await writing.focus();
    await writing.press("Control+End");
    const watched = type_until_killed(tablet.page, narrative, more, () => killed);
    await tablet.page.waitForFunction(
      ([id, length]) => document.getElementById(id).value.length > length,
      [narrative, before.length],
    );
    await later(randomInt(50, 700));
    killed = true;
    await tablet.kill_and_start();
    const said = (await watched) ?? "";
    if (said.length > before.length) counted += 1;
    await unlock(tablet.page);
    await tablet.page.goto(`${tablet.origin}/#${path}`);
    const field = tablet.page.locator(`[id="${narrative}"]`);
    await field.waitFor();
    const found = await field.inputValue();
    assert.ok((before + more).startsWith(found), `turn ${turn}: nobody typed “${found.slice(-60)}”`);
    assert.ok(found.startsWith(said), `turn ${turn}: “${said.slice(-60)}” was saved, “${found.slice(-60)}” is left`);
    if (found !== before && found !== before + more) ++in_the_middle;
    before = found;
  }
  t.diagnostic(`${turn} kills, ${kills} after “saved” was seen, ${in_the_middle} in the middle of what was typed`);
  await open_home(tablet.page);
  await all_held(tablet.page);
  assert.ok((await world.command("export", "--reader", "ada")).includes(JSON.stringify(before).slice(1, -1)));
  no_trouble(tablet);
});

test(`the server is killed ${kills} times while it receives: nothing it signed for is lost`, async (t) => {
  const world = await World.make(t);
  const tablet = await world.tablet("iris");
  const { page, line } = tablet;
  await begin_work(tablet, "iris");
  await begin_at(page, place);
  await all_held(page);
  const signed = [];
  let turn = 0;
  for (let before_the_answer = 0; before_the_answer < kills; ) {
    turn += 1;
    assert.ok(turn <= tries_max.receiving, `of ${turn - 1} kills only ${before_the_answer} came before the answer was taken`);
    const text = `Invented place ${turn}`;
    const asked = line.asking("POST /api/sync");
    await answer(page, place, text);
    await saved(page);
    await page.locator(`[id="${place}"]`).blur();
    await asked;
    await later(randomInt(0, 40));
    await world.kill_server();
    line.cut();
    await later(50);
    const is_signed = await page.getByText("Everything is held by the council", { exact: true }).isVisible();
    if (is_signed) signed.push(text);
    else before_the_answer += 1;
    const kept = await world.command("export", "--reader", "ada");
    for (const one of signed) assert.ok(kept.includes(`"${one}"`), `turn ${turn}: “${one}” was signed for`);
    line.join();
    await world.start();
    if (!is_signed) await send_again(page);
    signed.push(...(is_signed ? [] : [text]));
  }
  t.diagnostic(`${turn} kills, ${kills} before the answer was taken`);
  const kept = await world.command("export", "--reader", "ada");
  for (const one of signed) assert.ok(kept.includes(`"${one}"`), `“${one}” was signed for`);
  assert.match(await world.command("verify"), /^\d+ tablets, \d+ changes, \d+ records\n$/);
  no_trouble(tablet);
});

/** From the question to the screen that sends, and back to it. */
async function send_again(page) {
  await send_now(page);
  await all_held(page);
  await page.goBack();
  await page.locator(`[id="${place}"]`).waitFor();
}
