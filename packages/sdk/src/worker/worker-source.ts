/**
 * The bundled worker as text, for pages on another origin than the script's; the build for a CDN puts it here. Without it the
 * worker is its own file beside this one.
 */
export const workerSource: string | undefined = undefined;
