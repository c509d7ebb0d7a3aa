// Who said it, where something was said.
import type { Head, Value } from "../../worker/api";
import { words } from "../../words";

const is_empty = ({ kind }: Value) => kind === "blank" || kind === "absence";

/** Nothing of an answer that is left empty, or that there is none. */
export const said_words = ({ value, said_by }: Pick<Head, "value" | "said_by">) =>
  said_by === "unsaid" || is_empty(value) ? "" : words.answer.said[said_by];
