/** A fact that an element announces: bubbles, crosses shadow roots, carries ids and states only. */
export class DiemcauEvent<Detail> extends CustomEvent<Detail> {
  constructor(type: string, detail: Detail, options: { cancelable?: boolean } = {}) {
    super(type, { detail, bubbles: true, composed: true, ...options });
  }
}
