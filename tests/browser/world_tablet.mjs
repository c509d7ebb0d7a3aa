// One tablet: Chromium with a profile that outlives it, on a line of its own, and what
// went wrong in it. Someone's work on it is in world_person.mjs.
import assert from "node:assert/strict";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Tablet } from "../wasm/chromium.mjs";
import { Line } from "./world_line.mjs";

const require = createRequire(new URL("../../pwa/package.json", import.meta.url));
const { AxeBuilder } = require("@axe-core/playwright");
const rules = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
const pictures = fileURLToPath(new URL("../../build/screenshots/real/", import.meta.url));

export const tablet_size = { width: 820, height: 1180 };
const patience_ms = 30_000;

// What the browser itself says when there is no network, or a session has ended.
const expected = [
  /^Failed to load resource: net::ERR_/,
  /^Failed to load resource: the server responded with a status of 40[13]/,
  /^WebSocket connection to 'ws:\/\/localhost:\d+\/api\/[a-z]+' failed/,
];

export class WorldTablet {
  static async make(world, name) {
    const tablet = new WorldTablet();
    tablet.name = name;
    tablet.line = await Line.make(world);
    tablet.origin = `http://localhost:${tablet.line.port}`;
    tablet.chromium_ = await Tablet.make(tablet.origin);
    await tablet.open();
    return tablet;
  }

  /** Errors on any page of it; a journey ends with none. */
  trouble = [];
  offline_ = false;

  /** A tab at Homeward; the first is `page`. */
  async open(path = "/") {
    const page = await this.tab();
    this.page = page;
    await page.goto(`${this.origin}/#${path}`);
    return page;
  }

  /** An empty tab, watched. */
  async tab() {
    const page = await this.context.newPage();
    page.setDefaultTimeout(patience_ms);
    await page.setViewportSize(tablet_size);
    const note = (what) => expected.some((one) => one.test(what)) || this.trouble.push(what);
    page.on("console", (message) => message.type() === "error" && note(message.text()));
    page.on("pageerror", (error) => note(String(error.stack ?? error)));
    return page;
  }

  get context() {
    return this.chromium_.browser.contexts()[0];
  }

  /** No signal: the wire is cut, and the browser knows it. */
  async go_offline() {
    this.offline_ = true;
    this.line.cut();
    await this.context.setOffline(true);
  }

  async go_online() {
    this.offline_ = false;
    this.line.join();
    await this.context.setOffline(false);
  }

  /** What waits for its time in the page's worker waits in vain. */
  async forget_timers() {
    const [worker] = this.page.workers();
    await worker.evaluate(() => {
      const newest = setTimeout(() => undefined);
      for (let one = 1; one <= newest; one += 1) clearTimeout(one);
    });
  }

  /** The battery is flat, in the middle of whatever was going on; then it starts again. */
  async kill_and_start() {
    await this.session_on_disk();
    await this.chromium_.kill();
    await this.chromium_.start();
    if (this.offline_) await this.context.setOffline(true);
    await this.open();
  }

  /** Its disk as it is at this moment, as an image for an administrator's shelf; then it goes on. */
  async keep_image() {
    await this.session_on_disk();
    await this.chromium_.kill();
    const image = await this.chromium_.image();
    await this.chromium_.start();
    await this.open();
    return image;
  }

  /** The disk is the image's again, and what was done since is not on it. */
  async put_back(image) {
    await this.chromium_.kill();
    await this.chromium_.become(image);
    await this.chromium_.start();
    await this.open();
  }

  /** Chromium writes a new cookie down within half a minute; a day's work takes longer. */
  async session_on_disk() {
    const file = join(this.chromium_.profile, "Default/Cookies");
    const holds = async () => (await readFile(file)).includes("__Host-homeward");
    // While its journal is there a kill would take the cookie out again.
    const is_committed = async () => (await stat(`${file}-journal`).catch(() => ({ size: 0 }))).size === 0;
    while (!((await holds()) && (await is_committed()))) await new Promise((later) => setTimeout(later, 100));
  }

  /** As where an administrator, or the person, forbids sites to store anything; or allows it again. */
  async set_storage(wanted) {
    await this.chromium_.kill();
    const file = join(this.chromium_.profile, "Default/Preferences");
    await mkdir(dirname(file), { recursive: true });
    const cookies = wanted === "forbidden" ? 2 : 1;
    await writeFile(file, JSON.stringify({ profile: { default_content_setting_values: { cookies } } }));
    await this.chromium_.start();
    await this.open();
  }

  /** As the browser clears a site that is not open when space runs short: all but its cookies. */
  async clear_storage() {
    await this.session_on_disk();
    await this.chromium_.kill();
    await this.chromium_.start();
    const session = await this.context.newCDPSession(await this.tab());
    const storageTypes = "file_systems,indexeddb,local_storage,service_workers,cache_storage,storage_buckets";
    await session.send("Storage.clearDataForOrigin", { origin: this.origin, storageTypes });
    await this.open();
  }

  /** `octets` more than now, or anything again, can be stored. */
  limit_storage(octets) {
    return this.chromium_.limitStorage(octets);
  }

  async picture(name) {
    await mkdir(join(pictures, dirname(name)), { recursive: true });
    await this.page.bringToFront(); // a tab behind another is not painted
    await this.page.screenshot({ path: join(pictures, `${name}.png`) });
  }

  /** The screen as it stands has nothing that axe finds (WCAG 2.2 AA). */
  async accessible(what) {
    const { violations } = await new AxeBuilder({ page: this.page })
      .setLegacyMode()
      .withTags(rules)
      .analyze();
    const found = violations.map((one) => `${one.id}: ${one.nodes.map(({ html }) => html).join(" ")}`);
    assert.deepEqual(found, [], `axe: ${what}`);
  }

  async discard() {
    this.line.close();
    await this.chromium_.discard();
  }
}
