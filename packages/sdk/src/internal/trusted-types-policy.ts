/** The part of Trusted Types that is used; TypeScript's DOM library does not have it. */
export interface TrustedTypesPolicy {
  createHTML(input: string): unknown;
  createScriptURL(input: string): unknown;
}
interface Factory {
  createPolicy(
    name: string,
    rules: { createHTML(input: string): string; createScriptURL(input: string): string },
  ): TrustedTypesPolicy;
}

const allowed = new Set<string>();
let policy: TrustedTypesPolicy | undefined;

/** The one policy of ours, `diemcau`, made once per realm; `undefined` where the browser has no Trusted Types. */
export function trustedTypesPolicy(): TrustedTypesPolicy | undefined {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  return (policy ??= factory?.createPolicy('diemcau', {
    // Asked for by the sanitiser alone, on its way into an inert document.
    createHTML: (input) => input,
    createScriptURL(input) {
      if (!allowed.has(input)) throw new TypeError('Not a worker of ours.');
      return input;
    },
  }));
}

/** A worker's URL as the browser demands it; only URLs that went through here pass the policy. */
export function trustedWorkerUrl(url: string): string {
  allowed.add(url);
  return (trustedTypesPolicy()?.createScriptURL(url) ?? url) as string;
}
