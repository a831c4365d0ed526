import { DiemcauError } from '@diemcau/protocol';
import * as v from 'valibot';

const relay = v.pipe(v.string(), v.regex(/^(?:stuns?|turns?):/));
const schema = v.object({
  iceServers: v.array(
    v.object({ urls: v.array(relay), username: v.optional(v.string()), credential: v.optional(v.string()) }),
  ),
});

/** The gateway's answer to `/turn`. @throws DiemcauError `network/response-malformed` */
export function readIceServers(bytes: ArrayBuffer): RTCIceServer[] {
  try {
    return v.parse(schema, JSON.parse(new TextDecoder().decode(bytes))).iceServers;
  } catch (cause) {
    throw new DiemcauError('network/response-malformed', { at: 'iceServers', cause });
  }
}
