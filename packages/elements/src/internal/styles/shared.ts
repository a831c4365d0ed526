import type { CSSResult } from 'lit';
import { base } from './base.styles.js';
import { buttons } from './buttons.styles.js';
import { fields } from './fields.styles.js';
import { panes } from './panes.styles.js';
import { signs } from './signs.styles.js';
import { tables } from './tables.styles.js';
import { tokens } from './tokens.styles.js';

/** All shared sheets, adopted once per root; `static styles = [...shared, styles]`. */
export const shared: readonly CSSResult[] = [tokens, base, buttons, fields, signs, panes, tables];
