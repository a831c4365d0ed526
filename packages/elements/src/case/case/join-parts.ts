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
type ImageView = HTMLElement & { textOf?: () => string | undefined; lookingAt?: Pointer };
type Asked = CustomEvent<{ section: string; entryKey?: string }>;

/** Ties the parts of a case together by what they ask for: the record and its images point in the talk and lend their words to the minutes. */
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
  host.addEventListener('diemcau-image-point-request', (event) => {
    const at = askedBy<ImageView>(event, 'diemcau-image')?.lookingAt;
    if (!event.defaultPrevented && at) talk()?.point(at);
  });
  host.addEventListener('diemcau-image-excerpt-request', (event) => {
    const text = askedBy<ImageView>(event, 'diemcau-image')?.textOf?.();
    if (!event.defaultPrevented && text) minutes()?.excerpt(text, event.detail.entryKey);
  });
}

function askedBy<T>(event: Event, tag: string): T | undefined {
  return event.composedPath().find((target) => (target as Element).localName === tag) as T | undefined;
}

const recordOf = (event: Event) => askedBy<RecordView>(event, 'diemcau-record');
