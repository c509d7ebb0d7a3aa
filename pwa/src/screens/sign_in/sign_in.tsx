// Sign in with the account's password; again later, so that work can be sent.
import { useState } from "preact/hooks";
import { use_acting } from "../../app/acting";
import { use_desk } from "../../app/desk";
import { paths } from "../../app/routes";
import { error_of, Mistakes, SecretField, TextField, type Mistake } from "../../parts/form";
import { Page } from "../../parts/page";
import { ProblemNotice } from "../../parts/problem";
import type { Answer, Stage } from "../../worker/api";
import { words } from "../../words";

const told = words.sign_in;

interface CredentialsProps {
  button: string;
  submit: (username: string, password: string) => Promise<Answer<Stage>>;
  done: (stage: Stage) => void;
}

/** Username and password, for whatever needs the account. */
export function Credentials({ button, submit, done }: CredentialsProps) {
  const [username, set_username] = useState("");
  const [password, set_password] = useState("");
  const [mistakes, set_mistakes] = useState<Mistake[]>([]);
  const { busy, problem, act } = use_acting();

  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const found: Mistake[] = [];
    if (username.trim() === "") found.push({ id: "username", says: told.enter_username });
    if (password === "") found.push({ id: "password", says: told.enter_password });
    set_mistakes(found);
    if (found.length === 0) void act(() => submit(username.trim(), password), done);
  };
  return (
    <form onSubmit={send} noValidate>
      <Mistakes mistakes={mistakes} />
      {problem && <ProblemNotice problem={problem} />}
      <TextField
        id="username"
        label={told.username}
        value={username}
        autocomplete="username"
        error={error_of(mistakes, "username")}
        change={set_username}
      />
      <SecretField
        id="password"
        label={told.password}
        value={password}
        autocomplete="current-password"
        error={error_of(mistakes, "password")}
        change={set_password}
      />
      <button class="govuk-button" aria-disabled={busy}>
        {button}
      </button>
    </form>
  );
}

/** `cleared`: something was kept in this browser, and nothing is. */
export function SignIn({ back, cleared }: { back?: () => void; cleared?: boolean }) {
  const { client, enter, me, place } = use_desk();
  const done = (stage: Stage) => {
    enter(stage);
    back?.();
    if (me) place.go(paths.home, "replace");
  };
  return (
    <Page title={me ? told.again_title : told.title} back={me ? { to: paths.home } : undefined}>
      {cleared && <ProblemNotice problem={{ code: "no_storage", ...told.cleared }} />}
      <p class="govuk-body-l">{me ? told.again_lead : told.lead}</p>
      <Credentials
        button={told.button}
        submit={(username, password) => client.call("sign_in", { username, password })}
        done={done}
      />
      {back && (
        <button type="button" class="hw-plain-button" onClick={back}>
          {words.common.back}
        </button>
      )}
    </Page>
  );
}
