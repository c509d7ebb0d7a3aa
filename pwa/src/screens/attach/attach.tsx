// Adding a photograph or a document: taken now or chosen, and what it is in words. The rest
// is asked on the record's own page.
import { useState } from "preact/hooks";
import { use_acting } from "../../app/acting";
import { use_desk } from "../../app/desk";
import { use_address } from "../../app/file_address";
import { picture_alone } from "../../app/picture";
import { use_reading } from "../../app/reading";
import { paths } from "../../app/routes";
import { Mistakes, TextField, error_of, type Mistake } from "../../parts/form";
import { Opening, Page } from "../../parts/page";
import { ProblemNotice, ProblemPage } from "../../parts/problem";
import type { Answer, Id } from "../../worker/api";
import { words } from "../../words";

const told = words.files;

/** More than this is not even read: the tablet's memory is for other things. */
const read_max = 40 * 1024 * 1024;

interface Chosen {
  name: string;
  blob: Blob;
  media_type: string;
  kind: "photograph" | "document";
}

const bad = (says: string, todo: string) =>
  ({ ok: false, problem: { code: "bad_input", says, todo } }) as const;

async function prepared(file: File): Promise<Answer<Chosen>> {
  const { name } = file;
  if (file.type.startsWith("image/")) {
    const blob = await picture_alone(file);
    if (blob === null) return bad(told.unreadable.says, told.unreadable.todo);
    return { ok: true, value: { name, blob, media_type: blob.type, kind: "photograph" } };
  }
  if (file.size > read_max) {
    const { says, todo } = told.far_too_large(`${Math.ceil(file.size / 1024 / 1024)} MB`);
    return bad(says, todo);
  }
  return { ok: true, value: { name, blob: file, media_type: file.type, kind: "document" } };
}

interface ChooseProps {
  error: string | null;
  choose: (file: File) => void;
}

function Choose({ error, choose }: ChooseProps) {
  const chosen = (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    if (file) choose(file);
  };
  return (
    <div class={`govuk-form-group${error ? " govuk-form-group--error" : ""}`}>
      {error && (
        <p id="file-error" class="govuk-error-message">
          <span class="govuk-visually-hidden">{words.common.error_prefix}</span> {error}
        </p>
      )}
      <label class="govuk-label govuk-label--s" for="camera">
        {told.take}
      </label>
      <input
        class="govuk-file-upload hw-file__input"
        id="camera"
        type="file"
        accept="image/*"
        capture="environment"
        onChange={(event) => chosen(event.currentTarget)}
      />
      <label class="govuk-label govuk-label--s" for="file">
        {told.choose}
      </label>
      <div id="file-hint" class="govuk-hint">
        {told.choose_hint}
      </div>
      <input
        class="govuk-file-upload hw-file__input"
        id="file"
        type="file"
        accept="image/*,application/pdf,text/plain"
        aria-describedby={error ? "file-hint file-error" : "file-hint"}
        onChange={(event) => chosen(event.currentTarget)}
      />
      <p class="govuk-hint">{told.metadata}</p>
    </div>
  );
}

function Preview({ chosen }: { chosen: Chosen | null }) {
  const address = use_address(chosen?.kind === "photograph" ? chosen.blob : null);
  return (
    <div role="status">
      {chosen && <p class="govuk-body">{told.chosen(chosen.name)}</p>}
      {address && <img class="hw-file__picture" src={address} alt={told.preview} />}
    </div>
  );
}

function mistakes_in(chosen: Chosen | null, title: string): Mistake[] {
  return [
    ...(chosen === null ? [{ id: "file", says: told.choose_first }] : []),
    ...(title.trim() === "" ? [{ id: "title", says: told.say_what }] : []),
  ];
}

interface AttachProps {
  child: Id;
  episode: Id | null;
}

function AttachForm({ child, episode }: AttachProps) {
  const { client, place } = use_desk();
  const { busy, problem, act } = use_acting();
  const [chosen, set_chosen] = useState<Chosen | null>(null);
  const [title, set_title] = useState("");
  const [mistakes, set_mistakes] = useState<Mistake[]>([]);
  const add = () => {
    const found = mistakes_in(chosen, title);
    set_mistakes(found);
    if (found.length > 0 || chosen === null) return;
    const work = async () => {
      const octets = new Uint8Array(await chosen.blob.arrayBuffer());
      const { kind, media_type } = chosen;
      const what = { child, episode, kind, media_type, title: title.trim() };
      return client.call("attach", { ...what, octets });
    };
    void act(work, ({ record }) => place.go(paths.record(record)));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Mistakes mistakes={mistakes} />
      {problem && <ProblemNotice problem={problem} />}
      <Choose
        error={error_of(mistakes, "file")}
        choose={(file) => void act(() => prepared(file), set_chosen)}
      />
      <Preview chosen={chosen} />
      <TextField
        id="title"
        label={told.what}
        hint={told.what_hint}
        value={title}
        error={error_of(mistakes, "title")}
        change={set_title}
      />
      <button type="submit" class="govuk-button" aria-disabled={busy}>
        {busy ? told.adding : told.button}
      </button>
    </form>
  );
}

export function Attach({ child, episode }: AttachProps) {
  const { value, problem, again } = use_reading("child", { child });
  if (!value) return problem ? <ProblemPage problem={problem} again={again} /> : <Opening />;
  const back = episode === null ? paths.child(child) : paths.episode(child, episode);
  return (
    <Page title={told.title} caption={value.name} back={{ to: back, text: value.name }} calm>
      <AttachForm child={child} episode={episode} />
    </Page>
  );
}
