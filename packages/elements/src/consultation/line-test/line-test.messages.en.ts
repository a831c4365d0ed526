import type { Translation } from '../../internal/messages.js';
import type vi from './line-test.messages.vi.js';

const en: Translation<typeof vi> = {
  title: 'Device and line test',
  start: 'Start the test',
  again: 'Test again',
  running: 'Testing…',
  intro: 'It takes about half a minute. The browser may ask for permission to use microphone and camera.',
  names: {
    'secure-context': 'Page opened by https',
    browser: 'Browser',
    policy: 'Page allows microphone and camera',
    microphone: 'Microphone',
    camera: 'Camera',
    gateway: 'Consultation server',
    clock: 'Clock of this computer',
    path: 'Path for picture and sound',
    bandwidth: 'Speed',
  },
  states: {
    pending: 'waiting',
    running: 'being tested',
    passed: 'good',
    warning: 'usable, take note',
    failed: 'not good',
    skipped: 'skipped',
  },
  advice: {
    'secure-context': 'Open the page by https, or open the server’s secure window.',
    browser: 'Update Chrome or Edge (109 or newer) or Firefox.',
    policy: 'The hospital’s software blocks microphone and camera in this frame: tell the IT department.',
    microphone: 'Plug in a microphone and allow it in the browser. Without one you can listen and write.',
    camera: 'Plug in a camera and allow it in the browser. Consulting works without one.',
    gateway: 'Check the hospital’s network; what is written here is kept on this device.',
    clock: 'Correct the date and time of this computer.',
    path: 'A firewall may block picture and sound: ask the IT department to open the ports of the deployment guide.',
    bandwidth: 'Close other programs that use the network, or choose “Sound only”.',
  },
  verdicts: {
    video: 'The line carries picture and sound.',
    audio: 'The line carries sound; pictures will be reduced.',
    text: 'The line carries text and the record only.',
    none: 'No connection yet. Cases can still be written and are sent when the line is back.',
  },
  facts: {
    rtt: (value) => `delay ${value} ms`,
    up: (value) => `sends ${value} kbit/s`,
    down: (value) => `receives ${value} kbit/s`,
    loss: (value) => `loss ${value} %`,
    skew: (value) => `off by ${value} s`,
    label: (value) => value,
    browser: (value) => value,
  },
};

export default en;
