// One picture of one screen.
import type { Replies } from "./client";

export interface Example {
  /** Where in the page; the first screen where left out. */
  path?: string;
  replies: Replies;
  /** "A new version is ready". */
  update?: boolean;
}

export type Examples = Record<string, Example>;
