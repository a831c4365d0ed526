/** Of a long text: both ends, and samples of what lies between. */
export interface Excerpt {
  head: string;
  samples: readonly string[];
  tail: string;
}

/** Characters of an end, how many samples, and characters of one: an entry or two. */
const [end, samples, sample] = [400_000, 64, 2_000];
/** What of a text is enough for a glimpse of it. */
export function excerptOf(text: string): Excerpt {
  const step = text.length / samples;
  return {
    head: text.slice(0, end),
    samples: Array.from({ length: samples }, (_, index) => text.slice(index * step, index * step + sample)),
    tail: text.slice(Math.max(end, text.length - end)),
  };
}
