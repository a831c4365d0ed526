import { DiemcauError } from '@diemcau/protocol';
import type { Keep } from '../internal/session.types.js';

/** A keep that holds values in the page where the browser has no store at all; a full disk stays a failure. */
export function withMemory(keep: Keep): Keep & { clear(): void } {
  const memory = new Map<string, { value: unknown; at: string }>();
  const unavailable = (error: unknown) => {
    if (DiemcauError.from(error).code !== 'offline/store-unavailable') throw error;
  };
  return {
    async put(name, value) {
      try {
        return await keep.put(name, value);
      } catch (error) {
        unavailable(error);
        const at = new Date().toISOString();
        memory.set(name, { value, at });
        return at;
      }
    },
    async get<T>(name: string) {
      const held = memory.get(name) as { value: T; at: string } | undefined;
      return held ?? keep.get<T>(name);
    },
    async delete(name) {
      memory.delete(name);
      await keep.delete(name).catch(unavailable);
    },
    clear: () => memory.clear(),
  };
}
