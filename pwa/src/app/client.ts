// The real Client: one module worker, asked by number.
//
//   page → worker   {id, name, args}
//   worker → page   {id, answer}  or  {event: ...}
//
// Locking ends the worker (T3), and with it the key; the next call starts another.
import type { Answer, CallName, Calls, Client, Event, Problem } from "../worker/api";
import worker_address from "../worker/main.ts?worker&url";
import { words } from "../words";
import { note_kept } from "./kept";
import { trusted_script } from "./trusted";

type FromWorker = { id: number; answer: Answer<unknown> } | Event;

/** T5: after these the browser is asked to keep our files; a worker cannot ask. */
const opening = new Set<CallName>(["choose_passphrase", "unlock"]);

const stopped: Problem = { code: "unexpected", ...words.problems.unexpected };

export class WorkerClient implements Client {
  private worker_: Worker | null = null;
  private next_id_ = 1;
  private beginning_ = false;
  private readonly waiting_ = new Map<number, (answer: Answer<unknown>) => void>();
  private readonly listeners_ = new Set<(event: Event) => void>();

  async call<N extends CallName>(
    name: N,
    args: Calls[N]["args"],
  ): Promise<Answer<Calls[N]["value"]>> {
    const id = this.next_id_++;
    const answer = await new Promise<Answer<unknown>>((resolve) => {
      this.waiting_.set(id, resolve);
      this.worker().postMessage({ id, name, args });
    });
    if (name === "lock" && answer.ok) this.end();
    if (opening.has(name) && answer.ok) {
      note_kept();
      void navigator.storage.persist();
    }
    return answer as Answer<Calls[N]["value"]>;
  }

  listen(listener: (event: Event) => void): () => void {
    this.listeners_.add(listener);
    return () => this.listeners_.delete(listener);
  }

  private worker(): Worker {
    if (this.worker_) return this.worker_;
    const worker = new Worker(trusted_script(worker_address), { type: "module", name: "homeward" });
    worker.addEventListener("message", (message: MessageEvent<FromWorker>) =>
      this.hear(message.data),
    );
    worker.addEventListener("error", ({ message }) => {
      console.error(message); // for whoever finds out why; the person is told by what follows
      void this.begin_again();
    });
    this.worker_ = worker;
    return worker;
  }

  private hear(message: FromWorker): void {
    if ("event" in message) {
      for (const listener of this.listeners_) listener(message);
      return;
    }
    const resolve = this.waiting_.get(message.id);
    this.waiting_.delete(message.id);
    resolve?.(message.answer);
  }

  /** The worker fell: another one is begun, and locked. One that falls at once is let lie. */
  private async begin_again(): Promise<void> {
    this.end();
    if (this.beginning_) return;
    this.beginning_ = true;
    const answer = await this.call("start", {});
    this.beginning_ = false;
    if (answer.ok) this.hear({ event: "stage", stage: answer.value });
  }

  /** Whoever still waits is told so: a promise that never settles looks like a save. */
  private end(): void {
    this.worker_?.terminate();
    this.worker_ = null;
    const waiting = [...this.waiting_.values()];
    this.waiting_.clear();
    for (const resolve of waiting) resolve({ ok: false, problem: stopped });
  }
}
