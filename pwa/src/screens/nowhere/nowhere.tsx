// An address that leads nowhere.
import { paths } from "../../app/routes";
import { ButtonLink } from "../../parts/link";
import { Page } from "../../parts/page";
import { words } from "../../words";

export function Nowhere() {
  return (
    <Page title={words.nowhere.title}>
      <p class="govuk-body-l">{words.nowhere.says}</p>
      <ButtonLink to={paths.home}>{words.nowhere.home}</ButtonLink>
    </Page>
  );
}
