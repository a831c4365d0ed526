import { define } from '../../internal/define.js';
import { WorklistElement } from './worklist.js';

define('diemcau-worklist', WorklistElement);

declare global {
  interface HTMLElementTagNameMap {
    'diemcau-worklist': WorklistElement;
  }
}
