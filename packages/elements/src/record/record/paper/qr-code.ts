import { generate } from 'lean-qr';

const quiet = 4;

/** A QR code as SVG of one path, black on white with the quiet zone that scanners need; no style of any kind. */
export function qrCode(page: Document, content: string, label: string): SVGSVGElement {
  const code = generate(content);
  const side = code.size + 2 * quiet;
  let path = '';
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x + quiet} ${y + quiet}h1v1h-1z`;
  const draw = (name: string, attributes: Readonly<Record<string, string>>) => {
    const element = page.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const svg = draw('svg', {
    viewBox: `0 0 ${side} ${side}`,
    class: 'qr',
    role: 'img',
    'aria-label': label,
    'shape-rendering': 'crispEdges',
  }) as SVGSVGElement;
  svg.append(
    draw('rect', { width: String(side), height: String(side), fill: '#fff' }),
    draw('path', { d: path, fill: '#000' }),
  );
  return svg;
}
