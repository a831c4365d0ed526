import { inventedCharts, inventedInsuranceXml } from '@diemcau/testing/people';

/** An invented patient's insurance export of about `bytes`: the demo's episodes, again and again under new claim numbers (MA_LK). */
export function generateInsuranceXml(bytes: number, encoding: 'base64' | 'inline'): string {
  const exports = inventedCharts.map((chart) => inventedInsuranceXml(chart, { encoding }));
  const whole = exports.reduce((a, b) => (b.length > a.length ? b : a));
  const [head, tail] = [whole.slice(0, whole.indexOf('<HOSO>')), whole.slice(whole.lastIndexOf('</HOSO>') + 7)];
  const claims = whole.slice(head.length, whole.length - tail.length);
  const size = Buffer.byteLength(claims);
  const copies = Array.from({ length: Math.ceil(bytes / size) }, (_, i) => renumber(claims, i, encoding));
  return head + copies.join('\n') + tail;
}

function renumber(claims: string, copy: number, encoding: 'base64' | 'inline'): string {
  const numbered = (text: string) => text.replace(/<MA_LK>([^<]*)<\/MA_LK>/g, `<MA_LK>$1-${copy}</MA_LK>`);
  if (encoding === 'inline') return numbered(claims);
  return claims.replace(/<NOIDUNGFILE>([^<]*)<\/NOIDUNGFILE>/g, (_, content: string) => {
    const inner = numbered(Buffer.from(content, 'base64').toString('utf8'));
    return `<NOIDUNGFILE>${Buffer.from(inner).toString('base64')}</NOIDUNGFILE>`;
  });
}
