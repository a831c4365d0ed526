import { define } from '../../internal/define.js';
import { NetworkElement } from './network.js';

define('diemcau-network', NetworkElement);

declare global {
  interface HTMLElementTagNameMap {
    'diemcau-network': NetworkElement;
  }
}
