import fc from 'fast-check';
import { hostileNarratives } from '../src/record/record/narrative/hostile-narratives.js';

const noise = fc.constantFrom(...'<>/="\'` \u0000\u0001\t\n&;:#-!svgmathstyleonerror[]{}'.split(''));
const pieces = fc.constantFrom(...Object.values(hostileNarratives));

/** Two hostile narratives cut into each other, with noise between. For tests. */
export const mutatedNarrative = fc
  .tuple(pieces, pieces, fc.nat(400), fc.nat(400), fc.string({ maxLength: 12, unit: noise }))
  .map(([a, b, i, j, s]) => a.slice(0, i) + s + b.slice(j % (b.length + 1)) + a.slice(i));
