// Takes a picture of every example at three sizes into build/screenshots/.
// Names given on the command line choose some: `node screenshots.mjs interview/ home/empty`.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { open_example, open_examples, sizes } from "./examples.mjs";

const folder = fileURLToPath(new URL("../../build/screenshots/", import.meta.url));
const wanted = process.argv.slice(2);
const chosen = (name) => wanted.length === 0 || wanted.some((one) => name.startsWith(one));

// What is only seen after typing.
const typed_in = new Set(["interview/narrative", "interview/not_saved"]);

async function type_in(page) {
  await page.locator("textarea").first().pressSequentially(" I went out the back.");
  await page.locator('[data-saving="saved"], [data-saving="refused"]').waitFor();
}

const { address, browser, names, close } = await open_examples();
for (const { name: size, width, height } of sizes) {
  const context = await browser.newContext({
    viewport: { width, height },
    reducedMotion: "reduce",
    hasTouch: true,
  });
  const page = await context.newPage();
  for (const name of names.filter(chosen)) {
    await open_example(page, address, name);
    if (typed_in.has(name)) await type_in(page);
    mkdirSync(`${folder}${size}`, { recursive: true });
    await page.screenshot({
      path: `${folder}${size}/${name.replace("/", "-")}.png`,
      fullPage: true,
    });
  }
  await context.close();
}
await close();
console.log(`Pictures are in ${folder}`);
