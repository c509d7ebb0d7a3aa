// That something was kept in this browser. It clears a site's files by itself when space
// runs short, but not its cookies: the next person is told of it (T5, law S).
const cookie = "homeward-kept";
const a_year_s = 365 * 24 * 3600;

export function note_kept(): void {
  document.cookie = `${cookie}=1; Path=/; Secure; SameSite=Strict; Max-Age=${a_year_s}`;
}

export function was_kept(): boolean {
  return document.cookie.split("; ").includes(`${cookie}=1`);
}
