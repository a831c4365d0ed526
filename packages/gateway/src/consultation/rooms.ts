import { DiemcauError, maxMeshEnds, type Participant, type ServerEvent, type SignalText } from '@diemcau/protocol';
import { eventText, type EventText } from '../internal/event-text.js';
import type { Session } from '../internal/session.types.js';

interface Member {
  participant: Participant;
  session: Session;
  /** Number of the last signal that was passed on; one that comes again is not. */
  said: number;
}

/** Who is in which consultation, by the gateway's own word. Kept in memory: clients join again after a restart. */
export function createRooms() {
  const rooms = new Map<string, Map<string, Member>>();

  function tell(room: Map<string, Member>, event: ServerEvent) {
    const text = eventText(event);
    for (const session of new Set([...room.values()].map((member) => member.session))) session.push(text);
  }

  function tellRoster(caseId: string) {
    const room = rooms.get(caseId);
    if (room)
      tell(room, { kind: 'roster', caseId, participants: [...room.values()].map((member) => member.participant) });
  }

  function remove(caseId: string, participantId: string) {
    const room = rooms.get(caseId);
    const member = room?.get(participantId);
    if (!room || !member) return;
    room.delete(participantId);
    if (room.size === 0) rooms.delete(caseId);
  }

  function membersOf(session: Session): [caseId: string, member: Member][] {
    return [...rooms].flatMap(([caseId, room]) =>
      [...room.values()]
        .filter((member) => member.session === session)
        .map((member): [string, Member] => [caseId, member]),
    );
  }

  /** @throws DiemcauError `request/not-found` when the asker is not that participant */
  function own(session: Session, caseId: string, participantId: string): { room: Map<string, Member>; member: Member } {
    const room = rooms.get(caseId);
    const member = room?.get(participantId);
    if (!room || member?.session !== session) throw new DiemcauError('request/not-found');
    return { room, member };
  }

  return {
    /**
     * Lets a person in. The same person from elsewhere replaces the older end.
     * @throws DiemcauError `consultation/full`
     */
    join(caseId: string, session: Session, participant: Participant) {
      const room = rooms.get(caseId) ?? new Map<string, Member>();
      const { participantId, siteId, sub } = participant;
      const known = room.get(participantId);
      const samePerson = (one: Participant) => one.siteId === siteId && one.sub === sub;
      if (known && !samePerson(known.participant)) throw new DiemcauError('request/invalid', { at: 'participantId' });
      const older = [...room.values()].find((one) => one !== known && samePerson(one.participant));
      if (!known && !older && room.size >= maxMeshEnds)
        throw new DiemcauError('consultation/full', { facts: { ends: maxMeshEnds } });
      rooms.set(caseId, room);
      if (older) {
        const { participantId: removed } = older.participant;
        older.session.push(
          eventText({
            kind: 'consultation-removed',
            caseId,
            participantId: removed,
            code: 'consultation/elsewhere',
          }),
        );
        remove(caseId, removed);
        rooms.set(caseId, room);
      }
      const joinedAt = known?.participant.joinedAt ?? participant.joinedAt;
      room.set(participantId, { session, said: known?.said ?? -1, participant: { ...participant, joinedAt } });
      tellRoster(caseId);
    },
    leave(caseId: string, session: Session, participantId: string) {
      own(session, caseId, participantId);
      remove(caseId, participantId);
      tellRoster(caseId);
    },
    changeSources(caseId: string, session: Session, participantId: string, sources: Participant['sources']) {
      const { room, member } = own(session, caseId, participantId);
      room.set(participantId, { ...member, participant: { ...member.participant, sources } });
      tellRoster(caseId);
    },
    /** Passes a message between two ends of one consultation. */
    relay(session: Session, { number, caseId, from, to, data }: SignalText) {
      const { room, member } = own(session, caseId, from);
      if (number !== undefined) {
        if (number <= member.said) return;
        member.said = number;
      }
      const target = room.get(to);
      if (!target) throw new DiemcauError('request/not-found');
      // The ids are those of the room, `data` is JSON: nothing here needs to be written anew.
      target.session.push(
        `{"kind":"signal","caseId":"${caseId}","from":"${from}","to":"${to}","data":${data}}` as EventText,
      );
    },
    /**
     * The socket is lost: media may still flow, so the person stays for as long as the session may be resumed. Who resumes it is still in
     * the room and need not enter again.
     */
    away(session: Session) {
      for (const [caseId, member] of membersOf(session)) {
        member.participant = { ...member.participant, presence: 'away' };
        tellRoster(caseId);
      }
    },
    back(session: Session) {
      for (const [caseId, member] of membersOf(session)) {
        if (member.participant.presence === 'here') continue;
        member.participant = { ...member.participant, presence: 'here' };
        tellRoster(caseId);
      }
    },
    ended(session: Session) {
      for (const [caseId, member] of membersOf(session)) {
        remove(caseId, member.participant.participantId);
        tellRoster(caseId);
      }
    },
    /** The consultation ended for all. */
    closeRoom(caseId: string) {
      for (const participantId of [...(rooms.get(caseId)?.keys() ?? [])]) remove(caseId, participantId);
    },
    count: () => [...rooms.values()].reduce((sum, room) => sum + room.size, 0),
    close: () => rooms.clear(),
  };
}

/** The rooms of the open consultations. */
export type Rooms = ReturnType<typeof createRooms>;
