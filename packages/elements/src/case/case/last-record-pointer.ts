import type { ConsultationState, Pointer } from '@diemcau/sdk';

type RecordPointer = Extract<Pointer, { of: 'record' }>;

/** Where one of the others last pointed in the record, and who. */
export function lastRecordPointer(
  talk: Readonly<ConsultationState> | undefined,
): { pointer: RecordPointer; by: string | undefined } | undefined {
  let last: { pointer: RecordPointer & { at: number }; from: string } | undefined;
  for (const [from, pointer] of Object.entries(talk?.pointers ?? {}))
    if (pointer.of === 'record' && (!last || pointer.at > last.pointer.at)) last = { pointer, from };
  if (!last) return undefined;
  const { pointer, from } = last;
  return { pointer, by: talk?.participants.find(({ participantId }) => participantId === from)?.name };
}
