import '@diemcau/elements/loader';
import { DiemcauError } from '@diemcau/protocol';
import type { CaseStoreState, ConsultationState } from '@diemcau/sdk';
import {
  fakeCaseStore,
  fakeConsentStore,
  fakeConsultationStore,
  fakeDiemcau,
  fakeMinutesStore,
  fakeNetworkStore,
  fakeRecordStore,
  fakeWorklistStore,
} from '@diemcau/sdk/testing';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { asking } from '../consent/consent-states.js';
import { drawnPicture, people, session } from '../consultation/consultation-states.js';
import { writing } from '../minutes/minutes-states.js';
import { online } from '../network/network-states.js';
import { part } from '../part.js';
import { everyday } from '../record/record-states.js';
import { oneCase, sitting } from './case-states.js';

type Args = Partial<CaseStoreState> & { talk?: Partial<ConsultationState> };

/** As the expert sees the talk: the district hospital speaks, on a slow line. */
const participants: ConsultationState['participants'] = people.slice(0, 2).map((person, at) => ({
  ...person,
  self: at === 1,
  speaking: at === 0,
  ...(at === 0 && { line: { rtt: 480, loss: 0.02 } }),
}));

const thread: CaseStoreState['thread'] = [
  {
    id: 'm1',
    siteId: '22901',
    sub: '001234/QN-CCHN',
    name: 'BS. Phạm Thị Hải Yến',
    text: 'Trẻ đã tỉnh, còn sốt 39 °C. Xin ý kiến về kháng sinh.',
    at: '2026-11-22T03:00:00Z',
    status: 'sent',
  },
  {
    id: 'm2',
    siteId: '01902',
    sub: '004567/BYT-CCHN',
    name: 'PGS.TS. Đặng Hoài Nam',
    text: 'Cho ceftriaxone, theo dõi sát.',
    at: '2026-11-22T03:04:00Z',
    status: 'queued',
  },
];

/** A phone's browser cannot share its screen. */
const phone = matchMedia('(pointer: coarse)').matches;

const meta: Meta<Args> = {
  title: 'Case/Case',
  component: 'diemcau-case',
  parameters: { layout: 'fullscreen' },
  render: ({ talk, ...state }, { globals }) => {
    const consultation = fakeConsultationStore(
      state.case?.state === 'in-session'
        ? session({ participants, screen: phone ? 'unsupported' : 'off', ...talk })
        : {},
    );
    consultation.stream = drawnPicture;
    const client = fakeDiemcau({
      case: fakeCaseStore({ status: 'ready', ...state }),
      consultation,
      record: fakeRecordStore(everyday()),
      consent: fakeConsentStore(asking()),
      minutes: fakeMinutesStore(writing()),
      worklist: fakeWorklistStore({ items: sitting }),
      network: fakeNetworkStore(
        online({ me: { siteId: '01902', sub: '004567/BYT-CCHN', name: 'PGS.TS. Đặng Hoài Nam', scopes: [] } }),
      ),
    });
    return html`<diemcau-network locale=${globals['locale']} theme=${globals['theme']} .client=${client}>
      <diemcau-case case-id=${state.case?.caseId ?? 'case-1'}></diemcau-case>
    </diemcau-network>`;
  },
};
export default meta;

