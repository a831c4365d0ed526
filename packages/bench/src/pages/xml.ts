/** The page of the xml bench: holds the text, asks its worker. */
const worker = new Worker('/worker.js', { type: 'module' });
let text = '';

Object.assign(globalThis, {
  async load(url: string) {
    text = await (await fetch(url)).text();
  },
  read: (reader: 'floor' | 'ours') =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage({ reader, text });
    }),
});
