// Debian's Chromium with a profile that outlives it, so that it can be killed as a
// battery or a crash would and started again on what was left.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const { chromium } = createRequire(new URL('../../pwa/package.json', import.meta.url))(
  'playwright-core',
);

const quiet = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export class Tablet {
  static async make(origin) {
    const tablet = new Tablet();
    tablet.origin = origin;
    tablet.profile = await mkdtemp(join(tmpdir(), 'homeward-profile-'));
    await tablet.start();
    return tablet;
  }

  async start() {
    if (this.discarded) throw new Error('a tablet that was thrown away is not started again');
    const args = [...quiet, `--user-data-dir=${this.profile}`, '--remote-debugging-port=0'];
    this.process = spawn('/usr/bin/chromium', [...args, 'about:blank'], {
      detached: true, // a process group of its own, so that all of it can be killed
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.browser = await chromium.connectOverCDP(await addressOf(this.process));
  }

  /** A tab with the test worker in it; `ask(name, ...args)` calls one of its commands. */
  async tab() {
    const page = await this.browser.contexts()[0].newPage();
    await page.goto(`${this.origin}/`);
    const ask = (name, ...args) => page.evaluate((call) => window.ask(...call), [name, ...args]);
    return { page, ask };
  }

  /** How much this origin may store until the given function is called, in octets. */
  async limitStorage(quotaSize) {
    const page = await this.browser.contexts()[0].newPage();
    const session = await page.context().newCDPSession(page);
    const origin = this.origin;
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
    return () => session.send('Storage.overrideQuotaForOrigin', { origin });
  }

  /** No goodbye to anyone: the whole process group, at once. */
  async kill() {
    process.kill(-this.process.pid, 'SIGKILL');
    await this.gone;
    await this.browser.close().catch(() => {});
  }

  /** A copy of the disk of a browser that was killed; gone with this tablet. */
  async image() {
    const image = `${this.profile}.image`;
    await cp(this.profile, image, { recursive: true, verbatimSymlinks: true });
    return image;
  }

  async become(image) {
    await remove(this.profile);
    await cp(image, this.profile, { recursive: true, verbatimSymlinks: true });
  }

  async discard() {
    this.discarded = true; // a test that failed half-way may be about to start it
    await this.kill();
    await remove(this.profile);
    await remove(`${this.profile}.image`);
  }
}

const remove = (folder) =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });

async function addressOf(browser) {
  for await (const line of createInterface({ input: browser.stderr })) {
    const address = /^DevTools listening on (ws:.*)$/.exec(line);
    if (address) {
      browser.stderr.resume();
      return address[1];
    }
  }
  throw new Error('Chromium ended before it said where to reach it');
}
