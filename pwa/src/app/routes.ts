// Every address in the page, built and read in one place.
import type { Id, Key } from "../worker/api";

export type Route =
  | { screen: "home" }
  | { screen: "work" }
  | { screen: "sync" }
  | { screen: "sign_in" }
  | { screen: "add_child" }
  | { screen: "child"; child: Id; episode: Id | null }
  | { screen: "record"; record: Id }
  | { screen: "section"; record: Id; section: string; step: number }
  | { screen: "declined" | "read_through" | "check" | "submitted"; record: Id }
  | { screen: "history"; record: Id; key: Key }
  | { screen: "reviews" }
  | { screen: "review"; interview: Id }
  | { screen: "attach"; child: Id; episode: Id | null }
  | { screen: "nowhere" };

const part = encodeURIComponent;

export const paths = {
  home: "/",
  work: "/work",
  sync: "/sync",
  sign_in: "/sign-in",
  add_child: "/add-child",
  child: (child: Id) => `/child/${child}`,
  /** The child's screen, at one time away. */
  episode: (child: Id, episode: Id) => `/child/${child}/episode/${episode}`,
  /** Where a photograph or a document is added: to a time away, or to the child. */
  attach: (child: Id, episode: Id | null) =>
    `/child/${child}${episode === null ? "" : `/episode/${episode}`}/add-file`,
  record: (record: Id) => `/record/${record}`,
  section: (record: Id, section: string, step = 0) =>
    `/record/${record}/section/${part(section)}/${step + 1}`,
  declined: (record: Id) => `/record/${record}/declined`,
  read_through: (record: Id) => `/record/${record}/read`,
  check: (record: Id) => `/record/${record}/check`,
  submitted: (record: Id) => `/record/${record}/submitted`,
  history: (record: Id, key: Key) => `/record/${record}/history/${part(key)}`,
  reviews: "/reviews",
  review: (interview: Id) => `/review/${interview}`,
};

function read_record(record: Id, rest: string[]): Route {
  const [what, first, second] = rest;
  if (what === undefined) return { screen: "record", record };
  if (what === "declined" || what === "check" || what === "submitted")
    return { screen: what, record };
  if (what === "read") return { screen: "read_through", record };
  if (what === "history" && first !== undefined) return { screen: "history", record, key: first };
  if (what === "section" && first !== undefined) {
    const step = Number.parseInt(second ?? "1", 10);
    return { screen: "section", record, section: first, step: step >= 1 ? step - 1 : 0 };
  }
  return { screen: "nowhere" };
}

function read_child(child: Id, rest: string[]): Route {
  const [what, episode, then] = rest;
  if (what === undefined) return { screen: "child", child, episode: null };
  if (what === "add-file") return { screen: "attach", child, episode: null };
  if (what === "episode" && episode !== undefined) {
    return { screen: then === "add-file" ? "attach" : "child", child, episode };
  }
  return { screen: "nowhere" };
}

function decoded(path: string): string[] | null {
  try {
    return path.split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    return null; // a broken percent escape, typed by hand
  }
}

export function read_route(path: string): Route {
  const [first, second, ...rest] = decoded(path) ?? ["?"];
  if (first === undefined) return { screen: "home" };
  if (first === "work") return { screen: "work" };
  if (first === "reviews") return { screen: "reviews" };
  if (first === "sync") return { screen: "sync" };
  if (first === "sign-in") return { screen: "sign_in" };
  if (first === "add-child") return { screen: "add_child" };
  if (second === undefined) return { screen: "nowhere" };
  if (first === "child") return read_child(second, rest);
  if (first === "review") return { screen: "review", interview: second };
  if (first === "record") return read_record(second, rest);
  return { screen: "nowhere" };
}
