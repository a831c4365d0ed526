/** Bytes of the largest source that is tried. */
export const maxSource = 64 * 1024 * 1024;
