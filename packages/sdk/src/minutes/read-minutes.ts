import {
  checkMinutes,
  fromMinutesComposition,
  fromMinutesDocument,
  toMinutesComposition,
  toMinutesDocument,
  type MinutesDraft,
} from '@diemcau/fhir';
import { DiemcauError, extensions, type WireResource } from '@diemcau/protocol';
import { extensionsOf, type Extended } from '../internal/extension-of.js';
import type { Http, KeptCommand } from '../internal/session.types.js';

/** The shared draft as the gateway holds it. */
export interface SharedDraft {
  version: number;
  draft?: MinutesDraft;
  /** Opened again by `$amend`, not written to yet. */
  amended: boolean;
}

/** A document that was signed at least once. */
export interface SignedDocument {
  documentId: string;
  bundle: WireResource;
  signatures: readonly string[];
  final: boolean;
}

/** The draft that all share; version 0 when nobody saved one yet. */
export async function readDraft(http: Http, caseId: string, call: { signal: AbortSignal }): Promise<SharedDraft> {
  try {
    const composition = await http.read(`Composition/${caseId}`, call);
    const version = Number((composition.meta as { versionId?: string } | undefined)?.versionId ?? 0);
    const { ok } = fromMinutesComposition(composition);
    if (!ok) throw new DiemcauError('network/response-malformed', { at: 'Composition' });
    return { version, draft: ok, amended: composition.status === 'amended' };
  } catch (error) {
    if (DiemcauError.from(error).code === 'request/not-found') return { version: 0, amended: false };
    throw error;
  }
}

/** The newest document of a case that still counts, with its signatures. */
export async function readDocument(
  http: Http,
  caseId: string,
  call: { signal: AbortSignal },
): Promise<SignedDocument | undefined> {
  const found = (await http.search(
    'DocumentReference',
    { related: `ServiceRequest/${caseId}`, category: 'minutes' },
    call,
  )) as (WireResource & Extended & { status?: string; docStatus?: string; date?: string })[];
  const [newest] = found
    .filter(({ status }) => status === 'current')
    .sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
  if (newest?.id === undefined) return undefined;
  return {
    documentId: newest.id,
    bundle: await http.read(`Bundle/${newest.id}`, call),
    signatures: extensionsOf(newest, extensions.signature),
    final: newest.docStatus === 'final',
  };
}

/** A signature that waits on this device, with the document it brings. */
export function queuedSignature(
  commands: readonly KeptCommand[],
): { jws: string; documentId: string; bundle?: WireResource } | undefined {
  const command = commands.filter(({ name }) => name === 'minutes.sign').at(-1);
  if (!command) return undefined;
  const { parameter = [] } = JSON.parse(command.body) as {
    parameter?: { name: string; valueString?: string; resource?: WireResource }[];
  };
  const value = (name: string) => parameter.find((one) => one.name === name);
  return {
    jws: value('signature')?.valueString ?? '',
    documentId: value('documentId')?.valueString ?? '',
    bundle: value('document')?.resource,
  };
}

/**
 * What a document says: who signs it signs this.
 * @throws DiemcauError `network/response-malformed`
 */
export function draftOfDocument(bundle: WireResource): MinutesDraft {
  const { ok } = fromMinutesDocument(bundle as never);
  if (!ok) throw new DiemcauError('network/response-malformed', { at: 'Bundle' });
  return ok;
}

export { checkMinutes, toMinutesComposition, toMinutesDocument };
