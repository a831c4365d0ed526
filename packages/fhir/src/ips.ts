export { checkIps } from './record/ips/check-ips.js';
export type { IpsIssue } from './record/ips/check-ips.js';
export { namesRestricted } from './record/ips/restricted.js';
export { toIpsDocument } from './record/ips/to-ips-document.js';
export type { IpsDocument, IpsOptions, LeftOut } from './record/ips/to-ips-document.js';
