// The page's beginning.
import { render } from "preact";
import "govuk-frontend/dist/govuk/govuk-frontend.min.css";
import "./styles/homeward.css";
import { App } from "./app/app";
import { WorkerClient } from "./app/client";
import { hash_place } from "./app/place";
import { use_update } from "./app/update";

const client = new WorkerClient();
const place = hash_place();

// The page hears of a network sooner and more surely than the worker does.
window.addEventListener("online", () => void client.call("sync_now", {}));

function Homeward() {
  return <App client={client} place={place} update={use_update()} />;
}

const root = document.getElementById("app");
if (root) render(<Homeward />, root);
