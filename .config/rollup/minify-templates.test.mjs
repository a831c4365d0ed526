import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAst } from 'rollup/parseAst';
import { minifyTemplates } from './minify-templates.mjs';

const plugin = minifyTemplates(/view\.js$/);
const minified = async (code, id = 'view.js') =>
  (await plugin.transform.call({ parse: parseAst }, code, id))?.code ?? code;

test('a style sheet loses what is for its reader', async () => {
  assert.equal(
    await minified('const a = css`\n  /* why */\n  .a::after {\n    content: "\\\\2014";\n  }\n`;'),
    'const a = css`.a:after{content:"—"}`;',
  );
});

test('a style sheet that is not valid stops the build', async () => {
  await assert.rejects(minified('css`\n .a { color: red; } }\n`'));
});

test('indentation becomes one space; expressions and text stay', async () => {
  assert.equal(
    await minified('html`\n  <p\n    class=${a}\n  >\n    5 > 4, ${b}\n    <b>${html`<i>\n c</i>`}</b>\n  </p>`'),
    'html` <p class=${a}> 5 > 4, ${b} <b>${html`<i> c</i>`}</b> </p>`',
  );
});

test('preformatted text, other tags and other files stay as they are', async () => {
  for (const code of ['html`<pre>\n  a</pre>`', 'text`\n  a`', '`html\n  `']) assert.equal(await minified(code), code);
  assert.equal(await minified('html`\n  a`', 'other.js'), 'html`\n  a`');
});
