/** The worker of the worker bench: the same echo behind comlink and behind bare messages. */
import { expose } from 'comlink';

const port = new Promise<MessagePort>((resolve) => {
  self.addEventListener('message', (event: MessageEvent) => {
    if ((event.data as { comlink?: MessagePort } | null)?.comlink) resolve(event.data.comlink as MessagePort);
    else if ('echo' in (event.data as object)) self.postMessage(event.data);
  });
});
void port.then((one) => {
  expose({ echo: (value: unknown) => value }, one);
  one.start();
});
