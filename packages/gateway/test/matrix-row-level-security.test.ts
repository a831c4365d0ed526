import { describeMatrix } from './matrix-suite.js';

describeMatrix('row-level security alone', { parts: { mayRead: () => true } });
