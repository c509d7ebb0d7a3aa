// The one Trusted Types policy of the page, named in the Content-Security-Policy.
// Only our own scripts pass: the worker and the service worker.
interface Policy {
  createScriptURL(url: string): string;
}
interface Factory {
  createPolicy(name: string, rules: Policy): Policy;
}

function own_address(url: string): string {
  const address = new URL(url, location.href);
  if (address.origin !== location.origin)
    throw new TypeError("A script from another address was refused.");
  return address.href;
}

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy = factory?.createPolicy("homeward", { createScriptURL: own_address });

/** The script's address, stamped as ours where the browser asks for it. */
export function trusted_script(url: string): string {
  return policy ? policy.createScriptURL(url) : own_address(url);
}
