// The council's server as the worker sees it. Nothing here throws; every exchange has
// a deadline (S9).

import type { RescueTaken } from "./api";
import { fine, trouble, type Octets, type Outcome } from "./outcome";

export type ServerTrouble =
  /** `is_late`: not all of it came through before the deadline (S9). */
  | { code: "offline"; is_late: boolean }
  /** No session, or it has ended. */
  | { code: "session_expired" }
  | { code: "refused"; says: string }
  | { code: "not_found"; says: string }
  | { code: "server_trouble"; says: string };

export type Asked<T> = Promise<Outcome<T, ServerTrouble>>;

/** The answer to a sign-in, and who is signed in. */
export interface Who {
  user: {
    id: string;
    name: string;
    organisation: string;
    role: "interviewer" | "supervisor" | "administrator";
    commissioned: boolean;
  };
  authority: {
    id: string;
    name: string;
    pack: string;
    receipt_key: string;
    /** From the first receipt key to the present one, each signed by the key before. */
    receipt_key_handovers: { from: string; to: string; signature: string }[];
    recovery_key: string;
  };
}

const deadlineMs = 30_000;
/** One piece of a file each way, on a line of 20 kbit/s. */
const piecesDeadlineMs = 60_000;
const zipFromOctets = 1_000;

export const signIn = (username: string, password: string): Asked<Who> =>
  askJson("POST", "/api/session", { username, password });
export const whoAmI = (): Asked<Who> => askJson("GET", "/api/session");
export const signOut = (): Asked<unknown> => askJson("DELETE", "/api/session");
/** Refused where the session is not that of `user`, whose database asks. */
export const registerDevice = (
  origin: string,
  name: string,
  user: string,
): Asked<{ device_token: string }> => askJson("POST", "/api/devices", { origin, name, user });
export const askRecovery = (asked: {
  origin: string;
  sealed_key: string;
  reply_key: string;
}): Asked<{ id: string }> => askJson("POST", "/api/recovery", asked);
export const lookRecovery = (id: string): Asked<{ approved: boolean; answer: string }> =>
  askJson("GET", `/api/recovery/${id}`);

/** What is set aside, as the server tells it. */
interface Held {
  at: string;
  child: string;
  type: string;
  author: string;
  reason: string;
  tablet: string;
  number: string;
  change: string;
  why_not: string;
  decision: Decision | null;
}

interface Decision {
  admitted: boolean;
  by: string;
  at: string;
  reason: string;
}

/** Refused, both, where the session is not that of `user`, whose database asks (T3). */
export const quarantine = (
  which: "waiting" | "decided",
  skip: number,
  user: string,
): Asked<{ held: Held[]; left: number }> =>
  askJson("GET", `/api/quarantine/${which}/${skip}`, undefined, { "X-Homeward-User": user });
export const decideQuarantined = (
  asked: { tablet: string; number: string; act: "admit" | "leave_out"; reason: string },
  user: string,
): Asked<{ decision: Decision; stands: boolean }> =>
  askJson("POST", "/api/quarantine", asked, { "X-Homeward-User": user });

/** A file of unsent work, of this tablet or another: opaque to whoever brings it. */
export const rescue = async (file: Octets): Asked<RescueTaken> =>
  asJson(await ask("POST", "/api/rescue", { "Content-Type": "application/octet-stream" }, file));

/** {people: [...]} as it came: the core reads it. */
export async function people(): Asked<string> {
  const response = await ask("GET", "/api/people", {}, null);
  return response.ok ? fine(textOf(response.value)) : response;
}

/** One exchange of docs/protocol.md. Refused where the session is not that of `user`. */
export async function exchange(
  request: Octets,
  user: string,
  deviceToken: string | null,
): Asked<Octets> {
  const headers = tabletHeaders(user, deviceToken);
  if (request.length <= zipFromOctets) return ask("POST", "/api/sync", headers, request);
  headers["Content-Encoding"] = "gzip";
  return ask("POST", "/api/sync", headers, await zipped(request));
}

/** One step of a comparison (docs/protocol.md, P36). */
export const compare = (request: Octets, user: string): Asked<Octets> =>
  ask(
    "POST",
    "/api/compare",
    { "Content-Type": "application/octet-stream", "X-Homeward-User": user },
    request,
  );

/** Pieces of files, both ways: photographs and documents are packed already. */
export const pieces = (
  request: Octets,
  user: string,
  deviceToken: string | null,
): Asked<Octets> =>
  ask("POST", "/api/pieces", tabletHeaders(user, deviceToken), request, piecesDeadlineMs);

function tabletHeaders(user: string, deviceToken: string | null): Record<string, string> {
  return {
    "Content-Type": "application/octet-stream",
    "X-Homeward-User": user,
    ...(deviceToken === null ? {} : { "X-Homeward-Device": deviceToken }),
  };
}

async function askJson<T>(
  method: string,
  path: string,
  body?: object,
  more: Record<string, string> = {},
): Asked<T> {
  const headers = body ? { ...more, "Content-Type": "application/json" } : more;
  return asJson(await ask(method, path, headers, body ? JSON.stringify(body) : null));
}

function asJson<T>(response: Outcome<Octets, ServerTrouble>): Outcome<T, ServerTrouble> {
  if (!response.ok) return response;
  try {
    return fine(JSON.parse(textOf(response.value)) as T);
  } catch {
    return trouble({ code: "server_trouble", says: "The server's answer could not be read." });
  }
}

async function ask(
  method: string,
  path: string,
  headers: Record<string, string>,
  body: Octets | string | null,
  deadline = deadlineMs,
): Asked<Octets> {
  try {
    const response = await fetch(path, {
      method,
      headers: { ...headers, "X-Homeward": "1" },
      body,
      cache: "no-store",
      credentials: "same-origin",
      redirect: "error",
      signal: AbortSignal.timeout(deadline),
    });
    const octets = new Uint8Array(await response.arrayBuffer());
    return response.ok ? fine(octets) : trouble(troubleOf(response.status, octets));
  } catch (error) {
    const is_late = error instanceof DOMException && error.name === "TimeoutError";
    return trouble({ code: "offline", is_late });
  }
}

function troubleOf(status: number, octets: Octets): ServerTrouble {
  if (status === 401) return { code: "session_expired" };
  const says = saidIn(octets);
  if (status === 403) return { code: "refused", says };
  return status === 404 ? { code: "not_found", says } : { code: "server_trouble", says };
}

/** {"error": {"code", "detail"}} */
function saidIn(octets: Octets): string {
  try {
    const body = JSON.parse(textOf(octets)) as { error?: { detail?: unknown } };
    return typeof body.error?.detail === "string" ? body.error.detail : "";
  } catch {
    return "";
  }
}

async function zipped(octets: Octets): Promise<Octets> {
  const stream = new Blob([octets]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const textOf = (octets: Uint8Array) => new TextDecoder().decode(octets);
