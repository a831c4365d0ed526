import { define } from '../../internal/define.js';
import { CaseElement } from './case.js';

define('diemcau-case', CaseElement);

declare global {
  interface HTMLElementTagNameMap {
    'diemcau-case': CaseElement;
  }
}
