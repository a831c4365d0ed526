import { define } from '../../internal/define.js';
import { CaseFormElement } from './case-form.js';

define('diemcau-case-form', CaseFormElement);

declare global {
  interface HTMLElementTagNameMap {
    'diemcau-case-form': CaseFormElement;
  }
}
