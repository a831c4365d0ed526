import { conceptCodes } from '../internal/concept.js';
import { asObject, asObjects, asText } from '../internal/json.js';
import type { Json } from '../internal/json.js';
import type { Placed } from '../internal/references.js';

const none: readonly Json[] = [];

/**
 * ObservationDefinition.qualifiedInterval by the definition's codes, in the shape of Observation.referenceRange. What is merely
 * possible (category `absolute`) is no range of a patient; an interval without a unit cannot be compared with anything.
 */
export function definedRangesOf(placed: readonly Placed[]): (codes: readonly string[]) => readonly Json[] {
  const byCode = new Map<string, Json[]>();
  for (const { type, resource } of placed) {
    if (type !== 'ObservationDefinition') continue;
    const ranges = asObjects(resource['qualifiedInterval']).flatMap((interval): Json[] => {
      const range = rangeOf(interval);
      return range ? [range] : [];
    });
    if (ranges.length > 0)
      for (const code of conceptCodes(resource['code'])) byCode.set(code, [...(byCode.get(code) ?? []), ...ranges]);
  }
  if (byCode.size === 0) return () => none;
  return (codes) => {
    for (const code of codes) {
      const ranges = byCode.get(code);
      if (ranges) return ranges;
    }
    return none;
  };
}

function rangeOf(interval: Json): Json | undefined {
  const { category, age, condition } = interval;
  const range = asObject(interval['range']);
  if (!range || category === 'absolute') return undefined;
  const sides = [asObject(range['low']), asObject(range['high'])];
  if (!sides.some((side) => asText(side?.['unit']) ?? asText(side?.['code']))) return undefined;
  const gender = asText(interval['gender']);
  const appliesTo = [...asObjects(interval['appliesTo']), ...(gender ? [{ coding: [{ code: gender }] }] : [])];
  return {
    low: range['low'],
    high: range['high'],
    ...(category === 'critical' ? { type: { coding: [{ code: 'critical' }] } } : {}),
    ...(category !== 'critical' && interval['context'] !== undefined ? { type: interval['context'] } : {}),
    ...(appliesTo.length > 0 ? { appliesTo } : {}),
    ...(age === undefined ? {} : { age }),
    ...(asText(condition) === undefined ? {} : { condition }),
  };
}
