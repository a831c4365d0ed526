const owners = [Object, Array, String, Number].map(({ prototype }) => prototype as object);

/**
 * JSON text of a value, also on a page whose old library gives arrays or strings a `toJSON` of their own (Prototype 1.6): the
 * platform's would then write an array as a string, and what is sent or read would be something else.
 */
export function jsonText(value: unknown): string {
  const foreign = owners.map((owner) => Object.getOwnPropertyDescriptor(owner, 'toJSON'));
  const each = (visit: (owner: object, toJSON: PropertyDescriptor) => void) =>
    foreign.forEach((toJSON, index) => toJSON && visit(owners[index]!, toJSON));
  each((owner) => Reflect.deleteProperty(owner, 'toJSON'));
  try {
    return JSON.stringify(value);
  } finally {
    each((owner, toJSON) => Object.defineProperty(owner, 'toJSON', toJSON));
  }
}
