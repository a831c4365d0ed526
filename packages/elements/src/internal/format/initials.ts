/** The last two words' first letters, as one greets in Vietnam: "Nguyễn Thị Hoa" → "TH". */
export function initials(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .slice(-2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toLocaleUpperCase('vi');
}
