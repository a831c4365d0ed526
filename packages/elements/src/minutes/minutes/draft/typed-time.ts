import { dateParts } from '../../../internal/format/date-parts.js';

// Browsers write native date fields in their own language's order: 10/05 is then May or October. Text in one order is not mistaken.

/** Day (`2026-10-05`) of a text `dd/MM/yyyy`; undefined when it is none. */
export function parseDay(text: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? [];
  if (!day || !month || !year) return undefined;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

/** Instant of a text `dd/MM/yyyy HH:mm` by the hospital's clock (+07:00 all year); undefined when it is none. */
export function parseMoment(text: string): string | undefined {
  const [, first, hour, minute] = /^(\S+)\s+(\d{1,2})[:h](\d{2})$/.exec(text.trim()) ?? [];
  const day = first && parseDay(first);
  if (!day || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return new Date(`${day}T${hour!.padStart(2, '0')}:${minute}:00+07:00`).toISOString();
}

/** An instant as it is typed. */
export function momentText(instant: string | undefined): string {
  const at = instant ? dateParts(instant) : undefined;
  return at ? `${at.day}/${at.month}/${at.year} ${at.hour}:${at.minute}` : '';
}
