// What a supervisor types of their decision: each comment, and the reason, is in the
// database as soon as it is typed, and is nobody else's before the decision (T1).
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Saving } from "../../app/autosave";
import { use_desk } from "../../app/desk";
import { use_saving } from "../../app/open_record";
import type { Id, Key, ReviewView } from "../../worker/api";
import { words } from "../../words";

const told = words.review;
const reason_key = ""; // as an answer's key never is

export interface Remarks {
  /** What is in its field; null where none is open. */
  of(key: Key): string | null;
  reason: string;
  /** Those that say something. */
  written: { key: Key; label: string; text: string }[];
  saving: Saving;
  change(key: Key, text: string | null): void;
  change_reason(text: string): void;
  save(): Promise<void>;
  /** The decision has taken them. */
  decided(): void;
}

/** Of every question that is asked, or has a comment. */
function labels_of(view: ReviewView): Map<Key, string> {
  const asked = view.sections.flatMap(({ questions }) => questions);
  return new Map([...asked, ...view.remarks.comments].map(({ key, label }) => [key, label]));
}

export function use_remarks(interview: Id, view: ReviewView | null): Remarks {
  const { autosaves } = use_desk();
  const save = useMemo(() => autosaves.remarks_of(interview), [autosaves, interview]);
  const saving = use_saving(save);
  const [opened, set_opened] = useState<Key[]>([]);
  useEffect(() => () => void save.flush(), [save]);

  const kept = view?.remarks.comments ?? [];
  const text_of = (key: Key) =>
    save.typed(key)?.text ?? kept.find((one) => one.key === key)?.text ?? "";
  const put = (key: Key, text: string) =>
    save.put(key, { text, submission: view?.submission?.id ?? null });
  const labels = view ? labels_of(view) : new Map<Key, string>();
  return {
    of: (key) => (text_of(key) !== "" || opened.includes(key) ? text_of(key) : null),
    reason: save.typed(reason_key)?.text ?? view?.remarks.reason ?? "",
    written: [...labels]
      .map(([key, label]) => ({ key, label, text: text_of(key).trim() }))
      .filter(({ text }) => text !== ""),
    saving,
    change(key, text) {
      set_opened((before) => [...before.filter((one) => one !== key), ...(text === null ? [] : [key])]);
      if (text !== null || text_of(key) !== "") put(key, text ?? "");
    },
    change_reason: (text) => put(reason_key, text),
    save: () => save.flush(),
    decided() {
      set_opened([]);
      save.forget();
    },
  };
}

interface KeptProps {
  title: string;
  lead: string;
  remarks: Remarks;
  keys: Key[];
  with_reason: boolean;
}

/** Those that have no place beside an answer in view: read, and taken back. */
export function Kept({ title, lead, remarks, keys, with_reason }: KeptProps) {
  const written = remarks.written.filter(({ key }) => keys.includes(key));
  const reason = with_reason ? remarks.reason.trim() : "";
  if (written.length === 0 && reason === "") return null;
  return (
    <section class="hw-section">
      <h2 class="govuk-heading-m">{title}</h2>
      <p class="govuk-body">{lead}</p>
      <ul class="hw-notes">
        {written.map(({ key, label, text }) => (
          <li key={key}>
            <p class="govuk-body govuk-!-font-weight-bold">{label}</p>
            <p class="hw-words">{text}</p>
            <button
              type="button"
              class="hw-plain-button"
              aria-label={told.remove_comment_on(label)}
              onClick={() => remarks.change(key, null)}
            >
              {told.remove_comment}
            </button>
          </li>
        ))}
        {reason !== "" && (
          <li>
            <p class="govuk-body govuk-!-font-weight-bold">{told.reason}</p>
            <p class="hw-words">{reason}</p>
            <button
              type="button"
              class="hw-plain-button"
              aria-label={told.remove_comment_on(told.reason)}
              onClick={() => remarks.change_reason("")}
            >
              {told.remove_comment}
            </button>
          </li>
        )}
      </ul>
    </section>
  );
}
