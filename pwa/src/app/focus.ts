// Moves the focus once the screen has been drawn again, so that it is never lost when
// the thing that had it goes away.
// To the first of `ids` that stands there then.
export function focus_later(...ids: string[]): void {
  requestAnimationFrame(() =>
    ids.map((id) => document.getElementById(id)).find((element) => element !== null)?.focus(),
  );
}
