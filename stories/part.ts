/** Waits for a part inside an element's shadow root, as a person waits for it to appear. */
export async function part<E extends Element = HTMLElement>(
  canvas: HTMLElement,
  tag: string,
  selector: string,
): Promise<E> {
  for (let frame = 0; frame < 600; frame++) {
    const found = canvas.querySelector(tag)?.shadowRoot?.querySelector<E>(selector);
    if (found) return found;
    await new Promise((next) => requestAnimationFrame(next));
  }
  throw new Error(`${tag} shows no ${selector}`);
}
