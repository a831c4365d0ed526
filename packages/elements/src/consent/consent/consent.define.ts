import { define } from '../../internal/define.js';
import { ConsentElement } from './consent.js';

define('diemcau-consent', ConsentElement);

declare global {
  interface HTMLElementTagNameMap {
    'diemcau-consent': ConsentElement;
  }
}
