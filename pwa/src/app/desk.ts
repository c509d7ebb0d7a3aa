// What every screen has to hand: the worker, where the person is, who they are.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Client, Me, Stage, SyncState } from "../worker/api";
import type { Autosaves } from "./autosave";
import type { Place } from "./place";

export interface Done {
  what: string;
  next: string;
}

export interface Desk {
  client: Client;
  place: Place;
  autosaves: Autosaves;
  /** Null before anyone has unlocked. */
  me: Me | null;
  sync: SyncState | null;
  /** What was just done, for the screen that follows to say. */
  done: Done | null;
  say_done(done: Done | null): void;
  enter(stage: Stage): void;
}

const DeskContext = createContext<Desk | null>(null);
export const DeskProvider = DeskContext.Provider;

export function use_desk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("A screen was shown outside the app.");
  return desk;
}
