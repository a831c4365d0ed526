import { DiemcauEvent } from '../../internal/event.js';

/** A site was chosen from the directory. */
export class SiteSelectedEvent extends DiemcauEvent<{ siteId: string }> {
  static readonly type = 'diemcau-site-selected';
  constructor(detail: { siteId: string }) {
    super(SiteSelectedEvent.type, detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'diemcau-site-selected': SiteSelectedEvent;
  }
}
