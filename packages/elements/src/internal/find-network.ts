const tag = 'diemcau-network';

function nearest(from: Node): Element | null {
  for (let node: Node | null = from; node;) {
    if (node instanceof Element && node.localName === tag) return node;
    node = node instanceof ShadowRoot ? node.host : ((node as Element).assignedSlot ?? node.parentNode);
  }
  return null;
}

function byId(from: Element, id: string): Element | null {
  const root = from.getRootNode();
  const inRoot = root instanceof ShadowRoot ? root.getElementById(id) : null;
  return inRoot ?? from.ownerDocument.getElementById(id);
}

/** The provider of an element: named by `network="id"`, else its nearest ancestor, else the document's only one. */
export function findNetwork(element: Element, id?: string): Element | null {
  if (id) return byId(element, id);
  const ancestor = nearest(element.parentNode ?? element.getRootNode());
  if (ancestor && ancestor !== element) return ancestor;
  const all = element.ownerDocument.querySelectorAll(tag);
  return all.length === 1 ? all[0]! : null;
}
