// A photograph from the child's home, where there is no signal: added offline, sent in
// pieces over a line that breaks and damages, and looked at by the supervisor, upright and
// without where it was taken (issue of attachments; P32, P33, P34).
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  all_held, begin_work, follow, no_trouble, open_child, open_sending, press, press_about, send_now, shows, strip_says, titled, unlock,
} from "./world_person.mjs";
import { steps, World } from "./world.mjs";
import { words } from "./world_words.mjs";

const child = "Cedar Invented";
const told = words.files;
const title = "The coat from the station";
const large_title = "The whole platform";
const pieces = "POST /api/pieces";

const number16 = (value) => Buffer.from([value & 255, value >> 8]);
const number32 = (value) => Buffer.concat([number16(value & 0xffff), number16(value >>> 16)]);
const entry = (tag, kind, count, value) =>
  Buffer.concat([number16(tag), number16(kind), number32(count), number32(value)]);

/** Exif that says: turn it a quarter to the right; taken at 51° 30' north. */
function exif() {
  const [short, long, rational, ascii] = [3, 4, 5, 2];
  const first = Buffer.concat([number16(2), entry(0x0112, short, 1, 6), entry(0x8825, long, 1, 38), number32(0)]);
  const place = Buffer.concat([
    number16(2), entry(1, ascii, 2, "N".charCodeAt(0)), entry(2, rational, 3, 38 + 30), number32(0),
  ]);
  const degrees = Buffer.concat([51, 1, 30, 1, 0, 1].map(number32));
  const tiff = Buffer.concat([Buffer.from("II*\0"), number32(8), first, place, degrees]);
  const content = Buffer.concat([Buffer.from("Exif\0\0"), tiff]);
  const length = content.length + 2;
  return Buffer.concat([Buffer.from([0xff, 0xe1, length >> 8, length & 255]), content]);
}

/** As a camera held on its side makes it: wide, dark on the left, noisy, with its Exif. */
async function photograph(page, size = { wide: 1200, high: 800 }) {
  const drawn = await page.evaluate(async ({ wide, high }) => {
    const canvas = new OffscreenCanvas(1200, 800);
    const pen = canvas.getContext("2d");
    const picture = pen.createImageData(1200, 800);
    let noise = 1;
    for (let at = 0; at < picture.data.length; at += 4) {
      noise = (noise * 48271) % 2147483647;
      const light = ((at / 4) % 1200 < 600 ? 0 : 150) + (noise % 100);
      picture.data.set([light, light, light, 255], at);
    }
    pen.putImageData(picture, 0, 0);
    const scaled = new OffscreenCanvas(wide, high);
    scaled.getContext("2d").drawImage(canvas, 0, 0, wide, high);
    const blob = await scaled.convertToBlob({ type: "image/jpeg", quality: 0.9 });
    return Array.from(new Uint8Array(await blob.arrayBuffer()));
  }, size);
  const whole = Buffer.from(drawn);
  return Buffer.concat([whole.subarray(0, 2), exif(), whole.subarray(2)]);
}

const picture = (page, name) => page.getByRole("img", { name });

/** Its size, and how light it is at the top and at the bottom. */
async function looks(page, name = title) {
  await picture(page, name).waitFor();
  return picture(page, name).evaluate(async (image) => {
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    const light = (at) => {
      const { data } = pen.getImageData(0, at, image.naturalWidth, 20);
      return data.reduce((sum, value) => sum + value, 0) / data.length;
    };
    const { naturalWidth: wide, naturalHeight: high } = image;
    return { wide, high, darker_above: light(100) < light(high - 120) };
  });
}

const upright = { wide: 800, high: 1200, darker_above: true };
const large = { wide: 4000, high: 3000 };
const large_upright = { wide: 1536, high: 2048, darker_above: true }; // pwa/src/app/picture.ts

async function add(page, file, says) {
  await page.getByRole("link", { name: told.add }).first().click();
  await titled(page, told.title);
  await page.getByLabel(told.choose, { exact: true }).setInputFiles(file);
  await shows(page, told.chosen(file.name));
  await page.getByLabel(told.what, { exact: true }).fill(says);
  await press(page, told.button);
}

