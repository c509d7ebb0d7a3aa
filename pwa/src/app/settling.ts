// A text that is begun to settle an answer is typed under a key of its own, so that typing
// settles nothing (M4); it is kept as everything that is typed (T1).
import type { AnswerView, Key } from "../worker/api";
import type { AnswersSave } from "./autosave";

export const settling_key = (answer: Key): Key => `${answer}#settling`;

/** The answer that a key is typed for. */
export const answer_key = (key: Key): Key => key.split("#")[0] ?? key;

/** What stands there now; empty where nothing was begun, or it was taken back. */
export function begun_text(autosave: AnswersSave, name: Key, answer: AnswerView): string {
  const typed = autosave.typed(settling_key(name));
  if (!typed) return answer.settling ?? "";
  return typed.value.kind === "text" ? typed.value.text : "";
}
