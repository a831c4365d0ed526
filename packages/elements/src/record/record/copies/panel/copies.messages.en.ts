import type { CopiesMessages } from './copies.messages.js';

const en: CopiesMessages = {
  title: 'Print / export the record',
  what: 'What to print or export',
  kinds: {
    summary: 'Print a summary',
    sections: 'Print chosen sections',
    whole: 'Print the whole record',
    ips: 'Download an IPS file (JSON) for other software',
    'insurance-xml': 'Download insurance XML (QĐ 130)',
  },
  hints: {
    summary: 'What holds now, on a page or two.',
    sections: 'Every line of the sections chosen.',
    whole: 'Every line of every section, also what was not opened on the screen.',
    'insurance-xml': 'Tables XML1–5, 7, 8, 13, 14 by episode; the hospital’s software completes it before it is sent.',
    ips: 'A FHIR R4 document by the International Patient Summary.',
  },
  sections: 'Sections',
  pdf: 'To save a PDF: choose “Save as PDF” as printer in the browser’s print dialog.',
  lacks: 'This copy does not include',
  lacksNothing: 'By what could be read, nothing is left out of this copy.',
  withheld: (sections) => `Sections withheld by the patient: ${sections}`,
  restricted: (count) => `${count} restricted entries (HIV, high confidentiality): they need a right of their own`,
  unread: (sections) => `Sections that could not be read completely: ${sections}`,
  setAside: (count) => `${count} data items that could not be read`,
  otherPatients: (count) => `${count} data items about somebody else`,
  files: 'Attached files (PDF, pictures): only their names are printed',
  warning:
    'Paper and downloaded files are outside the protection of the network: they do not expire and cannot be taken back. You are responsible for keeping them. Every print and export is logged.',
  print: 'Print or save as PDF',
  make: 'Make the file',
  save: (size) => `Download (${size})`,
  cancel: 'Cancel',
  close: 'Close',
  laying: (pages, entries) => `Laying out: ${pages} pages, ${entries} lines`,
  making: 'Making the file…',
  ready: 'The file is ready.',
  passed: 'It passed our own checks by the IPS profiles (not HL7’s official validator).',
  broken: (rules) => `The source departs from the IPS in places, and so does the file: ${rules}`,
  insuranceNote: (tables) =>
    tables
      ? `The record lacks required fields of: ${tables}. The file is for the hospital’s software to complete, not to send as it is.`
      : 'The file is for the hospital’s software to check before it is sent.',
  done: (pages) => `${pages} pages went to the print dialog.`,
  saved: 'The file was downloaded.',
  vetoed: 'The hospital’s software does not allow this.',
  failed: 'This could not be done. The record on the screen is not affected.',
  noSection: 'Choose at least one section.',
  kilobytes: (count) => `${count} kB`,
};

export default en;
