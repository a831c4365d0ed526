import { asObjects } from '../internal/json.js';
import type { Placed, References } from '../internal/references.js';

/** Index of each member -> index of the panel (Observation.hasMember) or report (DiagnosticReport.result) that holds it. */
export function panelsOf(placed: readonly Placed[], refs: References): Map<number, number> {
  const panels = new Map<number, number>();
  for (const { type, resource, index } of placed) {
    const members =
      type === 'Observation' ? resource['hasMember'] : type === 'DiagnosticReport' ? resource['result'] : undefined;
    if (members === undefined) continue;
    for (const member of asObjects(members)) {
      const target = refs.find(member, resource);
      if (
        target &&
        target.index >= 0 &&
        target.index !== index &&
        (!panels.has(target.index) || type === 'Observation')
      )
        panels.set(target.index, index);
    }
  }
  return panels;
}
