import { manifest } from '../manifest.mjs';
import { reference } from '../reference.mjs';

/** The committed custom-elements manifest, and the reference written from it, say what the elements are. */
export const check = {
  name: 'manifest',
  order: 7,
  async perform({ fix }) {
    const written = await manifest({ write: fix });
    return written.ok ? reference({ write: fix }) : written;
  },
};
