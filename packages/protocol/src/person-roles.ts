/** What a person may be in a case: chủ tọa (one), thư ký (one), thành viên, người trình bày, khách mời. */
export const personRoles = ['chair', 'secretary', 'member', 'presenter', 'guest'] as const;
/** Part of a person in a case. */
export type PersonRole = (typeof personRoles)[number];