/** The case comes from the gateway. */
export const Loading: StoryObj<Args> = { args: { status: 'loading' } };
/** Not there, or not to be seen: the same. */
export const NotFound: StoryObj<Args> = { args: { status: 'not-found' } };
/** The gateway cannot be reached. */
export const Failed: StoryObj<Args> = { args: { status: 'failed', error: new DiemcauError('network/unreachable') } };
/** Came in, waits too long. */
export const Sent: StoryObj<Args> = { args: { case: oneCase({ overdue: true }) } };
/** Accepted on this device while the line was away. */
export const Queued: StoryObj<Args> = { args: { case: oneCase(), queued: ['accept'] } };
/** The reason is asked before a case is rejected. */
export const Rejecting: StoryObj<Args> = {
  args: { case: oneCase() },
  play: async ({ canvasElement }) => (await part(canvasElement, 'diemcau-case', '[data-verb=reject]')).click(),
};
/** The upper level asks for more: the requester completes the request. */
export const InformationNeeded: StoryObj<Args> = {
  args: {
    case: oneCase({
      state: 'information-needed',
      myRoles: ['requesting'],
      allowed: ['submit', 'cancel', 'assign'],
      statusReason: 'Xin bổ sung phim X-quang ngực và cân nặng.',
    }),
  },
};
/** The requesting site has no consent yet: the case opens there. */
export const WithoutConsent: StoryObj<Args> = {
  args: { case: oneCase({ myRoles: ['requesting'], consentGate: 'closed', allowed: ['cancel'] }) },
};
/** Talking, on a weak line. */
export const InSession: StoryObj<Args> = { args: { case: oneCase({ state: 'in-session', allowed: ['end'] }), thread } };
/** The line is lost: since when, what is safe, what still works. */
export const Reconnecting: StoryObj<Args> = {
  args: {
    case: oneCase({ state: 'in-session', allowed: ['end'] }),
    thread,
    talk: {
      status: 'reconnecting',
      lostSince: Date.now() - 12_000,
      participants: participants.map((one) => ({ ...one, connection: one.self ? 'connected' : 'reconnecting' })),
    },
  },
};
/** Messages, one of them kept on this device. */
export const Messages: StoryObj<Args> = {
  args: { case: oneCase({ state: 'accepted', allowed: ['start', 'schedule', 'ask', 'reject', 'assign'] }), thread },
  play: async ({ canvasElement }) => (await part(canvasElement, 'diemcau-case', '#tab-thread')).click(),
};
/** Roles are reassigned before the start. */
export const People: StoryObj<Args> = {
  args: { case: oneCase({ state: 'accepted', allowed: ['start', 'schedule', 'assign'] }) },
  play: async ({ canvasElement }) => (await part(canvasElement, 'diemcau-case', '#tab-people')).click(),
};
/** The minutes wait for signatures. */
export const AwaitingSignature: StoryObj<Args> = {
  args: { case: oneCase({ state: 'awaiting-signature', allowed: ['start'] }) },
};
/** Rejected, with the reason. */
export const Rejected: StoryObj<Args> = {
  args: {
    case: oneCase({
      state: 'rejected',
      allowed: [],
      statusReason: 'Hết giường hồi sức, đề nghị chuyển Bệnh viện Nhi Hải Phòng.',
    }),
  },
};
/** A time is set. */
export const Scheduled: StoryObj<Args> = {
  args: {
    case: oneCase({
      state: 'scheduled',
      allowed: ['start', 'schedule', 'cancel'],
      scheduled: { start: '2026-11-22T07:30:00Z' },
    }),
  },
};
/** The session broke off; it may be taken up again. */
export const Interrupted: StoryObj<Args> = {
  args: { case: oneCase({ state: 'interrupted', allowed: ['start', 'end'], statusReason: 'Mất điện tại trạm.' }) },
};
/** No consent could be had: the ground stands where everybody reads it. */
export const EmergencyGround: StoryObj<Args> = {
  args: {
    case: oneCase({
      consentGate: 'emergency',
      emergencyGround: 'Người bệnh rối loạn tri giác, không có người nhà đi cùng.',
    }),
  },
};
/** Signed and closed. */
export const Completed: StoryObj<Args> = { args: { case: oneCase({ state: 'completed', allowed: [] }) } };
/** Cancelled by who asked, with the reason. */
export const Cancelled: StoryObj<Args> = {
  args: {
    case: oneCase({ state: 'cancelled', allowed: [], statusReason: 'Trẻ đã ổn định, gia đình xin theo dõi tại chỗ.' }),
  },
};
/** The longest names, identifiers and allergies that are likely: all of it can be read, at every width. */
export const LongestNames: StoryObj<Args> = {
  args: {
    case: oneCase({
      requestingSite: '48902',
      request: {
        patient: {
          name: 'Công Tằng Tôn Nữ Thị Phương Thảo Nguyên',
          birthDate: '2024-06-10',
          gender: 'female',
          identifiers: [
            { kind: 'internal', value: 'CT-000123' },
            { kind: 'insurance', value: 'TE1222200000017' },
          ],
        },
        allergies:
          'Amoxicillin (ban sẩn ngứa sau 2 ngày uống), cefotaxim (phản vệ độ II), ibuprofen (co thắt phế quản), thuốc cản quang có iod, hải sản, băng dính',
      },
    }),
  },
};
/** The request says in words that there are none: said, and no alarm. */
export const NoAllergies: StoryObj<Args> = {
  args: { case: oneCase({ request: { allergies: 'Chưa ghi nhận dị ứng' } }) },
};
/** Every action by key; the list of keys. */
export const Keys: StoryObj<Args> = {
  args: { case: oneCase() },
  play: async ({ canvasElement }) => {
    (await part(canvasElement, 'diemcau-case', '.tabs')).dispatchEvent(
      new KeyboardEvent('keydown', { key: '?', bubbles: true, composed: true }),
    );
    await part(canvasElement, 'diemcau-case', 'dialog[open]');
  },
};
