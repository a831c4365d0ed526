import type { Principal } from '../internal/principal.types.js';
import type { CaseFile } from '../store/case-file.js';

/** What the asker is in the minutes: only the assigned person, not any of the site. */
export function roleInMinutes(file: CaseFile, who: Principal): 'secretary' | 'chair' | undefined {
  const role = file.people.find((one) => one.siteId === who.siteId && one.sub === who.sub)?.role;
  return role === 'secretary' || role === 'chair' ? role : undefined;
}
