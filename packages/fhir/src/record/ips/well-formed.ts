import { SaxesParser } from 'saxes';

const allowed: ReadonlySet<string> = new Set(
  (
    'a abbr acronym b big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img li ol p pre q samp small ' +
    'span strong sub sup table tbody td tfoot th thead tr tt ul var'
  ).split(' '),
);

/** Why a Narrative.div may not stand in FHIR: `txt-1` (more than basic XHTML, or not well-formed), `txt-2` (nothing in it). */
export function divFault(div: string): 'txt-1' | 'txt-2' | undefined {
  let fault: 'txt-1' | undefined;
  let depth = 0;
  let isSaid = false;
  const parser = new SaxesParser({ fragment: false });
  parser.on('error', () => (fault = 'txt-1'));
  parser.on('doctype', () => (fault = 'txt-1'));
  parser.on('opentag', ({ name, attributes }) => {
    const isRoot = depth++ === 0;
    if (!allowed.has(name) || (isRoot && name !== 'div')) fault = 'txt-1';
    for (const key of Object.keys(attributes)) if (/^on/iu.test(key)) fault = 'txt-1';
    if (name === 'img') isSaid = true;
  });
  parser.on('closetag', () => depth--);
  parser.on('text', (text) => (isSaid ||= text.trim() !== ''));
  try {
    // HTML's own names for characters are known to FHIR's narrative.
    for (const [name, character] of Object.entries({ nbsp: '\u00A0', copy: '©', deg: '°', plusmn: '±', micro: 'µ' }))
      parser.ENTITIES[name] = character;
    parser.write(div).close();
  } catch {
    fault = 'txt-1';
  }
  return fault ?? (isSaid ? undefined : 'txt-2');
}
