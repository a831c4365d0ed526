import type { TrustedTypesPolicy } from '@diemcau/sdk';
import type { Config, DOMPurify } from 'dompurify';
import { narrativeAllowList, pictureInText } from './allow-list.js';

/** Longest narrative that is laid out, in characters; a longer one is offered as a file. */
export const longestNarrative = 400_000;

let loaded: Promise<{ purify: DOMPurify; policy: TrustedTypesPolicy | undefined }> | undefined;

/** An instance of our own: the host page's hooks and settings do not reach it. Loaded when first needed, with the one policy of ours. */
async function load() {
  const [{ default: createPurifier }, { trustedTypesPolicy }] = await Promise.all([
    import('dompurify'),
    import('@diemcau/sdk'),
  ]);
  return { purify: createPurifier(window), policy: trustedTypesPolicy() };
}

/**
 * Makes FHIR narrative (or an HTML document of a record) safe to show: nothing runs, nothing is requested, nothing navigates.
 * @returns a fragment to be adopted as it is; never text to be parsed again.
 */
export async function sanitizeNarrative(html: string): Promise<DocumentFragment> {
  const { purify, policy } = await (loaded ??= load());
  const settings = { ...narrativeAllowList, TRUSTED_TYPES_POLICY: policy } as unknown as Config;
  const fragment = purify.sanitize(html, settings) as unknown as DocumentFragment;
  // The sanitiser lets any `data:` through for pictures; only plain pictures are wanted.
  for (const image of fragment.querySelectorAll('img[src]'))
    if (!pictureInText.test(image.getAttribute('src')!)) image.removeAttribute('src');
  return fragment;
}
