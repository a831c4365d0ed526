import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { siteIdSchema, type Site, type SiteKey } from '@diemcau/protocol';
import { readDirectory } from '../network/directory.js';
import { generateKey } from '../network/issue/keys.js';
import { signDirectory } from '../network/issue/sign-directory.js';
import type { Command } from './command.types.js';
import { directoryFiles, networkKeyOf, readDraft, writeDraft, writeSecret } from './directory-files.js';
import { readText } from './read-text.js';
import { required } from './required.js';
import { say } from './say.js';

const day = 24 * 3_600_000;
const folderOption = { folder: { type: 'string', default: '.data/network' } } as const;

/** `directory init|add|rotate|sign|show`: for the operator’s own machine. */
export const directoryCommand: Command = {
  usage: `directory init [--name NAME]      a new network: its offline key and an empty directory
directory add --id MA_CSKCB --name NAME --level upper|lower --province CODE [--name-en NAME] [--specialty CODE]… [--origin URL]…
directory rotate --id MA_CSKCB [--overlap-days 7]      a new signing key; the old one ends after the overlap
directory sign                    the next version, signed: give directory.jws to the gateways
directory show [FILE]             what a signed directory says, and the thumbprint that clients pin
  All take --folder DIR (default .data/network). For the operator's own machine: the network key stays off the gateways.`,
  async run([verb = '', ...args]) {
    const verbs: Record<string, (rest: string[]) => Promise<void>> = { init, add, rotate, sign, show };
    if (!Object.hasOwn(verbs, verb)) throw new Error(`directory init, add, rotate, sign or show; not "${verb}".`);
    await verbs[verb]!(args);
  },
};

async function init(args: string[]) {
  const { values } = parseArgs({ args, options: { ...folderOption, name: { type: 'string', default: 'Điểm Cầu' } } });
  const key = await generateKey();
  await writeDraft(
    values.folder,
    { version: 0, network: values.name, issuedAt: new Date().toISOString(), sites: [] },
    { isNew: true },
  );
  await writeSecret(directoryFiles(values.folder).networkKey, { privateJwk: key.privateJwk });
  say(`network-key ${key.thumbprint}`);
}

async function add(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      ...folderOption,
      id: { type: 'string' },
      name: { type: 'string' },
      'name-en': { type: 'string' },
      level: { type: 'string' },
      province: { type: 'string' },
      specialty: { type: 'string', multiple: true, default: [] },
      origin: { type: 'string', multiple: true, default: [] },
    },
  });
  const id = v.parse(siteIdSchema, required(values.id, 'id'));
  const level = v.parse(v.picklist(['upper', 'lower'], '--level is upper or lower'), values.level);
  const draft = await readDraft(values.folder);
  if (draft.sites.some((site) => site.id === id)) throw new Error(`${id} is in the directory already.`);
  const keys = [await newKey(values.folder, id, 'sig', `${id}-1`), await newKey(values.folder, id, 'enc', `${id}-e1`)];
  const site: Site = {
    id,
    name: required(values.name, 'name'),
    ...(values['name-en'] ? { nameEn: values['name-en'] } : {}),
    level,
    province: required(values.province, 'province'),
    specialties: values.specialty,
    keys,
    origins: values.origin.map((origin) => new URL(origin).origin),
  };
  await writeDraft(values.folder, { ...draft, sites: [...draft.sites, site] });
  say(`${id} added; give it ${keys.map(({ kid }) => directoryFiles(values.folder).siteKey(id, kid)).join(' and ')}`);
}

async function rotate(args: string[]) {
  const { values } = parseArgs({
    args,
    options: { ...folderOption, id: { type: 'string' }, 'overlap-days': { type: 'string', default: '7' } },
  });
  const draft = await readDraft(values.folder);
  const site = draft.sites.find(({ id }) => id === required(values.id, 'id'));
  if (!site) throw new Error(`${values.id} is not in the directory.`);
  const old = site.keys.filter(({ use }) => use === 'sig');
  const end = new Date(Date.now() + Number(values['overlap-days']) * day).toISOString();
  const next = await newKey(values.folder, site.id, 'sig', `${site.id}-${old.length + 1}`);
  const keys = site.keys.map((key) => (key.use === 'sig' && key.notAfter > end ? { ...key, notAfter: end } : key));
  await writeDraft(values.folder, {
    ...draft,
    sites: draft.sites.map((one) => (one === site ? { ...site, keys: [...keys, next] } : one)),
  });
  say(`${site.id} has the key ${next.kid}; the ones before end at ${end}`);
}

async function sign(args: string[]) {
  const { values } = parseArgs({ args, options: folderOption });
  const draft = await readDraft(values.folder);
  const next = { ...draft, version: draft.version + 1, issuedAt: new Date().toISOString() };
  const key = await networkKeyOf(values.folder);
  const jws = await signDirectory(next, key);
  await writeDraft(values.folder, next);
  await writeFile(directoryFiles(values.folder).signed, `${jws}\n`);
  say(`version ${next.version} signed by ${key.thumbprint}: ${directoryFiles(values.folder).signed}`);
}

async function show(args: string[]) {
  const { values, positionals } = parseArgs({ args, options: folderOption, allowPositionals: true });
  const { content, networkKey } = await readDirectory(
    await readText(positionals[0] ?? join(values.folder, 'directory.jws')),
  );
  say(`network-key ${networkKey}`);
  say(`version ${content.version}, ${content.network}, ${content.issuedAt}`);
  for (const site of content.sites)
    say(
      `${site.id}  ${site.level}  ${site.province}  ${site.name}  ${site.keys.map(({ kid, use, notAfter }) => `${kid}(${use} until ${notAfter})`).join(' ')}  ${site.origins.join(' ')}`,
    );
}

async function newKey(folder: string, siteId: string, use: SiteKey['use'], kid: string): Promise<SiteKey> {
  const key = await generateKey();
  await writeSecret(directoryFiles(folder).siteKey(siteId, kid), { siteId, kid, use, privateJwk: key.privateJwk });
  const now = Date.now();
  return {
    kid,
    use,
    jwk: key.publicJwk,
    notBefore: new Date(now - day).toISOString(),
    notAfter: new Date(now + 730 * day).toISOString(),
  };
}
