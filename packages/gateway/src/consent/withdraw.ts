import { DiemcauError, extensions } from '@diemcau/protocol';
import { validate } from 'uuid';
import type { CommandHandler } from '../internal/command.types.js';
import { lockCase } from '../internal/lock-case.js';
import { provenanceResource } from '../internal/provenance-resource.js';
import { readResource, writeResource } from '../store/resource.js';
import { purposeOf } from './decide.js';
import { applyGate } from './gate.js';

/** Takes a consent back; what hangs on it ends in the same transaction. */
export const withdraw: CommandHandler<'consent.withdraw'> = async (context, id, { caseId, reason, signature }) => {
  const { tx, who, now } = context;
  const file = await lockCase(context, caseId);
  if (file.requestingSite !== who.siteId) throw new DiemcauError('case/role-missing');
  const known = validate(id) ? await readResource(tx, 'Consent', id) : undefined;
  if (!known || known.caseId !== caseId) throw new DiemcauError('request/not-found');
  const [decision] = await tx.query<{ decision: string; hash: string; withdrawn_at: Date | null }>(
    'select decision, hash, withdrawn_at from diemcau.consent_decision where consent_id = $1',
    [id],
  );
  if (decision?.withdrawn_at) throw new DiemcauError('consent/withdrawn');
  if (decision?.decision !== 'permit') throw new DiemcauError('consent/already-decided');
  const { payload, signer } = await context.verify(signature, who, {
    kind: 'consent',
    caseId,
    consentId: id,
    purpose: purposeOf(known.body),
    decision: 'withdraw',
    hash: decision.hash,
  });
  await tx.query('update diemcau.consent_decision set withdrawn_at = $2 where consent_id = $1', [id, now]);
  const said = [
    { url: 'at', valueInstant: now.toISOString() },
    { url: 'reason', valueString: reason },
  ];
  const extension = [
    ...((known.body.extension as object[] | undefined) ?? []),
    { url: extensions.withdrawn, extension: said },
  ];
  const body = { ...known.body, id, status: 'inactive', extension };
  await writeResource(tx, { caseId, body, now, verbatim: true });
  await writeResource(tx, {
    caseId,
    now,
    body: provenanceResource({
      caseId,
      target: `Consent/${id}`,
      signer,
      jws: signature,
      signedAt: payload.signedAt,
      now,
      role: 'witness',
    }),
  });
  await applyGate(context, file);
  return body;
};
