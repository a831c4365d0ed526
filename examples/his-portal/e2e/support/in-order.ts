import { it } from 'node:test';

/** Steps of one story: when one fails, those after it fail at once instead of waiting for what cannot come. */
export function inOrder(): (name: string, run: () => Promise<unknown> | unknown) => void {
  let failed: string | undefined;
  return (name, run) =>
    void it(name, async () => {
      if (failed) throw new Error(`not tried: “${failed}” failed`);
      failed = name;
      await run();
      failed = undefined;
    });
}
