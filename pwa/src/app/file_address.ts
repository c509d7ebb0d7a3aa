// An address in this page for octets in memory: no file is written, and nothing of it
// outlives what shows it.
import { useEffect, useState } from "preact/hooks";
import type { Id, Problem } from "../worker/api";
import { use_desk } from "./desk";

export function use_address(blob: Blob | null): string | null {
  const [address, set_address] = useState<string | null>(null);
  useEffect(() => {
    if (blob === null) return set_address(null);
    const made = URL.createObjectURL(blob);
    set_address(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return address;
}

/** Of a photograph's file, once all of it is here. */
export function use_picture(record: Id, here: boolean) {
  const { client } = use_desk();
  const [blob, set_blob] = useState<Blob | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  useEffect(() => {
    let gone = false;
    const read = async () => {
      const answer = await client.call("file", { record });
      if (gone) return;
      set_blob(answer.ok ? new Blob([answer.value.octets], { type: "image/jpeg" }) : null);
      set_problem(answer.ok ? null : answer.problem);
    };
    if (here) void read();
    return () => void (gone = true);
  }, [client, record, here]);
  return { address: use_address(blob), problem };
}
