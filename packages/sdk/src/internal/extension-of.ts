/** FHIR extensions, the part of them that the gateway uses. */
export interface Extended {
  extension?: (Extended & { url?: string; valueString?: string; valueCode?: string; valueInstant?: string })[];
}

/** Values of all extensions of a URL. */
export function extensionsOf(element: Extended | undefined, url: string): string[] {
  return (element?.extension ?? []).flatMap((one) => {
    const value = one.url === url ? (one.valueString ?? one.valueCode ?? one.valueInstant) : undefined;
    return value === undefined ? [] : [value];
  });
}

/** Value of the first extension of a URL. */
export function extensionOf(element: Extended | undefined, url: string): string | undefined {
  return extensionsOf(element, url)[0];
}
