import { DiemcauError } from '@diemcau/protocol';
import { v7 } from 'uuid';
import type { Command } from '../internal/session.types.js';
import type { Call, CommandResult } from '../internal/store.types.js';
import { dropSource, keptSource } from './kept-source.js';
import type { RecordDeps } from './record-deps.types.js';

/**
 * Freezes the kept source into a document Bundle and shares it with the invited sites. Withheld sections are left out here, at
 * the source. The document is built in the reader and travels as text.
 * @throws DiemcauError `record/not-shared` when no source was attached, `consent/missing`
 */
export async function shareRecord(
  { reader, session, outbox, keep, invited, withheld }: RecordDeps,
  caseId: string,
  { signal, withheld: given }: Call & { withheld?: readonly string[] } = {},
): Promise<CommandResult<{ documentId: string }>> {
  const source = await keptSource(keep, caseId);
  if (source === undefined) throw new DiemcauError('record/not-shared', { at: 'source' });
  if ((await outbox.waiting(caseId)).some((command) => command.name === 'record.share')) return { status: 'queued' };
  const { siteId, sub, name } = await session.me({ signal });
  const to = (await invited(caseId, signal)).filter((site) => site !== siteId);
  const documentId = v7();
  const document = await reader.shareDocument(
    source,
    {
      documentId,
      caseId,
      siteId,
      siteName: session.sites.find(({ id }) => id === siteId)?.name ?? siteId,
      author: { sub, name },
      withheld: given ?? (await withheld(caseId, signal)),
      now: new Date(session.now()).toISOString(),
    },
    { signal },
  );
  const sites = to.map((valueString) => `,${JSON.stringify({ name: 'to', valueString })}`).join('');
  const body = `{"resourceType":"Parameters","parameter":[{"name":"document","resource":${document}}${sites}]}`;
  const command: Command = {
    name: 'record.share',
    id: caseId,
    caseId,
    key: documentId,
    body,
    at: new Date().toISOString(),
  };
  const { status } = await outbox.deliver([command], { signal });
  if (status === 'queued') return { status };
  await dropSource(keep, caseId).catch(() => undefined);
  return { status, value: { documentId } };
}
