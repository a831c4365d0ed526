import { DiemcauError } from '@diemcau/protocol';

/**
 * All bytes of a response; each piece is shown to `onBytes` as soon as it is there. Whoever needs no pieces gets the body at once.
 * @throws DiemcauError `network/unreachable` when the line breaks in the middle
 */
export async function bodyBytes(response: Response, onBytes?: (piece: Uint8Array) => void): Promise<ArrayBuffer> {
  try {
    if (!onBytes || !response.body) return await response.arrayBuffer();
    const pieces: Uint8Array[] = [];
    let size = 0;
    const reader = response.body.getReader();
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      pieces.push(value!);
      size += value!.length;
      onBytes(value!);
    }
    const whole = new Uint8Array(size);
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole.buffer;
  } catch (cause) {
    throw DiemcauError.from(cause, 'network/unreachable');
  }
}
