import { property } from 'lit/decorators.js';
import { DiemcauElement } from './diemcau-element.js';

/** An element of one case. */
export class CaseElement extends DiemcauElement {
  /** The case, all that an embedder passes. */
  @property({ attribute: 'case-id' }) caseId = '';
}
