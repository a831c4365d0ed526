import { asObject, asObjects, asText } from '../internal/json.js';
import type { Placed, References } from '../internal/references.js';

/**
 * Indexes of resources that are read through another: a Device that a DeviceUseStatement names or that belongs to no patient,
 * a Binary that an attachment names, a ServiceRequest that is completed and that a result or procedure is based on.
 */
export function foldedIndexes(placed: readonly Placed[], refs: References): Set<number> {
  const folded = new Set<number>();
  const fold = (reference: unknown, type: string): void => {
    const target = refs.find(reference);
    if (target?.type === type) folded.add(target.index);
  };
  const has = new Set(placed.map(({ type }) => type));
  for (const { type, resource, index } of placed) {
    if (type === 'DeviceUseStatement') fold(resource['device'], 'Device');
    if (type === 'Device' && resource['patient'] === undefined) folded.add(index);
    if (has.has('Binary')) {
      for (const content of asObjects(resource['content'])) {
        for (const attachment of [asObject(content['attachment']), content]) {
          const url = asText(attachment?.['url']);
          if (url) fold({ reference: url }, 'Binary');
        }
      }
      for (const form of asObjects(resource['presentedForm'])) fold({ reference: form['url'] }, 'Binary');
      if (resource['sourceAttachment'] !== undefined)
        fold({ reference: asObject(resource['sourceAttachment'])?.['url'] }, 'Binary');
    }
    if (has.has('ServiceRequest') && resource['basedOn'] !== undefined && type !== 'ServiceRequest') {
      for (const reference of asObjects(resource['basedOn'])) {
        const target = refs.find(reference);
        if (target?.type === 'ServiceRequest' && target.resource['status'] === 'completed') folded.add(target.index);
      }
    }
  }
  return folded;
}
