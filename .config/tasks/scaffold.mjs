// `npm run scaffold element <noun>/<element>`: a new element with its registration, event, styles, words, test, story.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, run } from '../process-tree.mjs';
import { elementFiles } from '../scaffold-element.mjs';

const nouns = ['network', 'case', 'consultation', 'record', 'consent', 'minutes'];

export default async function task([kind, place = '']) {
  const [noun, element, ...rest] = place.split('/');
  if (kind !== 'element' || !nouns.includes(noun) || !/^[a-z][a-z-]*$/.test(element ?? '') || rest.length) {
    console.error(`Usage: npm run scaffold element <noun>/<element>; nouns: ${nouns.join(', ')}`);
    return 2;
  }
  const files = elementFiles(noun, element);
  const there = Object.keys(files).filter((file) => existsSync(join(root, file)));
  if (there.length) {
    console.error(`Already there: ${there.join(', ')}`);
    return 1;
  }
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
    console.log(file);
  }
  return (
    await run('prettier', [
      '--config',
      '.config/prettier.json',
      '--log-level',
      'warn',
      '--write',
      ...Object.keys(files),
    ])
  ).code;
}
