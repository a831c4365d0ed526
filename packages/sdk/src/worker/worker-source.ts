/**
 * The bundled worker as text, for pages on another origin than the script's; the build for a CDN puts it here. Without it the
 * worker is its own file beside this one. A list, empty or of one: `undefined` itself would be known to the first build, which
 * would leave out of the package what makes a worker of the text.
 */
export const workerSource: readonly string[] = [];
