import { ContextEvent } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { findNetwork } from './find-network.js';
import { networkContext, noNetwork, type NetworkScope } from './network-scope.js';

type Host = ReactiveControllerHost & HTMLElement & { network?: string };

/**
 * Follows the provider of an element, also one that stands elsewhere in the document, that is defined later or inserted later.
 */
export class ProviderController implements ReactiveController {
  scope: NetworkScope = noNetwork;
  /** The provider element in use. */
  provider: Element | null = null;
  readonly #host: Host;
  #unsubscribe?: () => void;
  #id?: string;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('context-provider', this.#look);
    this.#look();
  }

  hostDisconnected(): void {
    document.removeEventListener('context-provider', this.#look);
    this.#drop();
  }

  hostUpdate(): void {
    if (this.#host.isConnected && this.#host.network !== this.#id) this.#look();
  }

  readonly #look = (): void => {
    this.#id = this.#host.network;
    const provider = findNetwork(this.#host, this.#id);
    if (provider === this.provider && this.#unsubscribe) return;
    this.#drop();
    this.provider = provider;
    if (provider) this.#ask(provider);
    else this.#take(noNetwork);
  };

  #ask(provider: Element): void {
    if (!provider.matches(':defined')) return; // it says `context-provider` when it wakes
    provider.dispatchEvent(
      new ContextEvent(
        networkContext,
        this.#host,
        (scope, unsubscribe) => {
          if (provider !== this.provider) return unsubscribe?.();
          this.#unsubscribe = unsubscribe;
          this.#take(scope);
        },
        true,
      ),
    );
  }

  #take(scope: NetworkScope): void {
    if (scope === this.scope) return;
    this.scope = scope;
    this.#host.requestUpdate();
  }

  #drop(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.provider = null;
  }
}
