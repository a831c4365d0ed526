import type { ConsultationStore, MinutesStore, Pointer } from '@diemcau/sdk';

interface Stores {
  talk: () => ConsultationStore | undefined;
  minutes: () => MinutesStore | undefined;
}

type RecordPointer = Extract<Pointer, { of: 'record' }>;
type RecordView = HTMLElement & {
  textOf?: (entryKey: string) => string | undefined;
  trendOf?: (section: string) => RecordPointer['trend'];
};
type Asked = CustomEvent<{ section: string; entryKey?: string }>;

/** Ties the parts of a case together by what they ask for: the record points in the talk and lends its words to the minutes. */
export function joinParts(host: HTMLElement, { talk, minutes }: Stores): void {
  host.addEventListener('diemcau-record-point-request', (event) => {
    const { section, entryKey } = (event as Asked).detail;
    const trend = recordOf(event)?.trendOf?.(section);
    if (!event.defaultPrevented) talk()?.point({ of: 'record', section, entryKey, ...(trend ? { trend } : {}) });
  });
  host.addEventListener('diemcau-record-excerpt-request', (event) => {
    const { entryKey } = (event as Asked).detail;
    const text = entryKey && recordOf(event)?.textOf?.(entryKey);
    if (!event.defaultPrevented && text) minutes()?.excerpt(text, entryKey);
  });
}

function recordOf(event: Event): RecordView | undefined {
  return event.composedPath().find((target) => (target as Element).localName === 'diemcau-record') as
    RecordView | undefined;
}
