import type { ConsultationState, Pointer } from '@diemcau/sdk';

type RecordPointer = Extract<Pointer, { of: 'record' }>;

/** Where one of the others last pointed in the record. */
export function lastRecordPointer(talk: Readonly<ConsultationState> | undefined): RecordPointer | undefined {
  const pointers = Object.values(talk?.pointers ?? {}).filter((one) => one.of === 'record');
  return pointers.reduce<(RecordPointer & { at: number }) | undefined>(
    (last, one) => (!last || one.at > last.at ? (one as RecordPointer & { at: number }) : last),
    undefined,
  );
}
