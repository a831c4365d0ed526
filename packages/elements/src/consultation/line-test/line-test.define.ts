import { define } from '../../internal/define.js';
import { LineTestElement } from './line-test.js';

define('diemcau-line-test', LineTestElement);

declare global {
  interface HTMLElementTagNameMap {
    'diemcau-line-test': LineTestElement;
  }
}
