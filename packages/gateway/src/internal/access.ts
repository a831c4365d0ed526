/** What the decision needs to know of a row. */
export interface AccessFacts {
  /** Sites that were told of the case. */
  readers: readonly string[];
  /** Set for a document, its attachments and what speaks of it. */
  document?: {
    kind: 'record' | 'minutes';
    siteId: string;
    grants: readonly { toSite: string; notAfter: string | null; revokedAt: string | null }[];
  };
  /** Set where only the site that brought it may read (evidence of a consent). */
  onlySite?: string;
}

/** The one function that decides who sees what; row-level security is the wall behind it. */
export type MayRead = (siteId: string, facts: AccessFacts, now: Date) => boolean;

/** A site sees a case that it takes part in and was told of; a record while its grant stands; minutes as long as they are. */
export const mayRead: MayRead = (siteId, { readers, document, onlySite }, now) => {
  if (!readers.includes(siteId)) return false;
  if (onlySite !== undefined) return onlySite === siteId;
  if (!document || document.kind === 'minutes' || document.siteId === siteId) return true;
  return document.grants.some(
    (grant) =>
      grant.toSite === siteId &&
      grant.revokedAt === null &&
      (grant.notAfter === null || Date.parse(grant.notAfter) > now.getTime()),
  );
};
