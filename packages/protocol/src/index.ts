export { DiemcauError, errorCodes, isDiemcauError, isErrorCode } from './error.js';
export type { DiemcauErrorOptions, ErrorCode, ErrorDetails, WireError } from './error.js';
export {
  allowedCaseVerbs,
  caseStates,
  caseVerbs,
  isFinalCaseState,
  isOverdue,
  nextCaseState,
  requireCaseState,
  siteRoles,
  taskStatusOf,
} from './case-state.js';
export type { CaseState, CaseTransition, CaseUrgency, CaseVerb, SiteRole, TaskStatus } from './case-state.js';
export { personRoles } from './person-roles.js';
export type { PersonRole } from './person-roles.js';
export { consentPurposes, requiredPurposes } from './consent.js';
export type { ConsentGate, ConsentPurpose } from './consent.js';
export {
  directoryType,
  issuerOf,
  maxTokenLifetime,
  proofType,
  scopes,
  siteDirectorySchema,
  siteIdOf,
  siteIdSchema,
  tokenClaimsSchema,
  tokenType,
} from './identity.js';
export type { PublicJwk, Scope, Site, SiteDirectory, SiteKey, TokenClaims } from './identity.js';
export { signaturePayloadSchema, signatureType } from './signature.js';
export type { SignaturePayload, Signer } from './signature.js';
export { accessActions, commandOfPath, commands, decodeCommand, encodeCommand, isAccessReason } from './command.js';
export { commandPath } from './operations.js';
export type { AccessAction, CommandInput, CommandName, Parameters, WireResource } from './command.js';
export {
  authenticateWithin,
  clientMessageSchema,
  closeCodes,
  decodeClientMessage,
  decodeServerMessage,
  maxMeshEnds,
  maxSocketMessage,
  protocolVersion,
  readSignal,
  serverEventSchema,
  serverMessageSchema,
  subprotocol,
} from './socket.js';
export type {
  ClientMessage,
  Participant,
  ServerEvent,
  ServerMessage,
  SignalText,
  SourceDescription,
} from './socket.js';
export { extensions, headers, maxBatchEntries, maxBody, paths, systems } from './http.js';
