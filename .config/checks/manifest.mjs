import { manifest } from '../manifest.mjs';

/** The committed custom-elements manifest says what the elements are. */
export const check = {
  name: 'manifest',
  order: 7,
  perform: ({ fix }) => manifest({ write: fix }),
};
