import { define } from '../../internal/define.js';
import { MinutesElement } from './minutes.js';

define('diemcau-minutes', MinutesElement);

declare global {
  interface HTMLElementTagNameMap {
    'diemcau-minutes': MinutesElement;
  }
}
