export { gatewayContract } from './contract/gateway-contract.js';
export { readMessages } from './contract/read-messages.js';
export type { ContractCase, ContractSocket, ContractSubject } from './contract/contract-subject.js';
export { Person } from './contract/person.js';
export type { Answer, CallOptions } from './contract/person.js';
