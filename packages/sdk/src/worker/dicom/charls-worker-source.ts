/** The bundled worker as text, where the build for a CDN puts it: see `../worker-source.ts`. */
export const workerSource: readonly string[] = [];
