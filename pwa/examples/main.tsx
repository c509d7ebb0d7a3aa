// Shows one example: /examples.html#<screen>/<example>. Without a name, a list of all.
import { render } from "preact";
import "govuk-frontend/dist/govuk/govuk-frontend.min.css";
import "../src/styles/homeward.css";
import { App } from "../src/app/app";
import type { Place } from "../src/app/place";
import { add_child } from "./add_child";
import { child } from "./child";
import { FixtureClient } from "./client";
import type { Example, Examples } from "./example";
import { files } from "./files";
import { home, reviews } from "./home";
import { interview } from "./interview";
import { another_tab, no_storage, passphrase, sign_in, unlock } from "./opening";
import { history, safety_plan, short_form } from "./records";
import { plans } from "./plans";
import { review } from "./review";
import { sync } from "./sync";
import { work } from "./work";

const screens: Record<string, Examples> = {
  sign_in,
  unlock,
  passphrase,
  another_tab,
  no_storage,
  home,
  work,
  child,
  add_child,
  interview,
  safety_plan,
  short_form,
  files,
  plans,
  review,
  reviews,
  sync,
  history,
};

function memory_place(start: string): Place {
  let path = start;
  const listeners = new Set<() => void>();
  return {
    path: () => path,
    go(next) {
      path = next;
      for (const listener of listeners) listener();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function show(root: HTMLElement, example: Example): void {
  const update = { ready: example.update ?? false, use: () => undefined };
  render(
    <App
      client={new FixtureClient(example.replies)}
      place={memory_place(example.path ?? "/")}
      update={update}
    />,
    root,
  );
}

function List() {
  const names = Object.entries(screens).flatMap(([screen, examples]) =>
    Object.keys(examples).map((name) => `${screen}/${name}`),
  );
  return (
    <ul class="govuk-list" id="examples">
      {names.map((name) => (
        <li key={name}>
          <a href={`#${name}`}>{name}</a>
        </li>
      ))}
    </ul>
  );
}

function start(): void {
  const root = document.getElementById("app");
  if (!root) return;
  const [screen = "", name = ""] = location.hash.slice(1).split("/");
  const example = screens[screen]?.[name];
  if (example) show(root, example);
  else render(<List />, root);
}

window.addEventListener("hashchange", () => location.reload());
start();
