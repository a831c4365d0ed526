/** Epoch ms; injected so that ends of shares and tokens can be tested without waiting. */
export type Clock = () => number;
