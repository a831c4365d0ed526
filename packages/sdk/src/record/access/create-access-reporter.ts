import type { AccessAction } from '@diemcau/protocol';
import { makeCommand } from '../../internal/make-command.js';
import type { Outbox, Session } from '../../internal/session.types.js';
import type { Call, CommandResult } from '../../internal/store.types.js';

interface Deps {
  outbox: Pick<Outbox, 'deliver'>;
  session: Pick<Session, 'now'>;
  caseId: string;
  /** The document that is open, when there is one. */
  documentId(): string | undefined;
}

/** Milliseconds in which sections that are opened one after another go out as one report. */
const together = 1_000;

/** What was done with a record of a case, on its way to the gateway's log: once per section and opening, never lost. */
export interface AccessReporter {
  /** @returns the sections that are news */
  tell(action: Exclude<AccessAction, 'break-glass'>, sections: readonly string[]): readonly string[];
  /** Resolves when the gateway has it, or when it is kept to be sent; rejects when neither. */
  breakGlass(reason: string, sections: readonly string[], call?: Call): Promise<CommandResult>;
  /** Another record is open: what was viewed of the one before says nothing of it. */
  reopened(): void;
  dispose(): void;
}

/** Reports to the gateway, by the outbox; of a record that is of no case there is nobody to report to. */
export function createAccessReporter(deps?: Deps): AccessReporter {
  const viewed = new Set<string>();
  let waiting: string[] = [];
  let since = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function commandOf(of: Deps, action: AccessAction, section: string[], occurred: number, reason?: string) {
    const documentId = of.documentId();
    return makeCommand(
      'record.access',
      { id: of.caseId, caseId: of.caseId },
      {
        action,
        section,
        occurred: new Date(occurred).toISOString(),
        ...(documentId === undefined ? {} : { documentId }),
        ...(reason === undefined ? {} : { reason }),
      },
    );
  }

  /** Kept first, sent when it can be: nobody waits for it. What the gateway refuses it has logged as refused. */
  function send(action: AccessAction, sections: readonly string[], occurred: number) {
    if (!deps || sections.length === 0) return;
    deps.outbox.deliver([commandOf(deps, action, [...sections], occurred)]).catch(() => undefined);
  }

  function flush() {
    clearTimeout(timer);
    const sections = waiting;
    waiting = [];
    send('view', sections, since);
  }

  // A page that is put away may never come back: its timers stop.
  const hidden = () => globalThis.document?.visibilityState === 'hidden' && flush();
  globalThis.document?.addEventListener('visibilitychange', hidden);

  return {
    tell(action, sections) {
      if (action !== 'view') {
        send(action, sections, deps?.session.now() ?? 0);
        return sections;
      }
      const news = sections.filter((section) => !viewed.has(section));
      for (const section of news) viewed.add(section);
      if (news.length === 0 || !deps) return news;
      if (waiting.length === 0) {
        since = deps.session.now();
        timer = setTimeout(flush, together);
      }
      waiting.push(...news);
      return news;
    },
    async breakGlass(reason, sections, call) {
      if (!deps) return { status: 'done', value: undefined };
      const { status } = await deps.outbox.deliver(
        [commandOf(deps, 'break-glass', [...sections], deps.session.now(), reason)],
        call,
      );
      return status === 'done' ? { status, value: undefined } : { status };
    },
    reopened() {
      flush();
      viewed.clear();
    },
    dispose() {
      flush();
      globalThis.document?.removeEventListener('visibilitychange', hidden);
    },
  };
}
