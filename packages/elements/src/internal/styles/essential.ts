import type { CSSResult } from 'lit';
import { base } from './base.styles.js';
import { buttons } from './buttons.styles.js';
import { signs } from './signs.styles.js';
import { tokens } from './tokens.styles.js';

/** The sheets that every element needs; what has fields, dialogs or tables takes `shared`. */
export const essential: readonly CSSResult[] = [tokens, base, buttons, signs];
