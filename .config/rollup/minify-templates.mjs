import { transform } from 'esbuild';

/** The browsers of package.json's `browserslist`, as esbuild names them. */
const target = ['chrome109', 'firefox140', 'safari16.4'];

async function styleSheet(text) {
  const { code, warnings } = await transform(text, { loader: 'css', minify: true, target, charset: 'utf8' });
  if (warnings.length) throw new Error(warnings.map((warning) => warning.text).join('\n'));
  return code.trim().replace(/[\\`]|\$\{/g, '\\$&');
}

/** Indentation becomes the one space that it is rendered as; in `pre` it would be seen, so those are left alone. */
const markup = (text) => text.replace(/\s*\n\s*>/g, '>').replace(/\s*\n\s*/g, ' ');

function* taggedTemplates(node) {
  if (!node || typeof node !== 'object') return;
  if (node.type === 'TaggedTemplateExpression' && node.tag.type === 'Identifier') yield node;
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) yield* taggedTemplates(child);
}

/** Takes what only readers of the source need out of `css`, `html` and `svg` templates. */
export const minifyTemplates = (files) => ({
  name: 'minify-templates',
  async transform(code, id) {
    if (!files.test(id) || !/\b(?:css|html|svg) ?`/.test(code)) return undefined;
    const edits = [];
    for (const { tag, quasi } of taggedTemplates(this.parse(code))) {
      const { quasis } = quasi;
      if (tag.name === 'css') {
        if (quasis.length > 1) continue;
        edits.push({ ...quasis[0], text: await styleSheet(quasis[0].value.cooked) });
      } else if (tag.name === 'html' || tag.name === 'svg') {
        if (quasis.some(({ value }) => value.raw.includes('<pre'))) continue;
        for (const part of quasis) edits.push({ ...part, text: markup(part.value.raw) });
      }
    }
    let done = code;
    for (const { start, end, value, text } of edits.sort((a, b) => b.start - a.start)) {
      if (code.slice(start, end) !== value.raw) throw new Error(`${id}: a template is not where the parser says`);
      done = done.slice(0, start) + text + done.slice(end);
    }
    return { code: done, map: null };
  },
});
