/** Milliseconds after which a copy ends although the share has no end yet: so long nobody heard whether it was withdrawn. */
export const copyLifetime = 7 * 24 * 3_600_000;
