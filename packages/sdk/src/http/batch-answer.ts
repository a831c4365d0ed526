import { DiemcauError, type WireResource } from '@diemcau/protocol';
import * as v from 'valibot';
import { errorOfOutcome } from './operation-outcome.js';

const answerSchema = v.object({
  resourceType: v.literal('Bundle'),
  type: v.literal('batch-response'),
  entry: v.array(
    v.object({
      resource: v.optional(v.looseObject({ resourceType: v.string(), id: v.optional(v.string()) })),
      response: v.looseObject({ status: v.string(), outcome: v.optional(v.unknown()) }),
    }),
  ),
});

/**
 * Reads a batch-response: for each entry its resource or its error, in the order of the requests.
 * @throws DiemcauError `network/response-malformed`
 */
export function readBatchAnswer(text: string, expected: number): (WireResource | DiemcauError)[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new DiemcauError('network/response-malformed', { at: 'Bundle', cause });
  }
  const result = v.safeParse(answerSchema, json);
  if (!result.success)
    throw new DiemcauError('network/response-malformed', { at: v.getDotPath(result.issues[0]) ?? 'Bundle' });
  if (result.output.entry.length !== expected)
    throw new DiemcauError('network/response-malformed', { at: 'Bundle.entry' });
  return result.output.entry.map(({ resource, response }) => {
    const status = Number.parseInt(response.status, 10);
    if (status >= 200 && status < 300)
      return (resource as WireResource | undefined) ?? { resourceType: 'OperationOutcome' };
    return errorOfOutcome(response.outcome ?? resource, status);
  });
}
