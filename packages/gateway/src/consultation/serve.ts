import { validate } from 'uuid';
import { DiemcauError, isDiemcauError, type ClientMessage } from '@diemcau/protocol';
import { writeAudit } from '../audit/write-audit.js';
import type { MayRead } from '../internal/access.js';
import type { Clock } from '../internal/clock.js';
import type { Session } from '../internal/session.types.js';
import type { VerifySignature } from '../internal/verify-signature.js';
import { readCaseFile } from '../store/case-file.js';
import type { Store, Tx } from '../store/store.types.js';
import type { Rooms } from './rooms.js';

type Asked = Exclude<Extract<ClientMessage, { id: number }>, { type: 'signal' }>;
type Join = Extract<Asked, { type: 'consultation.join' }>;

interface Deps {
  rooms: Rooms;
  store: Store;
  clock: Clock;
  mayRead: MayRead;
  verify: VerifySignature;
}

/** What people in a consultation ask on the socket. */
export function createConsultationServer(deps: Deps) {
  const { rooms, store, clock } = deps;
  return (session: Session, message: Asked): Promise<void> | void => {
    switch (message.type) {
      case 'consultation.sources':
        return rooms.changeSources(message.caseId, session, message.participantId, message.sources);
      case 'consultation.leave':
        return rooms.leave(message.caseId, session, message.participantId);
      case 'consultation.join':
        return join(deps, session, message).catch(async (error: unknown) => {
          const { who } = session;
          const caseIds = validate(message.caseId) ? [message.caseId] : [];
          const entry = {
            who,
            action: 'E',
            interaction: 'consultation.join',
            caseIds,
            code: DiemcauError.from(error).code,
            now: new Date(clock()),
          } as const;
          await store
            .transact(who, (tx) => writeAudit(tx, entry))
            .catch((failure: unknown) => {
              if (!isDiemcauError(failure)) throw failure;
            });
          throw error;
        });
    }
  };
}

async function join(deps: Deps, session: Session, { caseId, participantId, fingerprint, sources }: Join) {
  const { who } = session;
  if (!who.scopes.has('consultation.join') && !who.scopes.has('consultation.chair'))
    throw new DiemcauError('auth/scope-missing', { facts: { scope: 'consultation.join' } });
  const now = new Date(deps.clock());
  await deps.store.transact(who, async (tx) => {
    await requireOpen(deps, tx, session, caseId, now);
    await deps.verify(fingerprint, who, { kind: 'fingerprint', caseId, participantId });
    await writeAudit(tx, {
      who,
      action: 'E',
      interaction: 'consultation.join',
      type: 'Encounter',
      id: caseId,
      caseIds: [caseId],
      now,
    });
    // Still in the lock: who withdraws after us closes the room with us in it.
    deps.rooms.join(caseId, session, {
      participantId,
      siteId: who.siteId,
      sub: who.sub,
      name: who.name,
      fingerprint,
      sources,
      joinedAt: now.toISOString(),
      presence: 'here',
    });
  });
}

async function requireOpen({ mayRead }: Deps, tx: Tx, { who }: Session, caseId: string, now: Date) {
  const file = await readCaseFile(tx, caseId, 'share');
  if (!file || !mayRead(who.siteId, { readers: file.readers }, now)) throw new DiemcauError('request/not-found');
  if (file.gate === 'closed') throw new DiemcauError('consent/missing');
  if (file.state !== 'in-session') throw new DiemcauError('consultation/not-open', { facts: { state: file.state } });
}
