// What comes with the first document, image or text of a record that is opened.
export { documentView } from './document-view.js';
export { asDocument, shown, viewer } from './read-document.js';
