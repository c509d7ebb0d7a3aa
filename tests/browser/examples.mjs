// Builds the screens' examples and serves them on loopback with the headers that the
// product is served with, so that a style or script the policy forbids is seen here.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const pwa = join(root, "pwa");
// One for each process: the tests run beside each other.
const built = join(root, "build/examples", String(process.pid));
const require = createRequire(join(pwa, "package.json"));

/** The page's policy, as the product's own source has it: there is no other copy. */
export function policy_in(source) {
  const [, texts] = /content_security_policy =([^;]*?(?:"[^"]*"[^;]*?)+);/.exec(source) ?? [];
  const parts = [...(texts ?? "").matchAll(/"([^"]*)"/g)].map(([, part]) => part);
  if (parts.length === 0) throw new Error("server/http/security_headers.cpp names no policy");
  return parts.join("");
}

const policy = policy_in(readFileSync(join(root, "server/http/security_headers.cpp"), "utf8"));

const kinds = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** Tablet, phone, desktop. */
export const sizes = [
  { name: "820x1180", width: 820, height: 1180 },
  { name: "390x844", width: 390, height: 844 },
  { name: "1280x900", width: 1280, height: 900 },
];

function answer(request, response) {
  const path = normalize(new URL(request.url, "http://localhost").pathname);
  try {
    const bytes = readFileSync(join(built, path));
    response.writeHead(200, {
      "Content-Type": kinds[extname(path)] ?? "application/octet-stream",
      "Content-Security-Policy": policy,
    });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}

/** A browser and the examples' names; `close` ends both. */
export async function open_examples() {
  execFileSync(
    process.execPath,
    [join(pwa, "node_modules/vite/bin/vite.js"), "build", "--mode", "examples", "--outDir", built],
    {
      cwd: pwa,
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const server = createServer(answer);
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const address = `http://localhost:${server.address().port}/examples.html`;
  const { chromium } = require("playwright-core");
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });

  const listing = await browser.newPage();
  await listing.goto(address);
  const names = await listing.locator("#examples a").allTextContents();
  await listing.close();
  const close = async () => {
    await browser.close();
    server.close();
    rmSync(built, { recursive: true });
  };
  return { address, browser, names, close };
}

/** A page of its own, and what went wrong on it. */
export async function open_page(browser, size) {
  const context = await browser.newContext({
    viewport: { width: size.width, height: size.height },
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const trouble = [];
  page.on("console", (message) => message.type() === "error" && trouble.push(message.text()));
  page.on("pageerror", (error) => trouble.push(error.message));
  return { context, page, trouble };
}

/** What the worker was asked by that name, as soon as it was. */
export const asked = async (page, name) =>
  (await page.waitForFunction((name) => window.asked[name], name)).jsonValue();

/** What is only there after something was typed or a button was pressed. */
const pressed = {
  "sync/set_aside": { button: "Look for what was set aside", shows: "main .hw-notes li" },
  "add_child/alike": {
    typed: { "First name": "Rowan", "Last name": "Fernhollo" },
    button: "Continue",
    shows: "main .hw-cards li",
  },
  "add_child/nothing_typed": { button: "Continue", shows: "main .govuk-inset-text" },
};

/** Opens one example and waits until it stands. */
export async function open_example(page, address, name) {
  await page.goto("about:blank");
  await page.goto(`${address}#${name}`);
  await page.locator("main").first().waitFor();
  if (name !== "home/opening") await page.locator("main h1").waitFor();
  if (!(name in pressed)) return;
  const { typed = {}, button, shows } = pressed[name];
  for (const [label, text] of Object.entries(typed)) await page.getByLabel(label).fill(text);
  await page.getByRole("button", { name: button }).click();
  await page.locator(shows).first().waitFor();
}
