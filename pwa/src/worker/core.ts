// The open database and the client over it, inside the module (wasm/client.h).

import type { Answer } from "./api";
import type { Exports, ModuleTrouble } from "./module";
import { Module } from "./module";
import { fine, type Octets, type Outcome } from "./outcome";

export interface ClientExports extends Exports {
  _hw_identify(json: number, size: number): number;
  _hw_call(json: number, size: number): number;
  _hw_request(): number;
  _hw_request_ahead(answer: number, size: number): number;
  _hw_carry_less(): number;
  _hw_rescue(): number;
  _hw_take(answer: number, size: number): number;
  _hw_confirm(): number;
  _hw_compare_request(begin: number): number;
  _hw_compare_take(answer: number, size: number): number;
  _hw_attach(args: number, argsSize: number, file: number, fileSize: number): number;
  _hw_file(record: number, size: number): number;
  _hw_pieces_request(isFirst: number): number;
  _hw_pieces_take(answer: number, size: number): number;
  _hw_pieces_confirm(): number;
  _hw_retry_ms(attempt: number, random: number): number;
}

/** What one answer of the server brought. */
export interface Report {
  standing: "ok" | "restored" | "forked";
  changed: string[];
  purged: string[];
  taken: number;
  remaining: number;
  more: boolean;
  /** The answer to what was sent meanwhile is the next to take. */
  is_next_asked: boolean;
  receipt: Word | null;
}

/** The council's signed word, in hexadecimal. */
export interface Word {
  octets: string;
  signature: string;
}

/** What one answer about files brought (wasm/client.h). */
export interface PiecesReport {
  changed: string[];
  to_verify: Word[];
}

export class Core {
  constructor(private readonly module_: Module<ClientExports>) {}

  /** A call of api.ts, or one of the worker's own (wasm/client.h). */
  call<T>(name: string, args: object): Answer<T> {
    const said = this.withText(JSON.stringify({ name, args }), (at, size) =>
      this.exports._hw_call(at, size),
    );
    if (!said.ok) throw new Error(`${said.trouble.code}: ${said.trouble.detail}`);
    return JSON.parse(textOf(said.value)) as Answer<T>;
  }

  identify(json: string): Outcome<void, ModuleTrouble> {
    const said = this.withText(json, (at, size) => this.exports._hw_identify(at, size));
    return said.ok ? fine(undefined) : said;
  }

  /** False for a database whose making was interrupted before it knew whose it is. */
  isIdentified(): boolean {
    const call = JSON.stringify({ name: "this_tablet", args: {} });
    return this.withText(call, (at, size) => this.exports._hw_call(at, size)).ok;
  }

  nextRequest(): Outcome<Octets, ModuleTrouble> {
    return this.replyTo(this.exports._hw_request());
  }

  /** What to send while this answer is taken; empty where there is nothing. */
  requestAhead(answer: Octets): Outcome<Octets, ModuleTrouble> {
    return this.module_.lend([answer], ([at = 0]) =>
      this.replyTo(this.exports._hw_request_ahead(at, answer.length)),
    );
  }

  /** What was sent last did not come through in time: less is sent and asked for at once. */
  carryLess(): void {
    this.exports._hw_carry_less();
  }

  /** All unsent work in one piece; empty where there is none. */
  rescue(): Outcome<Octets, ModuleTrouble> {
    return this.replyTo(this.exports._hw_rescue());
  }

  take(answer: Octets): Outcome<Report, ModuleTrouble> {
    const said = this.module_.lend([answer], ([at = 0]) =>
      this.replyTo(this.exports._hw_take(at, answer.length)),
    );
    return said.ok ? fine(JSON.parse(textOf(said.value)) as Report) : said;
  }

  /** What to send next of a comparison with the council; empty where it is over or none is due. */
  nextComparison(begin: "no" | "if_due" | "now"): Outcome<Octets, ModuleTrouble> {
    return this.replyTo(this.exports._hw_compare_request(["no", "if_due", "now"].indexOf(begin)));
  }

  takeComparison(answer: Octets): Outcome<{ changed: string[] }, ModuleTrouble> {
    const said = this.module_.lend([answer], ([at = 0]) =>
      this.replyTo(this.exports._hw_compare_take(at, answer.length)),
    );
    return said.ok ? fine(JSON.parse(textOf(said.value)) as { changed: string[] }) : said;
  }

  /** The answer is as call() gives it. */
  attach(args: object, file: Octets): Answer<{ record: string }> {
    const text = new TextEncoder().encode(JSON.stringify(args));
    const said = this.module_.lend([text, file], ([argsAt = 0, fileAt = 0]) =>
      this.replyTo(this.exports._hw_attach(argsAt, text.length, fileAt, file.length)),
    );
    if (!said.ok) throw new Error(`${said.trouble.code}: ${said.trouble.detail}`);
    return JSON.parse(textOf(said.value)) as Answer<{ record: string }>;
  }

  file(record: string): Outcome<Octets, ModuleTrouble> {
    return this.withText(record, (at, size) => this.exports._hw_file(at, size));
  }

  /** What to ask the council about files next; empty where there is nothing more. */
  nextPieces(isFirst: boolean): Outcome<Octets, ModuleTrouble> {
    return this.replyTo(this.exports._hw_pieces_request(isFirst ? 1 : 0));
  }

  takePieces(answer: Octets): Outcome<PiecesReport, ModuleTrouble> {
    const said = this.module_.lend([answer], ([at = 0]) =>
      this.replyTo(this.exports._hw_pieces_take(at, answer.length)),
    );
    return said.ok ? fine(JSON.parse(textOf(said.value)) as PiecesReport) : said;
  }

  confirmPieces(): Outcome<void, ModuleTrouble> {
    const said = this.replyTo(this.exports._hw_pieces_confirm());
    return said.ok ? fine(undefined) : said;
  }

  /** True where another exchange has something to do. */
  confirm(): Outcome<boolean, ModuleTrouble> {
    const said = this.replyTo(this.exports._hw_confirm());
    return said.ok ? fine(said.value.length > 0) : said;
  }

  /** How long to wait after the `attempt`th failure, counted from 0. */
  retryMs(attempt: number): number {
    const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
    return this.exports._hw_retry_ms(attempt, random);
  }

  keep(name: string, text: string): void {
    this.call("keep", { name, text });
  }

  kept(name: string): string | null {
    const answer = this.call<{ text: string | null }>("kept", { name });
    return answer.ok ? answer.value.text : null;
  }

  close(): void {
    this.module_.close();
  }

  private get exports(): ClientExports {
    return this.module_.exports;
  }

  private withText(text: string, use: (at: number, size: number) => number) {
    const octets = new TextEncoder().encode(text);
    return this.module_.lend([octets], ([at = 0]) => this.replyTo(use(at, octets.length)));
  }

  private replyTo(status: number): Outcome<Octets, ModuleTrouble> {
    const at = this.exports._hw_reply();
    const octets = this.exports.HEAPU8.slice(at, at + this.exports._hw_reply_size());
    if (status === 0) return fine(octets);
    const [code = "", ...detail] = textOf(octets).split("\n");
    return { ok: false, trouble: { code, detail: detail.join("\n") } };
  }
}

const textOf = (octets: Uint8Array) => new TextDecoder().decode(octets);
