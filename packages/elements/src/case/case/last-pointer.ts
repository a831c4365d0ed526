import type { ConsultationState, Pointer } from '@diemcau/sdk';

type PointerOf<Of extends Pointer['of']> = Extract<Pointer, { of: Of }>;

/** Where one of the others last pointed in the record or one of its images, and who. */
export function lastPointer<Of extends 'record' | 'image'>(
  talk: Readonly<ConsultationState> | undefined,
  of: Of,
): { pointer: PointerOf<Of>; by: string | undefined } | undefined {
  let last: { pointer: Pointer & { at: number }; from: string } | undefined;
  for (const [from, one] of Object.entries(talk?.pointers ?? {})) {
    if (one.of === of && (!last || one.at > last.pointer.at)) last = { pointer: one, from };
  }
  if (!last) return undefined;
  const { pointer, from } = last;
  return {
    pointer: pointer as PointerOf<Of> & { at: number },
    by: talk?.participants.find(({ participantId }) => participantId === from)?.name,
  };
}
