import type { DataSet, Element } from 'dicom-parser';
import type { DicomTags, ValueType } from './dicom-tags.js';

/** (0008,0005) Specific Character Set to the browser's own decoder (PS3.3 C.12.1.1.2). What is not named here is ASCII. */
const encodings: Readonly<Record<string, string>> = {
  '192': 'utf-8',
  '100': 'windows-1252',
  '101': 'iso-8859-2',
  '109': 'iso-8859-3',
  '110': 'iso-8859-4',
  '144': 'iso-8859-5',
  '127': 'iso-8859-6',
  '126': 'iso-8859-7',
  '138': 'iso-8859-8',
  '148': 'windows-1254',
  '166': 'windows-874',
  '13': 'shift_jis',
  '87': 'iso-2022-jp',
  '149': 'euc-kr',
  '58': 'gb18030',
  GB18030: 'gb18030',
  GBK: 'gbk',
};

/** Decodes text of a character set; without one, as UTF-8 where it is that: many devices write it and do not say so. */
export function textDecoder(sets: readonly string[]): (bytes: Uint8Array) => string {
  const name = sets.map((set) => encodings[/(?:IR )?(\w+)$/.exec(set.replace('_', ' '))?.[1] ?? '']).find(Boolean);
  if (name !== undefined) {
    const decoder = new TextDecoder(name);
    return (bytes) => decoder.decode(bytes);
  }
  const strict = new TextDecoder('utf-8', { fatal: true });
  const western = new TextDecoder('windows-1252');
  return (bytes) => {
    try {
      return strict.decode(bytes);
    } catch {
      return western.decode(bytes);
    }
  };
}

const readers = { US: 'uint16', SS: 'int16', UL: 'uint32', FL: 'float', FD: 'double' } as const;
const widths = { US: 2, SS: 2, UL: 4, FL: 4, FD: 8 } as const;
/** Values of one tag that are read at most; a longer one is a table and is asked for as bytes. */
const mostValues = 70_000;

/** The tags of a parsed file. A value that cannot be read counts as not there. */
export function fileTags(dataSet: DataSet, decode?: (bytes: Uint8Array) => string): DicomTags {
  const element = (tag: string): Element | undefined => {
    const key = `x${tag.toLowerCase()}`;
    return Object.hasOwn(dataSet.elements, key) ? dataSet.elements[key] : undefined;
  };
  const bytesOf = ({ dataOffset, length }: Element) =>
    (dataSet.byteArray as Uint8Array).subarray(dataOffset, dataOffset + Math.max(0, length));
  const ascii = new TextDecoder('windows-1252');
  const split = (text: string) => text.split('\\').map((one) => one.replace(/^[\s\0]+|[\s\0]+$/g, ''));
  const ownSets = element('00080005');
  const own = ownSets ? textDecoder(split(ascii.decode(bytesOf(ownSets)))) : (decode ?? textDecoder([]));

  function texts(tag: string): string[] {
    const found = element(tag);
    if (!found || found.length === 0 || found.items) return [];
    const values = split(own(bytesOf(found)));
    return values.some(Boolean) ? values : [];
  }

  return {
    texts,
    numbers(tag, type: ValueType) {
      const found = element(tag);
      if (!found) return [];
      // What the file itself says of a value goes before what the standard expects.
      const said = found.vr !== undefined && (found.vr in widths || found.vr === 'DS' || found.vr === 'IS');
      const vr = (said ? found.vr : type) as ValueType;
      if (vr === 'DS' || vr === 'IS') return texts(tag).map(Number).filter(Number.isFinite);
      const count = Math.min(mostValues, Math.floor(found.length / widths[vr]));
      const values: number[] = [];
      for (let index = 0; index < count; index++) {
        const value = safely(() => dataSet[readers[vr]](`x${tag.toLowerCase()}`, index));
        if (value !== undefined && Number.isFinite(value)) values.push(value);
      }
      return values;
    },
    items(tag) {
      const items = element(tag)?.items ?? [];
      return items.flatMap((item) => (item.dataSet ? [fileTags(item.dataSet, own)] : []));
    },
    bytes(tag) {
      const found = element(tag);
      return found && !found.items ? bytesOf(found) : undefined;
    },
  };
}

function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
