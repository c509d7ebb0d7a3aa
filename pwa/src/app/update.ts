// A new version is offered quietly, and taken only when nothing is being typed.
import { useEffect, useState } from "preact/hooks";
import { trusted_script } from "./trusted";

export interface Update {
  ready: boolean;
  use(): void;
}

function watch(registration: ServiceWorkerRegistration, ready: () => void): void {
  const installed = (worker: ServiceWorker | null) => {
    if (worker?.state === "installed" && navigator.serviceWorker.controller) ready();
  };
  installed(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => installed(worker));
  });
}

function apply(registration: ServiceWorkerRegistration): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
    once: true,
  });
  registration.waiting?.postMessage("apply_update");
}

const no_update: Update = { ready: false, use: () => undefined };

/** Registers the service worker that opens the page without a network. */
export function use_update(): Update {
  const [update, set_update] = useState<Update>(no_update);
  useEffect(() => {
    if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
    const address = trusted_script("/service_worker.js");
    navigator.serviceWorker.register(address, { scope: "/" }).then(
      (registration) =>
        watch(registration, () => set_update({ ready: true, use: () => apply(registration) })),
      () => undefined, // without one the page still works while there is a network
    );
  }, []);
  return update;
}
