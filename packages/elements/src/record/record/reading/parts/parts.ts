// What is loaded with the first use of search, filters, timeline, drugs or keys.
export { drugsView } from './drugs-view.js';
export { Finder } from './finder.js';
export { filtersView, stripView } from './filters-view.js';
export { foundView } from './found-view.js';
export { act } from './keys.js';
export { keysView } from './keys-view.js';
export { readingMessages } from './reading.messages.js';
export { styles } from './parts.styles.js';
export { Timeline } from './timeline.js';
export { timelineView } from './timeline-view.js';
