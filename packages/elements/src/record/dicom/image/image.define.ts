import { define } from '../../../internal/define.js';
import { ImageElement } from './image.js';

define('diemcau-image', ImageElement);

declare global {
  interface HTMLElementTagNameMap {
    'diemcau-image': ImageElement;
  }
}
