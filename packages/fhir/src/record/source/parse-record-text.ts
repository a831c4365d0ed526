import { incomplete } from './incomplete.js';
import { salvage } from './salvage.js';

/**
 * JSON text of a record, parsed: whole JSON, NDJSON (one resource a line, as bulk exports write), or what is whole in a text that was cut
 * off or broken. What was lost stands in the answer as plain FHIR: `null` where a resource cannot be read, and an OperationOutcome
 * `incomplete` where the text ends too early; readers then say `truncated`. Undefined when there is nothing to read.
 */
export function parseRecordText(text: string): unknown {
  const written = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  try {
    return JSON.parse(written) as unknown;
  } catch {
    return lines(written) ?? salvage(written);
  }
}

/** NDJSON; undefined when the first line is no JSON object or there is no other. */
function lines(text: string): unknown[] | undefined {
  const first = parsedLine(text.slice(0, endOfLine(text, text.search(/\S/u))));
  if (typeof first !== 'object' || first === null || Array.isArray(first)) return undefined;
  const found: unknown[] = [];
  let broken = false;
  for (let at = 0; at < text.length;) {
    const end = endOfLine(text, at);
    const line = text.slice(at, end);
    at = end + 1;
    if (line.trim() === '') continue;
    const value = parsedLine(line);
    broken = value === undefined;
    found.push(value ?? null);
  }
  // Only the last line can have been cut off; one in the middle was written so.
  if (broken) found.push(incomplete);
  return found.length > 1 ? found : undefined;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', Math.max(0, from));
  return end < 0 ? text.length : end;
}

function parsedLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
