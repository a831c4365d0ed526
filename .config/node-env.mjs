/** Libraries that ask Node's environment whether they are in production; browsers have none, and a bundle is production. */
const asking = /[\\/]@tanstack[\\/]virtual-core[\\/]/;

/** The text of such a module without the question; undefined for every other module. */
export function withoutNodeEnv(id, code) {
  return asking.test(id) ? code.replaceAll('process.env.NODE_ENV', '"production"') : undefined;
}
