import { describeMatrix } from './matrix-suite.js';

describeMatrix('both walls', {});
