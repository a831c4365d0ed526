import type { CSSResult } from 'lit';
import { essential } from './essential.js';
import { fields } from './fields.styles.js';
import { panes } from './panes.styles.js';
import { tables } from './tables.styles.js';

/** All shared sheets, adopted once per root; `static styles = [...shared, styles]`. */
export const shared: readonly CSSResult[] = [...essential, fields, panes, tables];
