// What a person does on a tablet, in the page's own words. Every wait is for something
// that the person would see.
import assert from "node:assert/strict";
import { words } from "./world_words.mjs";

export const password = "demonstration only"; // server/demo.h
export const passphrase = "four invented words here";

const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name, exact: true });

export const press = (page, name) => button(page, name).click();
/** A button that says to who cannot see the rest, after its words, what it is about. */
export const named_about = (name, about) => new RegExp(`^${name}\\s*: ${about.replace(/[?.()]/g, "\\$&")}`);
export const press_about = (page, name, about) =>
  page.getByRole("button", { name: named_about(name, about) }).click();
export const follow = (page, name) => link(page, name).first().click();
export const titled = (page, name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
export const shows = (page, text) => page.getByText(text).first().waitFor();
export const shows_exactly = (page, text) => page.getByText(text, { exact: true }).first().waitFor();

/** What a field holds, as soon as it holds `text`. */
export async function holds(page, id, text) {
  await page.waitForFunction(([id, text]) => document.getElementById(id)?.value === text, [id, text]);
}

export async function give_credentials(page, username, secret = password) {
  await page.getByLabel(words.sign_in.username, { exact: true }).fill(username);
  await page.getByLabel(words.sign_in.password, { exact: true }).fill(secret);
}

export async function sign_in(page, username, secret = password) {
  await give_credentials(page, username, secret);
  await press(page, words.sign_in.button);
}

export async function choose_passphrase(page, phrase = passphrase) {
  await page.getByLabel(words.passphrase.first, { exact: true }).fill(phrase);
  await page.getByLabel(words.passphrase.second, { exact: true }).fill(phrase);
  await press(page, words.passphrase.button);
}

export async function unlock(page, phrase = passphrase) {
  await page.getByLabel(words.unlock.passphrase, { exact: true }).fill(phrase);
  await press(page, words.unlock.button);
}

const strip = (page) => page.getByRole("navigation", { name: words.sync.strip_link });

/** Everything sent, and everything there was received. */
export async function all_held(page) {
  await strip(page).getByText(/^(Everything is held by the council|Nothing waits to be sent)$/).waitFor();
  await strip(page).getByText(words.sync.states.idle, { exact: true }).waitFor();
}

/** The line on every screen says this of what is sent and what is not. */
export const strip_says = (page, text) => strip(page).getByText(text).first().waitFor();

/** As at the start of a first day: signed in, a passphrase chosen, everything received. */
export async function begin_work(tablet, username) {
  await sign_in(tablet.page, username);
  await titled(tablet.page, words.passphrase.title);
  await choose_passphrase(tablet.page);
  await titled(tablet.page, words.home.title);
  await all_held(tablet.page);
}

export async function open_sending(page) {
  await strip(page).getByRole("link").click();
  await titled(page, words.sync.title);
}

/** Asks for what is new and sends what is not sent, by the button for it. */
export async function send_now(page) {
  await open_sending(page);
  await press(page, words.sync.send_now);
}

export async function open_home(page) {
  await page.getByRole("banner").getByRole("link", { name: words.product }).click();
  await titled(page, words.home.title);
}

export async function open_child(page, name) {
  await open_home(page);
  await link(page, name).click();
  await titled(page, name);
}

export async function lock(page) {
  await press(page, words.common.lock);
  await button(page, words.unlock.someone_else).waitFor();
}

/** Names of the children on the screen "My children", in its order, once there are `count`. */
export async function children(page, count) {
  await titled(page, words.home.title);
  const cards = "section[aria-label] .hw-card__link";
  await page.waitForFunction(([cards, count]) => document.querySelectorAll(cards).length === count, [cards, count]);
  return page.locator(cards).allInnerTexts();
}

/** No page of these tablets had an error, and no address told anything about a child. */
export function no_trouble(...tablets) {
  for (const { name, trouble, line } of tablets) {
    assert.deepEqual(trouble, [], `errors on ${name}`);
    const telling = line.asked.filter((asked) => /[?#]|[0-9a-f]{32}/.test(asked.replace(/^GET \/api\/recovery\/[0-9a-f]{32}$/, "")));
    assert.deepEqual(telling, [], `addresses asked for by ${name}`);
  }
}
