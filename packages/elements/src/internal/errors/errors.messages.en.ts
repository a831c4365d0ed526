import type { Translation } from '../messages.js';
import type vi from './errors.messages.vi.js';

const retry = 'We try again by ourselves. You can also press “Try again”.';
const askIt = 'Please tell your hospital’s IT department, with the error code below.';
const signInAgain = 'Please sign in to the hospital software again, then reopen this page.';
const reload = 'Please reload the page. If it fails again, tell the IT department the error code below.';

const words: Translation<typeof vi> = {
  codes: {
    'network/unreachable': { happened: 'The consultation server cannot be reached.', todo: retry },
    'network/timeout': { happened: 'The consultation server takes too long to answer.', todo: retry },
    'network/aborted': {
      happened: 'The action was stopped half way.',
      todo: 'If it is still needed, please do it again.',
    },
    'network/unknown-gateway': { happened: 'The address that was set is not a consultation server.', todo: askIt },
    'network/directory-unverified': {
      happened: 'The site directory does not carry the signature of the expected network.',
      todo: `We stopped here to protect the patient. ${askIt}`,
    },
    'network/directory-expired': { happened: 'The site directory is out of date.', todo: retry },
    'network/site-unknown': { happened: 'This facility is not in the site directory yet.', todo: askIt },
    'network/insecure-context': {
      happened: 'This page was opened over http, so the browser allows no signing, encryption or camera.',
      todo: 'Press “Open the secure window” to go on in an https window of the consultation server.',
    },
    'network/unsupported-browser': {
      happened: 'This browser is too old.',
      todo: 'Please use Chrome, Edge or Cốc Cốc from version 109, or a recent Firefox.',
    },
    'network/protocol-version': {
      happened: 'The page and the consultation server are of different versions.',
      todo: reload,
    },
    'network/response-malformed': {
      happened: 'The consultation server sent an answer that cannot be read.',
      todo: retry,
    },
    'network/rate-limited': {
      happened: 'Too many requests in a short time.',
      todo: 'Please wait a few minutes, then try again.',
    },
    'network/draining': { happened: 'The consultation server is restarting.', todo: retry },
    'auth/token-provider-failed': {
      happened: 'The hospital software could not grant access to consultations.',
      todo: retry,
    },
    'auth/token-missing': { happened: 'This session has no access to consultations.', todo: signInAgain },
    'auth/token-malformed': { happened: 'The hospital software granted access in the wrong format.', todo: askIt },
    'auth/token-expired': { happened: 'The session has expired.', todo: signInAgain },
    'auth/token-signature': { happened: 'The hospital’s signature on the access token is wrong.', todo: askIt },
    'auth/token-audience': { happened: 'Access was granted for another server.', todo: askIt },
    'auth/token-replaced-subject': { happened: 'Another person has just signed in on this device.', todo: signInAgain },
    'auth/token-refused': {
      happened: 'The hospital’s software or the consultation server refused access.',
      todo: signInAgain,
    },
    'auth/key-mismatch': { happened: 'The browser’s key does not match the access token.', todo: signInAgain },
    'auth/proof-malformed': { happened: 'The proof of the browser’s key is not valid.', todo: reload },
    'auth/proof-nonce': { happened: 'The server wants the browser’s key confirmed again.', todo: retry },
    'auth/proof-replayed': { happened: 'A request was sent twice, so the server refused it.', todo: reload },
    'auth/origin-refused': { happened: 'The address of this page is not registered by the hospital.', todo: askIt },
    'auth/scope-missing': {
      happened: 'Your account has no right to do this.',
      todo: 'Please ask whoever assigns rights at your hospital.',
    },
    'auth/signed-out': { happened: 'You are signed out.', todo: signInAgain },
    'request/not-found': {
      happened: 'Not found, or no longer yours to see.',
      todo: 'Please check the case you chose.',
    },
    'request/invalid': { happened: 'What was sent is not valid.', todo: 'Please check what was entered.' },
    'request/too-large': {
      happened: 'What was sent is too large.',
      todo: 'Please attach fewer files or send them in parts.',
    },
    'request/method-not-allowed': { happened: 'This action is not allowed.', todo: askIt },
    'request/idempotency-conflict': { happened: 'This request was sent before with other content.', todo: reload },
    'request/version-conflict': {
      happened: 'Somebody else has just changed this.',
      todo: 'Please look at the new version and do it again.',
    },
    'request/personal-search-in-url': {
      happened: 'This search would expose the patient’s data, so it was refused.',
      todo: askIt,
    },
    'request/unsupported': { happened: 'The consultation server does not support this.', todo: askIt },
    'case/transition-refused': {
      happened: 'The case has moved to another state, so this cannot be done.',
      todo: 'Please look at the case’s new state.',
    },
    'case/not-participant': {
      happened: 'Your facility does not take part in this case.',
      todo: 'Please check the case you chose.',
    },
    'case/role-missing': {
      happened: 'Your role in the case does not allow this.',
      todo: 'Please ask the chair or the secretary of the case.',
    },
    'consent/missing': {
      happened: 'The patient or representative has not consented yet.',
      todo: 'Please take the consent first, or record the emergency ground.',
    },
    'consent/withdrawn': {
      happened: 'The patient or representative has withdrawn the consent.',
      todo: 'Sharing has stopped. Please talk to the patient again.',
    },
    'consent/already-decided': {
      happened: 'This purpose has been decided already.',
      todo: 'Please look at the consent form again.',
    },
    'record/malformed': { happened: 'The record is not valid FHIR.', todo: askIt },
    'record/malformed-xml': { happened: 'The XML file is not well formed.', todo: askIt },
    'record/doctype-refused': {
      happened: 'The XML file declares a DOCTYPE and was refused for safety.',
      todo: 'Please export the file without DOCTYPE.',
    },
    'record/too-large': {
      happened: 'The record is too large.',
      todo: 'Please choose a shorter period or fewer files.',
    },
    'record/unsupported': {
      happened: 'This kind of record is not known.',
      todo: 'FHIR R4 (JSON) and insurance XML are supported.',
    },
    'record/share-ended': {
      happened: 'The time for viewing the record has ended.',
      todo: 'If you still need it, ask the sending facility to share it again.',
    },
    'record/not-shared': {
      happened: 'The record has not been shared yet.',
      todo: 'It appears as soon as the sending facility shares it.',
    },
    'record/patient-conflict': {
      happened: 'The sources of the record are of different patients.',
      todo: 'They are not joined: check the patient of each source (number, name, birth date).',
    },
    'record/context-mismatch': {
      happened: 'The record is not of the patient who is open.',
      todo: 'It is not shown. Please check the patient.',
    },
    'record/image-malformed': {
      happened: 'The image file is damaged or is not DICOM.',
      todo: 'Please ask the sender for the image again, or keep the file and open it with other software.',
    },
    'record/image-unsupported': {
      happened: 'This compression or kind of image cannot be decoded here.',
      todo: 'Please view what the server renders, or keep the file and open it with other software.',
    },
    'record/image-hung': {
      happened: 'Decoding the image took too long and was stopped.',
      todo: 'Other images can still be viewed. Please try again, or view what the server renders.',
    },
    'record/image-refused': {
      happened: 'The image server does not allow it.',
      todo: 'Please sign in to the hospital software again, or tell the IT department.',
    },
    'consultation/not-open': { happened: 'The consultation has not started.', todo: 'Please start it from this case.' },
    'consultation/full': {
      happened: 'The consultation has no room for another site.',
      todo: 'Please write messages, or wait until a site leaves.',
    },
    'consultation/removed': {
      happened: 'The chair has removed you from the session.',
      todo: 'If this is a mistake, please contact the chair.',
    },
    'consultation/elsewhere': {
      happened: 'You are in this session in another window.',
      todo: 'Please go on there, or leave it and join here.',
    },
    'rtc/permission-denied': {
      happened: 'The browser was not allowed to use the microphone or camera.',
      todo: 'Press the lock beside the address, choose “Allow”, then try again.',
    },
    'rtc/device-missing': {
      happened: 'No microphone or camera was found.',
      todo: 'Please plug one in and try again. You can still listen and write.',
    },
    'rtc/device-in-use': {
      happened: 'Another program is using the microphone or camera.',
      todo: 'Please close that program and try again.',
    },
    'rtc/policy-blocked': {
      happened: 'The hospital’s page does not allow microphone and camera in this frame.',
      todo: askIt,
    },
    'rtc/unsupported': {
      happened: 'This browser cannot make video calls.',
      todo: 'Please use a recent Chrome, Edge or Firefox. You can still write and see the record.',
    },
    'rtc/connection-failed': { happened: 'The audio and video line could not be made.', todo: retry },
    'rtc/fingerprint-mismatch': {
      happened: 'The person at the other end could not be verified, so the line was cut.',
      todo: `Do not talk about the patient on this line. ${askIt}`,
    },
    'rtc/room-full': {
      happened: 'The consultation has no room for another site.',
      todo: 'Please write messages, or wait until a site leaves.',
    },
    'rtc/closed': { happened: 'The call is closed.', todo: 'If needed, join the consultation again.' },
    'signature/invalid': { happened: 'The signature is not valid.', todo: `Do not use this document. ${askIt}` },
    'signature/foreign-key': {
      happened: 'The document was signed with a key that is not the signer’s.',
      todo: `Do not use this document. ${askIt}`,
    },
    'signature/replayed': {
      happened: 'This signature belongs to another document.',
      todo: `Do not use this document. ${askIt}`,
    },
    'signature/content-changed': {
      happened: 'The content was changed after it was signed.',
      todo: 'Please check the content and sign again.',
    },
    'minutes/incomplete': {
      happened: 'The minutes lack something that is required.',
      todo: 'Please fill in the marked parts.',
    },
    'minutes/version-conflict': {
      happened: 'Somebody else has just edited the minutes.',
      todo: 'Please compare the two versions and choose.',
    },
    'minutes/already-signed': {
      happened: 'The minutes are signed.',
      todo: 'To change them, please make an amendment.',
    },
    'offline/quota-exceeded': {
      happened: 'The browser’s disk space is full; nothing more can be kept.',
      todo: 'Please free some space. Do not close this page before everything is sent.',
    },
    'offline/store-unavailable': {
      happened: 'The browser does not allow keeping data on this device (perhaps a private window).',
      todo: 'Please do not close the page before everything is sent, or use a normal window.',
    },
    'offline/store-locked': { happened: 'What is kept on this device is locked.', todo: signInAgain },
    'internal/unexpected': { happened: 'Something unexpected went wrong.', todo: reload },
    'internal/worker-failed': { happened: 'The page’s background worker has stopped.', todo: reload },
  },
  code: 'Error code',
  retry: 'Try again',
  retryIn: (seconds: number) => `Trying again in ${seconds} s.`,
};
export default words;
