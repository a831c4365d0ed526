import { vnTime } from '../../internal/vn-time.js';
import { tableTags } from '../tables.js';
import { base64Of, tableText, xmlText } from './table-text.js';
import type { Fields } from './table-text.js';

/** How a file is written: see `InsuranceXmlOptions`. */
export interface FileOptions {
  tables?: 'base64' | 'inline' | undefined;
  siteId?: string | undefined;
  now?: string | undefined;
}

/** GIAMDINHHS around the tables of each HOSO. The signature is the HIS's to make. */
export function fileText(
  files: readonly ReadonlyMap<string, readonly Fields[]>[],
  { tables = 'base64', siteId, now }: FileOptions,
): string {
  const single = (file: ReadonlyMap<string, readonly Fields[]>): string =>
    [...file]
      // A table without a list holds one record: several records are several files.
      .flatMap(([table, rows]) =>
        tableTags[table]?.list ? [[table, rows] as const] : rows.map((row) => [table, [row]] as const),
      )
      .map(([table, rows]) => {
        const content = tables === 'inline' ? tableText(table, rows, false) : base64Of(tableText(table, rows));
        return `<FILEHOSO><LOAIHOSO>${table}</LOAIHOSO><NOIDUNGFILE>${content}</NOIDUNGFILE></FILEHOSO>`;
      })
      .join('');
  const site =
    siteId ?? [...files.flatMap((file) => file.get('XML1') ?? [])].map((row) => row['MA_CSKCB']).find(Boolean) ?? '';
  return `<?xml version="1.0" encoding="utf-8"?>
<GIAMDINHHS xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><THONGTINDONVI><MACSKCB>${xmlText(site)}</MACSKCB></THONGTINDONVI><THONGTINHOSO><NGAYLAP>${vnTime(now)?.compact.slice(0, 8) ?? ''}</NGAYLAP><SOLUONGHOSO>${files.length}</SOLUONGHOSO><DANHSACHHOSO>${files
    .map((file) => `<HOSO>${single(file)}</HOSO>`)
    .join('')}</DANHSACHHOSO></THONGTINHOSO><CHUKYDONVI/></GIAMDINHHS>`;
}
