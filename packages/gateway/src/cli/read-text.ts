import { readFile } from 'node:fs/promises';

/** A file's text without the line end at its end. @throws a sentence that names the file */
export async function readText(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`${file} cannot be read.`, { cause });
  });
  return text.trim();
}

/** A file's JSON. @throws a sentence that names the file */
export async function readJson<T>(file: string): Promise<T> {
  const text = await readText(file);
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new Error(`${file} is not JSON.`, { cause });
  }
}
