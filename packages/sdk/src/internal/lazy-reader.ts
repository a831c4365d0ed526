import type { Reader } from './records.types.js';

/** A reader that is brought and started when first asked. */
export function lazyReader(load: () => Promise<Reader & { close(): void }>): Reader & { close(): void } {
  let loading: ReturnType<typeof load> | undefined;
  const reader = () =>
    (loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));
  return {
    warm: () =>
      void reader().then(
        (one) => one.warm(),
        () => undefined,
      ),
    early(...args) {
      const early = reader().then((one) => one.early(...args));
      return {
        // In their order, whenever the reader comes.
        take: (piece) => void early.then((one) => one.take(piece)).catch(() => undefined),
        looked: () => early.then((one) => one.looked()).catch(() => false),
      };
    },
    add: async (...args) => (await reader()).add(...args),
    addPage: async (...args) => (await reader()).addPage(...args),
    readPages: async (...args) => (await reader()).readPages(...args),
    page: async (...args) => (await reader()).page(...args),
    look: async (...args) => (await reader()).look(...args),
    remember: async (...args) => (await reader()).remember(...args),
    seen: async (...args) => (await reader()).seen(...args),
    results: async (...args) => (await reader()).results(...args),
    attachment: async (...args) => (await reader()).attachment(...args),
    prefill: async (...args) => (await reader()).prefill(...args),
    copy: async (...args) => (await reader()).copy(...args),
    hash: async (...args) => (await reader()).hash(...args),
    shareDocument: async (...args) => (await reader()).shareDocument(...args),
    reveal: async (...args) => (await reader()).reveal(...args),
    drop: (reading) => void loading?.then((one) => one.drop(reading)).catch(() => undefined),
    close: () => void loading?.then((one) => one.close()).catch(() => undefined),
  };
}
