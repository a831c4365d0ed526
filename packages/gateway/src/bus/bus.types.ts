import type { ServerEvent } from '@diemcau/protocol';

/** An event and the sites that are to hear of it. */
export interface Announcement {
  caseId: string;
  sites: readonly string[];
  event: ServerEvent;
}

/** Notification only: the truth and the outbox are in PostgreSQL, who missed one fetches again. */
export interface Bus {
  publish(announcement: Announcement): void;
  /** @returns a function that ends the subscription */
  subscribe(listener: (announcement: Announcement) => void): () => void;
}
