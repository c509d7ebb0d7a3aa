// What a worker waits for, in Chromium on the real product: from a key to the words on
// disk, and from a cold browser without a network to the first screen.
import { begin_work, follow, open_child, titled, unlock } from '../browser/world_person.mjs';
import { World } from '../browser/world.mjs';
import { words } from '../browser/world_words.mjs';

const keys = 40;

/** From the `input` event of each key to the screen's "Saved on this tablet". */
async function keystrokes(page) {
  await page.locator('textarea').first().click();
  await page.evaluate(() => {
    window.durable_ms = [];
    let typed_at = null;
    let saving = false;
    document.addEventListener('input', () => (typed_at = performance.now()), true);
    new MutationObserver(() => {
      const state = document.querySelector('[data-saving]')?.dataset.saving;
      saving ||= state === 'saving';
      if (typed_at === null || !saving || state !== 'saved') return;
      window.durable_ms.push(performance.now() - typed_at);
      typed_at = null;
      saving = false;
    }).observe(document.body, { subtree: true, attributes: true, childList: true });
  });
  for (let i = 1; i <= keys; i += 1) {
    await page.keyboard.press('a');
    await page.waitForFunction((count) => window.durable_ms.length >= count, i);
  }
  return page.evaluate(() => window.durable_ms);
}

const middle = (figures) => [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)];

/** The browser is killed and begun again with the wire cut. */
async function coldStart(tablet) {
  await tablet.go_offline();
  await tablet.kill_and_start();
  const { page } = tablet;
  await page.goto('about:blank');
  const from = performance.now();
  await page.goto(`${tablet.origin}/`);
  await titled(page, words.unlock.title);
  const locked = performance.now();
  await unlock(page);
  await titled(page, words.home.title);
  return { cold_first_screen_ms: locked - from, cold_unlocked_ms: performance.now() - locked };
}

/** One world, one tablet; ended whatever happens. */
export async function measureBrowser() {
  const ends = [];
  const world = await World.make({ after: (end) => ends.push(end) });
  try {
    const tablet = await world.tablet('bench');
    await begin_work(tablet, 'iris');
    await tablet.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await open_child(tablet.page, 'Elm Pretend');
    await follow(tablet.page, words.child.carry_on);
    await titled(tablet.page, 'Return home interview');
    await follow(tablet.page, 'What happened');
    const durable_ms = await keystrokes(tablet.page);
    return { durable_ms: middle(durable_ms), ...(await coldStart(tablet)) };
  } finally {
    for (const end of ends) await end();
  }
}
