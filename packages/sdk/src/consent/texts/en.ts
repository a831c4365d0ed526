import type { ConsentText } from '../consent.types.js';

const version = '2026-11';

const sensitive =
  'Information about your health is sensitive personal data and is specially protected by law. That is why the hospital has to ask you about each purpose on its own.';
const processors =
  'The hospital that treats you holds this information and answers for it. The Điểm Cầu network, run by the operator named on this screen, carries and stores the information on the hospital’s behalf while the consultation lasts.';
const rights =
  'You may ask which information was used, get a copy, have it corrected or deleted, complain, and take back your agreement at any time. Taking it back is as easy as giving it: tell the staff. The hospital answers within 2 working days. What was done before you took it back stays valid.';
const careGoesOn = 'If you do not agree, you are examined and treated all the same.';

/** What is asked, one text for each purpose, in words for people who are not doctors. */
const texts: readonly ConsentText[] = [
  {
    purpose: 'teleconsultation',
    version,
    title: 'Remote consultation with doctors of a higher-level hospital',
    paragraphs: [
      'Your doctor would like to ask doctors of a higher-level hospital about your illness, over a screen, with picture and sound. The hospitals that are invited are named on this screen.',
      'During the consultation the doctors hear about your illness, see you if the camera is on, and talk with each other. Your doctor here stays responsible for your treatment.',
      sensitive,
      processors,
      rights,
      'If you do not agree, your doctor here goes on treating you, or sends you to the higher-level hospital when that is needed.',
    ],
  },
  {
    purpose: 'record-share',
    version,
    title: 'Sending your record and images to the doctors of the higher-level hospital',
    paragraphs: [
      'To give good advice those doctors need to see your record: illnesses, allergies, medicines, test results, X-rays and pictures.',
      'Only the hospitals invited to this case can see it. They can see it during the consultation and until 24 hours after it is completed, and no longer. Each time somebody opens it, this is written down.',
      'You may ask to keep back parts that you do not want to be seen. The doctors are told only that a part was kept back.',
      sensitive,
      processors,
      rights,
      careGoesOn,
    ],
  },
  {
    purpose: 'recording',
    version,
    title: 'Recording sound and picture of the consultation',
    paragraphs: [
      'The hospital may record what is said and seen in the consultation and keep it with your record. Recording starts only after you have agreed, and the screen always says so while it runs.',
      'The recording is kept for as long as the law says that records are kept, and only those who may see your record may see it.',
      sensitive,
      processors,
      rights,
      'If you do not agree, the consultation takes place without being recorded.',
    ],
  },
  {
    purpose: 'teaching',
    version,
    title: 'Use for teaching and research',
    paragraphs: [
      'Your case may help other doctors to learn. Before it is used, your name, address, document numbers and face are taken out, so that nobody can recognise you.',
      'The information is used only for teaching and research in medicine. It is not sold and not used for advertising.',
      sensitive,
      processors,
      rights,
      careGoesOn,
    ],
  },
  {
    purpose: 'ai-support',
    version,
    title: 'Use of artificial intelligence to support the doctors',
    paragraphs: [
      'The doctors may use artificial intelligence to read images or to summarise your record. The software only suggests; a doctor decides, and what comes from the machine is always marked as such.',
      'Your information is not used to train the software.',
      sensitive,
      processors,
      rights,
      careGoesOn,
    ],
  },
];

export default texts;
