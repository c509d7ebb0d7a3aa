// Where the person is. The path lives after "#": it works offline after a reload
// without the server's help, and no record's id ever reaches a server's log.
export interface Place {
  path(): string;
  go(path: string, how?: "push" | "replace"): void;
  listen(listener: () => void): () => void;
}

export function hash_place(): Place {
  return {
    path: () => location.hash.slice(1) || "/",
    go(path, how = "push") {
      if (how === "push") location.hash = path;
      else location.replace(`#${path}`);
    },
    listen(listener) {
      window.addEventListener("hashchange", listener);
      return () => window.removeEventListener("hashchange", listener);
    },
  };
}
