/**
 * The Content-Security-Policy of the HIS's pages: its own files, the widgets' script from its own origin, the gateway, nothing else.
 * `trustedTypes: false` is for the page with jQuery 3, which writes markup by itself and cannot live under Trusted Types.
 */
export function hostCsp(gateway: string, { trustedTypes = true } = {}): string {
  const socket = gateway.replace(/^http/, 'ws');
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    'worker-src blob:',
    "img-src 'self' blob: data:",
    'media-src blob:',
    `connect-src 'self' ${gateway} ${socket}`,
    "frame-src 'self'",
    "frame-ancestors 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    ...(trustedTypes
      ? ["trusted-types diemcau lit-html 'allow-duplicates'", "require-trusted-types-for 'script'"]
      : []),
  ].join('; ');
}
