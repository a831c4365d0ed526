import type { ErrorCode } from '@diemcau/protocol';
import { DiemcauEvent } from '../../../internal/event.js';

/** A study is open; `frames` pictures in all. */
export class ImageOpenedEvent extends DiemcauEvent<{ entryKey: string; frames: number }> {
  static readonly type = 'diemcau-image-opened';

  constructor(detail: { entryKey: string; frames: number }) {
    super(ImageOpenedEvent.type, detail);
  }
}

/** A study or one of its pictures could not be shown. */
export class ImageFailedEvent extends DiemcauEvent<{ entryKey: string; code: ErrorCode }> {
  static readonly type = 'diemcau-image-failed';

  constructor(detail: { entryKey: string; code: ErrorCode }) {
    super(ImageFailedEvent.type, detail);
  }
}

/** The images are of another patient than the record; nothing of them is shown. */
export class ImagePatientMismatchEvent extends DiemcauEvent<{ entryKey: string }> {
  static readonly type = 'diemcau-image-patient-mismatch';

  constructor(detail: { entryKey: string }) {
    super(ImagePatientMismatchEvent.type, detail);
  }
}

/** The reader asks the others to look at this picture; where exactly by the property `lookingAt`. */
export class ImagePointRequestEvent extends DiemcauEvent<{ entryKey: string; frame: number }> {
  static readonly type = 'diemcau-image-point-request';

  constructor(detail: { entryKey: string; frame: number }) {
    super(ImagePointRequestEvent.type, detail, { cancelable: true });
  }
}

/** The reader asks for the picture with its marks to be put into the minutes; words by `textOf()`, the still by `still()`. */
export class ImageExcerptRequestEvent extends DiemcauEvent<{ entryKey: string; frame: number }> {
  static readonly type = 'diemcau-image-excerpt-request';

  constructor(detail: { entryKey: string; frame: number }) {
    super(ImageExcerptRequestEvent.type, detail, { cancelable: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'diemcau-image-opened': ImageOpenedEvent;
    'diemcau-image-failed': ImageFailedEvent;
    'diemcau-image-patient-mismatch': ImagePatientMismatchEvent;
    'diemcau-image-point-request': ImagePointRequestEvent;
    'diemcau-image-excerpt-request': ImageExcerptRequestEvent;
  }
}
