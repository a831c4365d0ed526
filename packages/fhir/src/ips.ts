export { checkIps } from './record/ips/check-ips.js';
export type { IpsIssue } from './record/ips/check-ips.js';
export { toIpsDocument } from './record/ips/to-ips-document.js';
export type { IpsDocument, IpsOptions, LeftOut } from './record/ips/to-ips-document.js';
