import type { ConsultationStore, MinutesStore } from '@diemcau/sdk';

interface Stores {
  talk: () => ConsultationStore | undefined;
  minutes: () => MinutesStore | undefined;
}

type RecordView = HTMLElement & { textOf?: (entryKey: string) => string | undefined };
type Asked = CustomEvent<{ section: string; entryKey?: string }>;

/** Ties the parts of a case together by what they ask for: the record points in the talk and lends its words to the minutes. */
export function joinParts(host: HTMLElement, { talk, minutes }: Stores): void {
  host.addEventListener('diemcau-record-point-request', (event) => {
    const { section, entryKey } = (event as Asked).detail;
    if (!event.defaultPrevented) talk()?.point({ of: 'record', section, entryKey });
  });
  host.addEventListener('diemcau-record-excerpt-request', (event) => {
    const { entryKey } = (event as Asked).detail;
    const record = event.composedPath().find((target) => (target as Element).localName === 'diemcau-record') as
      RecordView | undefined;
    const text = entryKey && record?.textOf?.(entryKey);
    if (!event.defaultPrevented && text) minutes()?.excerpt(text, entryKey);
  });
}
