import { DiemcauError, isDiemcauError, type WireError } from '@diemcau/protocol';
import { transferHandlers, type TransferHandler } from 'comlink';

interface Thrown {
  isError: boolean;
  value: unknown;
  wire?: WireError;
}

const installed = Symbol.for('diemcau.error-handler');

/** Lets a `DiemcauError` cross the worker whole: comlink alone would keep its message and lose its code. */
export function installErrorHandler(): void {
  const before = transferHandlers.get('throw') as TransferHandler<{ value: unknown }, Thrown> & { [installed]?: true };
  if (before[installed]) return;
  const handler: typeof before = {
    [installed]: true,
    canHandle: before.canHandle,
    serialize(thrown) {
      if (!isDiemcauError(thrown.value)) return before.serialize(thrown);
      return [{ isError: true, value: {}, wire: thrown.value.toWire() }, []];
    },
    deserialize(thrown) {
      if (thrown.wire) throw DiemcauError.fromWire(thrown.wire);
      return before.deserialize(thrown);
    },
  };
  transferHandlers.set('throw', handler);
}
