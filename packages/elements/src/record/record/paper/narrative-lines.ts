const block = new Set(
  'ADDRESS BLOCKQUOTE CAPTION DD DIV DL DT FIGURE H1 H2 H3 H4 H5 H6 HR LI OL P PRE TABLE TBODY THEAD TFOOT TR UL'.split(
    ' ',
  ),
);

/** The words of a (sanitised) text of the source, line by line as its blocks are; cells of a row stand beside each other. */
export function narrativeLines(fragment: DocumentFragment): string[] {
  const lines: string[] = [];
  let line = '';
  const end = () => {
    const words = line.replace(/\s+/gu, ' ').replace(/ \| $/u, '').trim();
    if (words) lines.push(words);
    line = '';
  };
  const walk = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) line += node.nodeValue;
    if (node.nodeType !== Node.ELEMENT_NODE && node.nodeType !== Node.DOCUMENT_FRAGMENT_NODE) return;
    const name = node.nodeName.toUpperCase();
    if (block.has(name) || name === 'BR') end();
    if (name === 'LI') line += '• ';
    node.childNodes.forEach(walk);
    if (name === 'TD' || name === 'TH') line += ' | ';
    if (block.has(name)) end();
  };
  walk(fragment);
  end();
  return lines;
}

/** Parts of a long text, each short enough to stay on one page; cut between words. */
export function piecesOf(text: string, most = 700): string[] {
  const pieces: string[] = [];
  for (const paragraph of text.split(/\r\n|\r|\n/u)) {
    let rest = paragraph.trim();
    while (rest.length > most) {
      const space = rest.lastIndexOf(' ', most);
      let at = space > most / 2 ? space : most;
      // A character of two halves stays whole.
      if (/[\uD800-\uDBFF]/u.test(rest[at - 1] ?? '')) at--;
      pieces.push(rest.slice(0, at).trimEnd());
      rest = rest.slice(at).trimStart();
    }
    if (rest) pieces.push(rest);
  }
  return pieces;
}
