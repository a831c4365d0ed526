import { define } from '../../internal/define.js';
import { RecordElement } from './record.js';

define('diemcau-record', RecordElement);

declare global {
  interface HTMLElementTagNameMap {
    'diemcau-record': RecordElement;
  }
}
