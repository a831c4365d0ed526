// What comes once a record was read: search, filters, timeline, drugs, keys.
export { stripView } from './filters-view.js';
export { drugBoard, largePane, toolPane } from './panes.js';
export { Reading } from './reading.js';
