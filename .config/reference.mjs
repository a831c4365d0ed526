// docs/reference/elements.md: tables of every element's attributes, properties, events, slots, parts and custom
// properties, written from the custom-elements manifest.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './process-tree.mjs';

const manifestFile = join(root, 'packages/elements/etc/custom-elements.json');
const target = join(root, 'docs/reference/elements.md');

const cell = (text = '') => text.replace(/\s+/g, ' ').replace(/\|/g, '\\|').trim();
const code = (text) => (text ? `\`${cell(text)}\`` : '');

function table(title, columns, rows) {
  if (rows.length === 0) return '';
  const lines = [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return `### ${title}\n\n${lines.join('\n')}\n\n`;
}

const isPublic = ({ kind, privacy, static: isStatic, name }) =>
  kind === 'field' && !isStatic && (privacy ?? 'public') === 'public' && !/^[#_]/.test(name);

function section({
  tagName,
  description,
  attributes = [],
  members = [],
  events = [],
  slots = [],
  cssParts = [],
  cssProperties = [],
}) {
  const onlyProperties = members.filter((member) => isPublic(member) && !member.attribute && member.description);
  return [
    `## ${code(`<${tagName}>`)}\n\n${description?.trim() ?? ''}\n\n`,
    table(
      'Attributes',
      ['attribute', 'property', 'type', 'default', ''],
      attributes.map((a) => [
        code(a.name),
        code(a.fieldName),
        code(a.type?.text),
        code(a.default),
        cell(a.description),
      ]),
    ),
    table(
      'Properties',
      ['property', 'type', ''],
      onlyProperties.map((p) => [code(p.name), code(p.type?.text), cell(p.description)]),
    ),
    table(
      'Events',
      ['event', 'class', ''],
      events.filter(({ name }) => name).map((e) => [code(e.name), code(e.type?.text), cell(e.description)]),
    ),
    table(
      'Slots',
      ['slot', ''],
      slots.map((s) => [s.name ? code(s.name) : '(default)', cell(s.description)]),
    ),
    table(
      'Parts',
      ['part', ''],
      cssParts.map((p) => [code(p.name), cell(p.description)]),
    ),
    table(
      'Custom properties',
      ['property', 'default', ''],
      cssProperties.map((p) => [code(p.name), code(p.default), cell(p.description)]),
    ),
  ].join('');
}

function render() {
  const { modules } = JSON.parse(readFileSync(manifestFile, 'utf8'));
  const elements = modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter(({ tagName }) => tagName?.startsWith('diemcau-'))
    .sort((a, b) => (a.tagName < b.tagName ? -1 : 1));
  const head = '# Elements\n\nWritten from the custom-elements manifest by `npm run verify -- --fix`; do not edit.\n\n';
  return `${head}${elements.map(section).join('')}`.trimEnd() + '\n';
}

/** Compares the reference with the manifest, or writes it. */
export function reference({ write = false } = {}) {
  if (!existsSync(manifestFile)) return { ok: true, output: '' };
  const text = render();
  if (existsSync(target) && readFileSync(target, 'utf8') === text) return { ok: true, output: '' };
  if (!write) return { ok: false, output: 'docs/reference/elements.md is out of date: npm run verify -- --fix' };
  mkdirSync(join(root, 'docs/reference'), { recursive: true });
  writeFileSync(target, text);
  return { ok: true, output: '' };
}
