import { parseDay } from './parse-day.js';

/** Instant of a text `dd/MM/yyyy HH:mm` by the hospital's clock (+07:00 all year); undefined when it is none. */
export function parseMoment(text: string): string | undefined {
  const [, first, hour, minute] = /^(\S+)\s+(\d{1,2})[:h](\d{2})$/.exec(text.trim()) ?? [];
  const day = first && parseDay(first);
  if (!day || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return new Date(`${day}T${hour!.padStart(2, '0')}:${minute}:00+07:00`).toISOString();
}