test("a photograph taken offline reaches the supervisor upright, without where it was taken", async (t) => {
  const world = await World.make(t);
  const step = steps(t, world);
  const iris = await world.tablet("iris");
  const { page, line } = iris;

  await step("without a network she adds it, and it is in her tablet", async () => {
    await begin_work(iris, "iris");
    const file = { name: "DCIM0001.jpg", mimeType: "image/jpeg", buffer: await photograph(page) };
    await iris.go_offline();
    await open_child(page, child);
    await page.getByRole("link", { name: told.add }).first().click();
    await titled(page, told.title);
    await press(page, told.button);
    await shows(page, told.choose_first);
    await iris.accessible("nothing chosen");
    await page.goBack();
    await add(page, file, title);
    await titled(page, "Photograph or document");
    await shows(page, "On this tablet only");
    assert.deepEqual(await looks(page), upright);
    await iris.accessible("a photograph");
    await iris.picture("files/photograph");
  });

  await step("reloaded and unlocked it is still there, and counts as not sent", async () => {
    await page.reload();
    await unlock(page);
    await titled(page, "Photograph or document");
    assert.deepEqual(await looks(page), upright);
    await strip_says(page, "1 photograph or document saved on this tablet, not yet sent");
  });

  await step("the line breaks in the middle: what is there is counted, and nothing is called held", async () => {
    const broken = line.asking(pieces).then(() => line.asking(pieces)).then(() => (line.drops = pieces));
    await iris.go_online();
    await broken;
    await open_child(page, child);
    await shows(page, /Sending: 4 of \d+ pieces/);
    await page.getByRole("progressbar", { name: told.progress(title) }).waitFor();
    assert.equal(await page.getByText("Held by the council", { exact: true }).count(), 0);
    await strip_says(page, "1 photograph or document saved on this tablet, not yet sent");
    await iris.accessible("sending");
    await iris.picture("files/sending");
  });

  await step("joined again, the rest is sent, and the council signs for all of it", async () => {
    line.drops = null;
    const before = line.asked.filter((asked) => asked === pieces).length;
    await send_now(page);
    await all_held(page);
    assert.ok(line.asked.filter((asked) => asked === pieces).length > before);
    await open_child(page, child);
    await shows(page, "Held by the council");
    await iris.picture("files/held");
  });

  await step("her supervisor gets it over a line that damages a piece, and it is whole", async () => {
    const sam = await world.tablet("sam");
    await begin_work(sam, "sam");
    await open_child(sam.page, child);
    await shows(sam.page, "Not on this tablet yet");
    await sam.accessible("not here yet");
    await sam.page.evaluate(() => {
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => make.call(URL, (window.shown = blob));
    });
    sam.line.damages = 1;
    await press_about(sam.page, told.get, title);
    await shows(sam.page, "Held by the council");
    assert.equal(sam.line.damages, 0);
    await follow(sam.page, title);
    await titled(sam.page, "Photograph or document");
    assert.deepEqual(await looks(sam.page), upright);
    const octets = Buffer.from(
      await sam.page.evaluate(async () => Array.from(new Uint8Array(await window.shown.arrayBuffer()))),
    );
    assert.equal(octets.readUInt16BE(0), 0xffd8);
    assert.equal(octets.includes("Exif"), false);
    await sam.picture("files/supervisor");
    no_trouble(sam);
  });

  await step("one as large as cameras make them is kept 2,048 pixels high, upright, and sent whole", async () => {
    const buffer = await photograph(page, large);
    await open_child(page, child);
    await add(page, { name: "DCIM0002.jpg", mimeType: "image/jpeg", buffer }, large_title);
    await titled(page, "Photograph or document");
    assert.deepEqual(await looks(page, large_title), large_upright);
    await shows(page, "Held by the council");
    await all_held(page);
    await page.reload();
    await unlock(page);
    assert.deepEqual(await looks(page, large_title), large_upright);
  });

  await step("a document that is too large, or of another kind, is refused in words", async () => {
    await open_child(page, child);
    const large = { name: "long.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(12 * 1024 * 1024, "%PDF-") };
    await add(page, large, "Everything");
    await shows(page, "This file is 12.0 MB. A file can be 10 MB at most.");
    await iris.accessible("too large");
    await page.goBack();
    await add(page, { name: "a.zip", mimeType: "application/zip", buffer: Buffer.from("PK") }, "Archive");
    await shows(page, "A file of this kind cannot be added.");
    await page.goBack();
  });

  await step("a tablet without space adds nothing of it, and a letter later", async () => {
    // No two pieces alike: what repeats is kept once.
    const text = (octets) => {
      const lines = Array.from({ length: octets / 20 }, (_, line) => `Dear Cedar, ${String(line).padStart(7)}\n`);
      return { name: "letter.txt", mimeType: "text/plain", buffer: Buffer.from(lines.join("")) };
    };
    await open_child(page, child);
    const give_room = await iris.limit_storage(1);
    await add(page, text(9_000_000), "Letter"); // more than its log already has room for
    await shows(page, "This tablet has no space left, so that was not saved.");
    await give_room();
    await open_child(page, child);
    assert.equal(await page.getByRole("link", { name: "Letter", exact: true }).count(), 0);
    await add(page, text(400_000), "Letter");
    await titled(page, "Photograph or document");
    const saving = page.waitForEvent("download");
    await press(page, told.save_copy);
    assert.equal((await saving).suggestedFilename(), "Letter.txt");
    await all_held(page);
    await open_sending(page);
    await shows(page, words.sync.nothing);
  });
  no_trouble(iris);
});
