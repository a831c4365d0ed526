const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(?:\+07:00)?)?$/u;
/** A whole moment on a day that every month has: nearly all dates of a file. */
const usual = /^\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|1\d|2[0-8])(?:[01]\d|2[0-3])[0-5]\d$/u;
const pattern = /^(\d{4})(?:(\d\d)(\d\d)(?:(\d\d)(\d\d)(?:\d\d)?)?)?$/u;

/**
 * A date of the insurance XML (`yyyymmddHHMM`, `yyyymmdd`, unknown month and day or hour as `0000`) at its true precision, in Vietnam's time.
 * undefined when it is none. A birth date keeps hour and minute only when they are not 0000.
 */
export function insuranceDate(value: string | undefined, birth = false): string | undefined {
  if (value === undefined) return undefined;
  if (!birth && usual.test(value)) {
    const [year, month, day] = [value.slice(0, 4), value.slice(4, 6), value.slice(6, 8)];
    if (year !== '0000') return `${year}-${month}-${day}T${value.slice(8, 10)}:${value.slice(10)}:00+07:00`;
  }
  // Some exporters write the ISO form: the same digits in the same order.
  const match = pattern.exec(value) ?? pattern.exec(value.trim().replace(iso, '$1$2$3$4$5').replace(/\s/gu, ''));
  if (!match) return undefined;
  const [, year, month, day, hour, minute] = match as unknown as [string, string, string?, string?, string?, string?];
  if (year === '0000') return undefined;
  if (month === undefined || month === '00') return year;
  if (Number(month) > 12) return undefined;
  if (day === '00') return `${year}-${month}`;
  if (Number(day) > 28 && Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate())
    return undefined;
  const date = `${year}-${month}-${day}`;
  if (hour === undefined || (birth && hour === '00' && minute === '00')) return date;
  return Number(hour) < 24 && Number(minute) < 60 ? `${date}T${hour}:${minute}:00+07:00` : date;
}
