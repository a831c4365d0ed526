/** One line for whoever started us. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
