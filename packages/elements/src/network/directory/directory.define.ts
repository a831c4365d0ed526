import { define } from '../../internal/define.js';
import { DirectoryElement } from './directory.js';

define('diemcau-directory', DirectoryElement);

declare global {
  interface HTMLElementTagNameMap {
    'diemcau-directory': DirectoryElement;
  }
}
