import type { Config, DOMPurify } from 'dompurify';
import { narrativeAllowList, pictureInText } from './allow-list.js';
import { masked, unmasked } from './masked.js';

/** Longest narrative that is laid out, in characters; a longer one is offered as a file. */
export const longestNarrative = 400_000;

let loaded: Promise<{ purify: DOMPurify; settings: Config }> | undefined;

/** An instance of our own: the host page's hooks and settings do not reach it. Loaded when first needed, with the one policy of ours. */
async function load() {
  const [{ default: createPurifier }, { trustedTypesPolicy }] = await Promise.all([
    import('dompurify'),
    import('@diemcau/sdk'),
  ]);
  const purify = createPurifier(window);
  purify.addHook('beforeSanitizeElements', (node) => {
    if (node.nodeType === Node.TEXT_NODE) (node as Text).data = unmasked((node as Text).data);
  });
  purify.addHook('uponSanitizeAttribute', (_, attribute) => {
    attribute.attrValue = unmasked(attribute.attrValue);
    // The sanitiser lets any `data:` through for pictures; only plain pictures are wanted.
    if (attribute.attrName === 'src' && !pictureInText.test(attribute.attrValue)) attribute.keepAttr = false;
  });
  return {
    purify,
    settings: { ...narrativeAllowList, TRUSTED_TYPES_POLICY: trustedTypesPolicy() } as unknown as Config,
  };
}

/**
 * Makes FHIR narrative (or an HTML document of a record) safe to show: nothing runs, nothing is requested, nothing navigates, and
 * the host's policy reports nothing.
 * @returns a fragment to be adopted as it is; never text to be parsed again.
 */
export async function sanitizeNarrative(html: string): Promise<DocumentFragment> {
  const { purify, settings } = await (loaded ??= load());
  return purify.sanitize(masked(html), settings) as unknown as DocumentFragment;
}
