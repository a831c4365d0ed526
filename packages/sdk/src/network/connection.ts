// What a connection is made of; brought by the first `connect`, so that a page pays for it when it has a use for it.
export { verifySignature } from '../internal/verify/verify-signature.js';
export { createIdentity } from './create-identity.js';
export { createProof } from './create-proof.js';
export { createSignature } from './create-signature.js';
export { createSocket } from './create-socket.js';
export { fetchDirectory } from './fetch-directory.js';
