/** Who asks, after the token and the proof were verified. */
export interface Principal {
  /** MA_CSKCB of the site that vouches. */
  siteId: string;
  /** Practising-licence number; for a system token the site itself, or the person on whose behalf it sends. */
  sub: string;
  name: string;
  scopes: ReadonlySet<string>;
  /** The site's own system token. */
  system: boolean;
  /** Set when a system token sends what a person has signed. */
  onBehalf: boolean;
  /** RFC 7638 thumbprint of the key in hand. */
  jkt: string;
  /** Epoch seconds when the token ends. */
  expires: number;
}
