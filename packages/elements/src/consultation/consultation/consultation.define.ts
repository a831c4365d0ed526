import { define } from '../../internal/define.js';
import { ConsultationElement } from './consultation.js';

define('diemcau-consultation', ConsultationElement);

declare global {
  interface HTMLElementTagNameMap {
    'diemcau-consultation': ConsultationElement;
  }
}
