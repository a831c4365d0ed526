/** Text for searching: lower case, without accents, `đ` as `d`; "Đà Nẵng" is found by "da nang". */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().trim();
}
