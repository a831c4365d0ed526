/** Defines a tag once: a second copy of the library on the page leaves the first in charge. */
export function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
