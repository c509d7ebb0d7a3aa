// Somebody between a tablet and the council alters its receipt, or signs another with a key
// of their own: the tablet says so, and calls nothing held by the council (S3, defect 6).
import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { test } from "node:test";
import { answer, reach, saved } from "./world_answers.mjs";
import {
  all_held, begin_work, follow, no_trouble, open_child, open_sending, press, send_now, shows, strip_says, titled,
} from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { words } from "./world_words.mjs";

const place = "before_we_start.place";
const id_octets = 16;
const digest_octets = 32;
const signature_octets = 64;

const after_number = (octets, at) => {
  while (octets[at] & 0x80) at += 1;
  return at + 1;
};

/** Where the signed receipt stands in what a server sends (sync/messages.h); null where it sends none. */
function receipt_in(octets) {
  let at = octets.indexOf("HWSY");
  if (at < 0) return null;
  at += 4 + 2 + 8; // version and kind; which request it answers
  at += octets[at] === 1 ? 1 : 1 + 2 * id_octets; // its data set and epoch
  at = after_number(octets, at) + 1; // the server's time, and how the two stand
  if (octets[at] !== 1) return null;
  const begin = at + 1;
  at = after_number(octets, begin + 3 * id_octets) + digest_octets; // data set, epoch, origin; number
  return { begin, end: after_number(octets, after_number(octets, at)) }; // position, instant
}

const stranger = generateKeyPairSync("ed25519").privateKey;

/** What is done to an answer's receipt, and how it is named. */
const wrongs = {
  "one bit of its signature is another": (octets, { end }) => (octets[end] ^= 1),
  "a stranger signed it": (octets, { begin, end }) => {
    const signed = Buffer.concat([Buffer.from("homeward receipt 1\n"), octets.subarray(begin, end)]);
    sign(null, signed, stranger).copy(octets, end, 0, signature_octets);
  },
};

test("Defect6: a receipt that the council did not sign makes nothing held by it (S3)", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const tablet = await world.tablet("iris");
  const { page, line } = tablet;
  let altered = 0;

  await step("the council holds all there is", async () => {
    await begin_work(tablet, "iris");
    await open_child(page, "Cedar Invented");
    await press(page, words.child.start);
    await titled(page, "Return home interview");
    await all_held(page);
  });

  for (const [wrong, alter] of Object.entries(wrongs)) {
    await step(`a receipt comes, and ${wrong}: that is told, and nothing is called held`, async () => {
      altered = 0;
      line.alters = (octets) => {
        const found = receipt_in(octets);
        if (found === null) return octets;
        altered += 1;
        alter(octets, found);
        return octets;
      };
      await follow(page, "Before we start");
      await reach(page, place);
      await answer(page, place, `The invented library, where ${wrong}`);
      await saved(page);
      await follow(page, words.interview.to_sections);
      await strip_says(page, words.sync.states.waiting);
      await open_sending(page);
      await shows(page, words.sync.not_the_council.says);
      assert.ok(altered > 0);
      await strip_says(page, "1 answer saved on this tablet, not yet sent");
      const said = await page.locator("body").innerText();
      assert.doesNotMatch(said, /is held by the council|All sent/);
      await tablet.accessible("a receipt that the council did not sign");
    });

    await step("the council's own receipt comes, and the answer is held", async () => {
      line.alters = null;
      await send_now(page);
      await all_held(page);
      assert.equal(await page.getByText(words.sync.not_the_council.says).count(), 0);
      await page.goBack();
      await titled(page, "Return home interview");
    });
  }
  no_trouble(tablet);
});
