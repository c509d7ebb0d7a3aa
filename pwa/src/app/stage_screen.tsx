// The screens before anything is unlocked.
import { AnotherTab } from "../screens/another_tab/another_tab";
import { NoStorage } from "../screens/no_storage/no_storage";
import { ChoosePassphrase, Recovering } from "../screens/passphrase/passphrase";
import { SignIn } from "../screens/sign_in/sign_in";
import { AskedBefore } from "../screens/unlock/forgotten";
import { Unlock } from "../screens/unlock/unlock";
import { was_kept } from "./kept";
import type { Stage } from "../worker/api";

export function StageScreen({ stage }: { stage: Exclude<Stage, { stage: "open" }> }) {
  switch (stage.stage) {
    case "signed_out":
      return <SignIn cleared={was_kept()} />;
    case "locked":
      return <Unlock people={stage.people} />;
    case "choose_passphrase":
      return <ChoosePassphrase person={stage.person} />;
    case "recovering":
      return stage.needs === null ? (
        <Recovering person={stage.person} approved={stage.approved} />
      ) : (
        <AskedBefore person={stage.person} needs={stage.needs} />
      );
    case "another_tab":
      return <AnotherTab />;
    case "no_storage":
      return <NoStorage problem={stage.problem} />;
  }
}
