import type { PaperMessages } from './paper.messages.js';

const en: PaperMessages = {
  whole: 'Printed medical record',
  sections: 'Printed part of a medical record',
  summary: 'Printed summary of a medical record',
  documentTitle: 'Medical record',
  partOf: (sections) => `Only: ${sections}. The other sections of the record are not printed here.`,
  summaryOf: 'Only what holds now, the first of each group; no substitute for the whole record.',
  summaryCount: (shown, count) => (shown < count ? `${shown} of ${count} entries` : `${count} entries`),
  nothingNow: 'Nothing that holds now in the data received.',
  parts: {
    allergies: 'Allergies',
    problems: 'Present diagnoses and problems',
    medications: 'Present medication',
    vitalSigns: 'Latest vital signs',
    results: 'Latest laboratory results',
    imaging: 'Imaging',
    encounters: 'Encounters',
    machine: 'Results of machines',
  },
  converted: 'Paper copy converted from the electronic medical record (Circular 13/2025/TT-BYT)',
  lookup: (code) => `Lookup code: ${code}`,
  noLookup: 'No lookup code: the hash of the source could not be computed',
  hash: (hash) => `SHA-256 of the electronic original: ${hash}`,
  qrShared: 'QR code: where the shared electronic original is kept, and its hash; no patient data',
  qrOwn: 'QR code: hash of the source and time of printing; no patient data',
  printed: (when, who, site) => [`Printed ${when}`, who && `by ${who}`, site].filter(Boolean).join(' · '),
  page: (page, pages) => `Page ${page}/${pages}`,
  continued: (title) => `${title} (continued)`,
  count: (count) => (count === 1 ? '1 entry' : `${count} entries`),
  notProvided: 'No data was provided: whether there is any is not known.',
  empty: 'Stated by the source: none.',
  failed: 'Could not be read: this does not mean that there is no data.',
  truncated: 'Not complete: the source was cut off, or parts could not be read.',
  reading: 'Not read completely when this was printed.',
  hidden: 'Withheld by the patient’s choice; there may be data that is not printed here.',
  failedPages: 'Not all entries of this section could be fetched for printing.',
  restricted: 'Information restricted by law (if any) is not printed.',
  restrictedIncluded: 'Information restricted by law (if any) is included. Keep it accordingly.',
  attachment: (type, title) => `Attached file, not printed here: ${title} (${type})`,
  text: 'Text of the source',
  account: (total, setAside) =>
    setAside
      ? `The source has ${total} data items; ${setAside} of them could not be read and are not printed.`
      : `The source has ${total} data items; none had to be set aside.`,
  end: 'End of the printed copy',
};

export default en;
