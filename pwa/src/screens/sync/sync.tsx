// Where the work is: what is sent, what waits, what the council set aside and why.
import { useEffect, useState } from "preact/hooks";
import { use_acting } from "../../app/acting";
import { use_desk } from "../../app/desk";
import { paths } from "../../app/routes";
import { Facts } from "../../parts/facts";
import { ButtonLink, Link } from "../../parts/link";
import { Opening, Page } from "../../parts/page";
import { ProblemNotice } from "../../parts/problem";
import { Progress } from "../../parts/progress";
import { SaveUnsent } from "../../parts/save_unsent";
import type { Answer, HeldBack, RescueTaken, SyncState } from "../../worker/api";
import { words } from "../../words";
import { SetAsideOfOthers } from "./set_aside";

const told = words.sync;
const no_file: Answer<RescueTaken> = {
  ok: false,
  problem: { code: "bad_input", says: told.rescue.choose, todo: told.rescue.choose_next },
};

function Held({ held }: { held: HeldBack[] }) {
  if (held.length === 0) return null;
  return (
    <section class="hw-section">
      <h2 class="govuk-heading-m">{told.held_title}</h2>
      <p class="govuk-body">{told.held_lead}</p>
      <ul class="hw-notes">
        {held.map((one, at) => (
          <li key={at}>
            <p class="govuk-body">
              {one.record ? <Link to={paths.record(one.record)}>{one.what}</Link> : one.what}
            </p>
            <p class="govuk-body">
              {one.why} {one.todo}
            </p>
            {one.decision && <p class="govuk-inset-text">{one.decision.words}</p>}
            <p class="hw-quiet">{one.at.words}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** M8: kept, and read again at each start. */
function Unreadable({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <section class="hw-section">
      <h2 class="govuk-heading-m">{told.unreadable_title}</h2>
      <p class="govuk-body">{told.unreadable(count)}</p>
      <p class="govuk-body">{told.unreadable_todo}</p>
    </section>
  );
}

/** S7: of children this person sees no more, until a backup at the council holds it. */
function Sealed({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <section class="hw-section">
      <h2 class="govuk-heading-m">{told.sealed_title}</h2>
      <p class="govuk-body">{told.sealed(count)}</p>
      <p class="govuk-body">{told.sealed_until}</p>
    </section>
  );
}

function Send() {
  const { client, me } = use_desk();
  const { busy, problem, act } = use_acting();
  return (
    <>
      {problem && <ProblemNotice problem={problem} />}
      {me && !me.signed_in ? (
        <ButtonLink to={paths.sign_in}>{told.sign_in}</ButtonLink>
      ) : (
        <button
          type="button"
          class="govuk-button"
          aria-disabled={busy}
          onClick={() => void act(() => client.call("sync_now", {}))}
        >
          {busy ? told.sending : told.send_now}
        </button>
      )}
    </>
  );
}

/** What a comparison of every record with the council's copy came to. */
function Compared() {
  const { client, me, sync } = use_desk();
  const { busy, problem, act } = use_acting();
  const compared = sync?.compared ?? null;
  return (
    <section class="hw-section">
      <h2 class="govuk-heading-m">{told.compared.title}</h2>
      <p class="govuk-body" role="status">
        {compared ? told.compared.at(compared.records, compared.at.words) : told.compared.never}
        {compared && compared.mended.length + compared.left.length === 0 && ` ${told.compared.same}`}
      </p>
      {compared && compared.mended.length > 0 && (
        <>
          <p class="govuk-body">{told.compared.mended}</p>
          <ul class="govuk-list govuk-list--bullet">
            {compared.mended.map((one, at) => (
              <li key={at}>{one}</li>
            ))}
          </ul>
        </>
      )}
      {compared && compared.left.length > 0 && (
        <div class="hw-notice">
          <p class="govuk-body govuk-!-font-weight-bold">{told.compared.left}</p>
          <ul class="govuk-list govuk-list--bullet">
            {compared.left.map(({ what, why }, at) => (
              <li key={at}>
                {what}: {why}
              </li>
            ))}
          </ul>
        </div>
      )}
      {problem && <ProblemNotice problem={problem} />}
      {me?.signed_in && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          aria-disabled={busy}
          onClick={() => void act(() => client.call("compare_now", {}))}
        >
          {busy ? told.compared.comparing : told.compared.now}
        </button>
      )}
    </section>
  );
}

/** S7: work that cannot be sent leaves the tablet in a file that only the council can read. */
function SaveRescue() {
  const { client } = use_desk();
  return (
    <section class="hw-section">
      <h2 class="govuk-heading-m">{told.rescue.title}</h2>
      <p class="govuk-body">{told.rescue.lead}</p>
      <SaveUnsent
        says={told.rescue.save}
        says_saved={told.rescue.saved}
        ask={() => client.call("save_rescue", {})}
      />
    </section>
  );
}

function BringRescue() {
  const { client } = use_desk();
  const { busy, problem, act } = use_acting();
  const [file, set_file] = useState<File | null>(null);
  const [taken, set_taken] = useState<RescueTaken | null>(null);
  const bring = async () => {
    if (file === null) return no_file;
    const octets = new Uint8Array(await file.arrayBuffer());
    return client.call("take_rescue", { octets });
  };
  return (
    <section class="hw-section">
      <h2 class="govuk-heading-m">{told.rescue.bring_title}</h2>
      <p class="govuk-body">{told.rescue.bring_lead}</p>
      {problem && <ProblemNotice problem={problem} />}
      <div class="govuk-form-group">
        <label class="govuk-label" for="rescue-file">
          {told.rescue.file}
        </label>
        <input
          class="govuk-file-upload"
          id="rescue-file"
          type="file"
          accept=".rescue"
          onChange={(event) => set_file(event.currentTarget.files?.[0] ?? null)}
        />
      </div>
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        aria-disabled={busy}
        onClick={() => void act(bring, set_taken)}
      >
        {told.rescue.bring}
      </button>
      <div role="status">
        {taken && <p class="govuk-body">{told.rescue.taken(taken.changes, taken.added)}</p>}
        {taken && taken.files > 0 && <p class="govuk-body">{told.rescue.files(taken.files)}</p>}
        {taken && taken.set_aside > 0 && (
          <p class="govuk-body">{told.rescue.set_aside(taken.set_aside)}</p>
        )}
      </div>
    </section>
  );
}

function SignOut() {
  const { client, enter } = use_desk();
  const { busy, problem, act } = use_acting();
  return (
    <section class="hw-section">
      {problem && <ProblemNotice problem={problem} />}
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        aria-disabled={busy}
        onClick={() => void act(() => client.call("sign_out", {}), enter)}
      >
        {told.sign_out}
      </button>
      <p class="govuk-body">{told.sign_out_hint}</p>
    </section>
  );
}

function Receipt({ receipt }: { receipt: NonNullable<SyncState["last_receipt"]> }) {
  return (
    <details class="govuk-details hw-receipt">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{told.show_receipt}</span>
      </summary>
      <div class="govuk-details__text">
        <p class="govuk-body">{told.receipt_says}</p>
        <Facts
          facts={[
            { label: told.receipt_changes, words: told.receipt_count(receipt.changes) },
            { label: told.receipt_tablet, words: receipt.tablet },
            { label: told.receipt_chain, words: receipt.chain },
            { label: told.receipt_signature, words: receipt.signature },
          ]}
        />
      </div>
    </details>
  );
}

export function Sync() {
  const { client, sync, me } = use_desk();
  useEffect(() => {
    if (!sync?.warnings.some(({ read }) => !read)) return;
    void client.call("note_read", { about: sync.warnings.map(({ about }) => about) });
  }, [client, sync]);
  if (!sync) return <Opening />;
  const facts = [
    { label: told.unsent, words: sync.unsent_words || told.nothing },
    { label: told.oldest, words: sync.oldest_unsent?.words ?? told.none },
    { label: told.receipt, words: sync.last_receipt?.at.words ?? told.no_receipt },
  ];
  return (
    <Page title={told.title} back={{ to: paths.home, text: words.home.title }}>
      <p class="govuk-body-l">
        <strong>{told.states[sync.now]}.</strong> {sync.words}.
      </p>
      {(sync.now === "offline" || sync.now === "waiting") && (
        <p class="govuk-body">{told.by_itself[sync.now]}</p>
      )}
      {sync.progress && <Progress progress={sync.progress} />}
      {sync.warnings.map((warning) => (
        <ProblemNotice key={warning.about} problem={warning} />
      ))}
      {sync.put_back && <p class="govuk-inset-text">{told.put_back(sync.put_back.words)}</p>}
      {sync.renewed && (
        <p class="govuk-inset-text">
          {told.renewed(sync.renewed.at.words, sync.renewed.sent_again)}
        </p>
      )}
      <Facts facts={facts} />
      {sync.last_receipt && <Receipt receipt={sync.last_receipt} />}
      <Send />
      <Held held={sync.held_back} />
      <Unreadable count={sync.unreadable} />
      <Sealed count={sync.sealed} />
      {me?.role === "supervisor" && me.signed_in && <SetAsideOfOthers />}
      <Compared />
      {sync.unsent > 0 && <SaveRescue />}
      {me?.signed_in && <BringRescue />}
      <section class="hw-section">
        <h2 class="govuk-heading-m">{told.safe_title}</h2>
        {told.safe.map((line) => (
          <p class="govuk-body" key={line}>
            {line}
          </p>
        ))}
      </section>
      {me?.signed_in && <SignOut />}
    </Page>
  );
}
