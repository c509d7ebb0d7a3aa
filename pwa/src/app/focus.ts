// Moves the focus once the screen has been drawn again, so that it is never lost when
// the thing that had it goes away.
export function focus_later(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}
