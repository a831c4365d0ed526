/** Only ever asked for its hexadecimal text. */
module.exports = (size) => ({
  toString: () =>
    Array.from(crypto.getRandomValues(new Uint8Array(size)), (byte) => byte.toString(16).padStart(2, '0')).join(''),
});
