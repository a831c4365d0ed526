const owners = [Object, Array, String, Number, Boolean] as const;

/**
 * JSON text of a value, also on a page whose old library gives arrays or strings a `toJSON` of their own (Prototype 1.6): the
 * platform's would then write an array as a string, and what is sent or read would be something else.
 */
export function jsonText(value: unknown): string {
  const foreign = owners.flatMap(({ prototype }) => {
    const toJSON = Object.getOwnPropertyDescriptor(prototype, 'toJSON');
    return toJSON?.configurable ? [{ prototype, toJSON }] : [];
  });
  for (const { prototype } of foreign) delete (prototype as { toJSON?: unknown }).toJSON;
  try {
    return JSON.stringify(value);
  } finally {
    for (const { prototype, toJSON } of foreign) Object.defineProperty(prototype, 'toJSON', toJSON);
  }
}
