/** The workers of the worker bench: the same echo behind comlink and behind bare messages. */
import { expose } from 'comlink';

if (self.name === 'comlink') expose({ echo: (value: unknown) => value });
else self.addEventListener('message', (event: MessageEvent) => self.postMessage(event.data));
