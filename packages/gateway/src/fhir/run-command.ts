import { commands, decodeCommand, DiemcauError, type CommandName, type WireResource } from '@diemcau/protocol';
import { readAuditEvent } from '../audit/reads.js';
import { writeAudit } from '../audit/write-audit.js';
import type { Announcement } from '../bus/bus.types.js';
import { writeOutbox } from '../bus/outbox.js';
import { canonicalHash } from '../internal/canonical-hash.js';
import type { CommandContext, CommandHandler } from '../internal/command.types.js';
import type { Principal } from '../internal/principal.types.js';
import { requireScope } from '../internal/require-scope.js';
import { claimKey, keepAnswer } from '../store/receipt.js';
import type { RouterDeps } from './router.types.js';

/** What a command was about, for the log also when it fails. */
export interface Trace {
  caseIds: Set<string>;
}

/**
 * Carries out a command once: the change, its history, its events, its log entry and the answer to its key are one transaction.
 * The same key with the same body gets the same answer; with another body it is refused.
 */
export async function runCommand(
  deps: RouterDeps,
  who: Principal,
  call: { command: CommandName; id: string; body: unknown; key: string | undefined },
  trace: Trace,
): Promise<WireResource> {
  const { command, id, body, key } = call;
  requireScope(who, (commands[command] as { scope?: string }).scope);
  if (!key || !/^[A-Za-z0-9\-._:]{8,100}$/.test(key))
    throw new DiemcauError('request/invalid', { at: 'Idempotency-Key' });
  if (isDeeperThan(mostDepth, body)) throw new DiemcauError('request/invalid', { at: 'depth' });
  const input = decodeCommand(command, body);
  const bodyHash = canonicalHash([command, id, who.sub, body]);
  const now = new Date(deps.clock());
  const announced: Announcement[] = [];
  const answer = await deps.store.transact(who, async (tx) => {
    const known = await claimKey(tx, { siteId: who.siteId, key, command, bodyHash, now });
    if (known && known.bodyHash !== bodyHash) throw new DiemcauError('request/idempotency-conflict');
    if (known) return known.answer;
    let isLogged = false;
    const context: CommandContext = {
      tx,
      who,
      now,
      mayRead: deps.mayRead,
      verify: deps.verify,
      shareHours: deps.shareHours,
      announce: (sites, event) => announced.push({ caseId: caseOf(event), sites, event }),
      about: (caseId) => trace.caseIds.add(caseId),
      async log(entry) {
        isLogged = true;
        const [caseId] = trace.caseIds;
        const written = await writeAudit(tx, { who, ...entry, caseIds: [...trace.caseIds], now });
        return readAuditEvent(tx, written, caseId ?? '');
      },
    };
    const handler = deps.commands[command] as CommandHandler<CommandName>;
    const resource = await handler(context, id, input);
    await writeOutbox(tx, announced, now);
    if (!isLogged)
      await writeAudit(tx, {
        who,
        action: 'E',
        interaction: command,
        type: commands[command].type,
        id,
        caseIds: [...trace.caseIds],
        now,
      });
    const [caseId] = trace.caseIds;
    await keepAnswer(tx, { siteId: who.siteId, key, caseId, answer: resource });
    return resource;
  });
  for (const one of announced) deps.bus.publish(one);
  return answer;
}

/** What is nested further is no FHIR, and would exhaust the stack of whoever canonicalizes, writes or stores it. */
const mostDepth = 100;

function isDeeperThan(depth: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === 0) return true;
  for (const one of Object.values(value)) if (isDeeperThan(depth - 1, one)) return true;
  return false;
}

const caseOf = (event: Announcement['event']): string => (event as { caseId: string }).caseId;
