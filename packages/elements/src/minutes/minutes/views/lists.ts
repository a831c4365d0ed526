import type { AgendaItem, CodedText, MinutesParticipant, OrderedItem } from '@diemcau/fhir';
import { html, nothing, type TemplateResult } from 'lit';
import { dateTimeText } from '../../../internal/format/date-time-text.js';
import { typedTime, type Form } from './field-view.js';
import { listView, rowInput, rowSelect } from './list-view.js';
import type { Say } from './say.js';

/** Diagnoses before or after, each with its code. */
export function diagnosesView(field: 'diagnosisBefore' | 'diagnosisAfter', form: Form, say: Say): TemplateResult {
  const { t } = say;
  return listView<CodedText>(
    {
      field,
      items: form.draft[field],
      label: ({ text }, at) => text || `${t.diagnosis} ${at + 1}`,
      row: ({ code = '', text }, at, change) =>
        html`${rowInput(`${field}-code-${at}`, t.code, code, (value) => change({ code: value || undefined }))}
        ${rowInput(`${field}-text-${at}`, t.diagnosis, text, (value) => change({ text: value }))}`,
      read: ({ code, text }) => html`${code ? html`<span class="muted">${code}</span> ` : nothing}${text}`,
      set: (items) => form.update({ [field]: items }),
      add: { label: t.addDiagnosis, item: () => ({ text: '' }) },
    },
    form,
    say,
  );
}

/** Matters of the talk, one conclusion each. */
export function agendaView(form: Form, say: Say): TemplateResult {
  const { t } = say;
  return listView<AgendaItem>(
    {
      field: 'agenda',
      items: form.draft.agenda,
      label: (_, at) => t.item(at + 1),
      row: ({ question, conclusion }, at, change) =>
        html`${rowInput(`question-${at}`, `${t.item(at + 1)}`, question, (value) => change({ question: value }), 2)}
        ${rowInput(`conclusion-${at}`, t.itemConclusion, conclusion, (value) => change({ conclusion: value }), 2)}`,
      read: ({ question, conclusion }) => html`<strong>${question}</strong><br />→ ${conclusion || t.notGiven}`,
      set: (agenda) => form.update({ agenda }),
      add: { label: t.addItem, item: () => ({ question: '', conclusion: '' }) },
    },
    form,
    say,
  );
}

/** Who took part, with title, hospital and role. */
export function participantsView(form: Form, say: Say): TemplateResult {
  const { t } = say;
  const roles = Object.entries(t.roles);
  return listView<MinutesParticipant>(
    {
      field: 'participants',
      items: form.draft.participants,
      label: ({ name }, at) => name || `${t.fields.participants} ${at + 1}`,
      row: ({ name, title = '', siteName, role }, at, change) =>
        html`${rowInput(`name-${at}`, t.name, name, (value) => change({ name: value }))}
        ${rowInput(`title-${at}`, t.jobTitle, title, (value) => change({ title: value || undefined }))}
        ${rowInput(`site-${at}`, t.site, siteName, (value) => change({ siteName: value }))}
        ${rowSelect(`role-${at}`, t.role, role, roles, (value) => change({ role: value as MinutesParticipant['role'] }))}`,
      read: (one) =>
        html`<strong>${t.roles[one.role]}:</strong> ${[one.name, one.title, one.siteName].filter(Boolean).join(', ')}`,
      set: (participants) => form.update({ participants }),
      add: { label: t.addParticipant, item: () => ({ siteId: '', siteName: '', sub: '', name: '', role: 'guest' }) },
    },
    form,
    say,
  );
}

/** Orders of the upper doctor, each with licence number and exact time. */
export function ordersView(form: Form, say: Say): TemplateResult {
  const { t } = say;
  const secretary = form.draft.participants.find(({ role }) => role === 'secretary');
  const advisers = form.draft.participants.filter(({ sub, siteId }) => sub && siteId !== secretary?.siteId);
  const by = (sub: string) => {
    const adviser = advisers.find((one) => one.sub === sub)!;
    return { sub: adviser.sub, name: adviser.name, siteId: adviser.siteId };
  };
  return listView<OrderedItem>(
    {
      field: 'orders',
      items: form.draft.orders,
      note: advisers.length ? t.ordersText : t.noAdviser,
      label: ({ text }, at) => text || `${t.order} ${at + 1}`,
      row: ({ kind, text, orderedBy, orderedAt }, at, change) =>
        html`${rowSelect(`kind-${at}`, t.orderKind, kind, Object.entries(t.orderKinds), (value) => change({ kind: value as OrderedItem['kind'] }))}
          ${rowInput(`order-${at}`, t.order, text, (value) => change({ text: value }))}
          ${rowSelect(
            `by-${at}`,
            t.orderedBy,
            orderedBy.sub,
            advisers.map(({ sub, name }) => [sub, `${name} (${sub})`] as const),
            (sub) => change({ orderedBy: by(sub) }),
          )}
          <div class="field">
            <label for="at-${at}">${t.orderedAt}</label>
            ${typedTime(`at-${at}`, 'moment', orderedAt, (time) => change({ orderedAt: time ?? orderedAt }), form, say)}
          </div>`,
      read: ({ text, orderedBy, orderedAt }) =>
        html`${t.paper.order(text, orderedBy.name, orderedBy.sub, dateTimeText(orderedAt))}`,
      set: (orders) => form.update({ orders }),
      ...(advisers.length && {
        add: {
          label: t.addOrder,
          item: () => ({
            kind: 'drug' as const,
            text: '',
            orderedBy: by(advisers[0]!.sub),
            orderedAt: new Date().toISOString(),
          }),
        },
      }),
    },
    form,
    say,
  );
}

/** Words, rows and marks that were taken from the record. */
export function excerptsView(form: Form, say: Say): TemplateResult | typeof nothing {
  const { draft, update } = form;
  if (!draft.excerpts.length) return nothing;
  return listView<{ text: string; sourceRef?: string }>(
    {
      field: 'excerpts',
      items: draft.excerpts,
      label: ({ text }) => text,
      row: ({ text }) => html`<p class="read">${text}</p>`,
      read: ({ text }) => html`${text}`,
      set: (excerpts) => update({ excerpts }),
    },
    form,
    say,
  );
}
