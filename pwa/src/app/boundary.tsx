// When a screen breaks: say what is safe and how to go on. Nothing that was typed
// lives only here; the database has it.
import { Component, type ComponentChildren } from "preact";
import { words } from "../words";

export class Boundary extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };

  static override getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

export function Broken() {
  const again = () => {
    location.hash = "/";
    location.reload();
  };
  return (
    <div class="govuk-width-container">
      <main id="main" class="govuk-main-wrapper hw-main">
        <h1 class="govuk-heading-l">{words.broken.title}</h1>
        <p class="govuk-body-l">{words.broken.says}</p>
        <p class="govuk-body">{words.broken.todo}</p>
        <button type="button" class="govuk-button" onClick={again}>
          {words.broken.again}
        </button>
      </main>
    </div>
  );
}
