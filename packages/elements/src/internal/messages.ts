import type { Locale } from './locale.js';

/** The words of one catalog: sentences, or functions that build one (plurals, interpolation). */
export type Words = Readonly<Record<string, unknown>>;

/** The same keys and arguments as the Vietnamese words, with any sentences: the type of a translation. */
export type Translation<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : T[K] extends string
      ? string
      : Translation<T[K]>;
};

type Source<T> = T | (() => Promise<{ default: T }>);

/** Words by language; a language is fetched when it is first shown. */
export interface Catalog<T extends Words> {
  /** The words, when they are here already. */
  peek(locale: Locale): Translation<T> | undefined;
  /** Brings the words of a language; when they cannot be had, answers the Vietnamese ones. */
  load(locale: Locale): Promise<Translation<T>>;
}

/** Makes a catalog: Vietnamese as an object (or lazy, for what is seldom shown), others as `() => import(…)`. */
export function defineMessages<T extends Words>(sources: {
  vi: Source<T>;
  en: () => Promise<{ default: Translation<T> }>;
}): Catalog<T> {
  const here = new Map<Locale, Translation<T>>();
  const coming = new Map<Locale, Promise<Translation<T>>>();
  if (typeof sources.vi !== 'function') here.set('vi', sources.vi as Translation<T>);

  async function bring(locale: Locale): Promise<Translation<T>> {
    try {
      const source = sources[locale] as () => Promise<{ default: Translation<T> }>;
      const words = (await source()).default;
      here.set(locale, words);
      return words;
    } catch (cause) {
      coming.delete(locale);
      const vietnamese = here.get('vi');
      if (locale === 'vi' || !vietnamese) throw cause;
      return vietnamese;
    }
  }

  return {
    peek: (locale) => here.get(locale),
    load(locale) {
      const words = here.get(locale);
      if (words) return Promise.resolve(words);
      let loading = coming.get(locale);
      if (!loading) coming.set(locale, (loading = bring(locale)));
      return loading;
    },
  };
}
