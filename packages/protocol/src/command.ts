import * as v from 'valibot';
import { DiemcauError } from './error.js';
import { siteIdSchema } from './identity.js';
import { operations } from './operations.js';
import { personRoles } from './person-roles.js';

/** A FHIR R4 resource as it crosses the wire; its shape is checked by who uses it. */
export type WireResource = { resourceType: string; id?: string } & Record<string, unknown>;

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4000));
const uuid = v.pipe(v.string(), v.uuid());
const instant = v.pipe(v.string(), v.isoTimestamp());
const jws = v.pipe(v.string(), v.regex(/^[\w-]+\.[\w-]+\.[\w-]+$/));
const resource = <T extends string>(type: T) =>
  v.pipe(
    v.custom<WireResource & { resourceType: T }>(
      (r) => typeof r === 'object' && r !== null && (r as WireResource).resourceType === type,
    ),
  );

/** What may be done with a record that is logged beside the reads themselves. */
export const accessActions = ['view', 'print', 'export', 'break-glass'] as const;
/** One of them. */
export type AccessAction = (typeof accessActions)[number];

/** A section of the record, or one that an embedder added: a name, not a text. */
const sectionName = v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/));

/** Whether a text can be a reason: three words at least, ten letters in all. Whether it is a good one is for the review to say. */
export function isAccessReason(reason: string): boolean {
  const words = reason.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length >= 3 && words.join('').length >= 10;
}

/**
 * Commands by users, as FHIR operations `POST /fhir/R4/<type>/<id>/<operation>` with a Parameters body and an idempotency key
 * (header `Idempotency-Key`; in a batch `entry.fullUrl = urn:uuid:<key>`). Each answers the resource named in `answers`.
 * For cases `<id>` is the caseId = ServiceRequest.id; it is also the idempotency key of `$submit`.
 */
export const commands = {
  'case.submit': {
    ...operations['case.submit'],
    scope: 'case.request',
    answers: 'Task',
    input: v.object({
      request: resource('ServiceRequest'),
      to: v.pipe(v.array(siteIdSchema), v.minLength(1), v.maxLength(8)),
      /** Reason for going on without consent (Luật 91/2025 Đ19 k1); opens the consent gate as `emergency`. */
      emergencyGround: v.optional(text),
    }),
  },
  'case.accept': {
    ...operations['case.accept'],
    scope: 'case.consult',
    answers: 'Task',
    input: v.object({}),
  },
  'case.reject': {
    ...operations['case.reject'],
    scope: 'case.consult',
    answers: 'Task',
    input: v.object({ reason: text }),
  },
  'case.ask': {
    ...operations['case.ask'],
    scope: 'case.consult',
    answers: 'Task',
    input: v.object({ question: text }),
  },
  'case.schedule': {
    ...operations['case.schedule'],
    answers: 'Task',
    input: v.object({ start: instant, end: v.optional(instant) }),
  },
  'case.start': {
    ...operations['case.start'],
    scope: 'consultation.join',
    answers: 'Task',
    input: v.object({}),
  },
  'case.end': {
    ...operations['case.end'],
    scope: 'consultation.join',
    answers: 'Task',
    input: v.object({ outcome: v.optional(v.picklist(['ended', 'interrupted']), 'ended') }),
  },
  'case.cancel': {
    ...operations['case.cancel'],
    scope: 'case.request',
    answers: 'Task',
    input: v.object({ reason: text }),
  },
  'case.assign': {
    ...operations['case.assign'],
    answers: 'Task',
    input: v.object({ role: v.picklist(personRoles), siteId: siteIdSchema, sub: text, name: text }),
  },
  /** Freezes a document Bundle for the invited sites; needs the consent gate. Attachments are `Binary` resources, id = base64url SHA-256 of the bytes. */
  'record.share': {
    ...operations['record.share'],
    scope: 'case.request',
    answers: 'DocumentReference',
    input: v.object({
      document: resource('Bundle'),
      to: v.pipe(v.array(siteIdSchema), v.minLength(1), v.maxLength(8)),
      attachment: v.optional(v.array(resource('Binary')), []),
    }),
  },
  /**
   * Reports that sections of the case's record were opened, printed or exported, or that what is restricted in them is opened for a
   * reason (`break-glass`; such entries are reviewed within 3 working days). Section names only, never what is in them. `occurred` is
   * when it happened; what was kept without a line arrives later and says so. The AuditEvent is read by the sites of the case.
   */
  'record.access': {
    ...operations['record.access'],
    answers: 'AuditEvent',
    input: v.pipe(
      v.object({
        action: v.picklist(accessActions),
        section: v.pipe(v.array(sectionName), v.minLength(1), v.maxLength(60)),
        documentId: v.optional(uuid),
        occurred: instant,
        /** Why what is restricted is opened: some words, for whoever reviews it. */
        reason: v.optional(v.pipe(text, v.maxLength(500))),
      }),
      v.forward(
        v.check(({ action, reason }) => action !== 'break-glass' || isAccessReason(reason ?? '')),
        ['reason'],
      ),
    ),
  },
  /** A text message of the case's thread. */
  'case.say': { ...operations['case.say'], answers: 'Communication', input: v.object({ text }) },
  'consent.sign': {
    ...operations['consent.sign'],
    scope: 'consent.collect',
    answers: 'Consent',
    input: v.object({
      caseId: uuid,
      consent: resource('Consent'),
      signature: jws,
      evidence: v.optional(resource('Binary')),
    }),
  },
  'consent.refuse': {
    ...operations['consent.refuse'],
    scope: 'consent.collect',
    answers: 'Consent',
    input: v.object({ caseId: uuid, consent: resource('Consent'), signature: jws }),
  },
  'consent.withdraw': {
    ...operations['consent.withdraw'],
    scope: 'consent.collect',
    answers: 'Consent',
    input: v.object({ caseId: uuid, reason: text, signature: jws }),
  },
  /** Keeps the draft for all who take part; `version` is the one that was edited (0 for the first). Id = caseId. */
  'minutes.save': {
    ...operations['minutes.save'],
    answers: 'Composition',
    input: v.object({ composition: resource('Composition'), version: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  },
  /** The first signer sends the document; the second signs the same hash. Id = caseId. */
  'minutes.sign': {
    ...operations['minutes.sign'],
    scope: 'minutes.sign',
    answers: 'DocumentReference',
    input: v.object({ document: v.optional(resource('Bundle')), documentId: uuid, signature: jws }),
  },
  /** Opens a new version of signed minutes; the signed one stays. Id = caseId. */
  'minutes.amend': {
    ...operations['minutes.amend'],
    scope: 'minutes.sign',
    answers: 'Composition',
    input: v.object({ reason: text }),
  },
} as const;

/** `<noun>.<verb>` of every write by a user. */
export type CommandName = keyof typeof commands;
/** Input of a command, decoded. */
export type CommandInput<N extends CommandName> = v.InferOutput<(typeof commands)[N]['input']>;

/** FHIR R4 Parameters, the part of it that commands use. */
export interface Parameters {
  resourceType: 'Parameters';
  parameter?: {
    name: string;
    valueString?: string;
    valueInteger?: number;
    valueBoolean?: boolean;
    resource?: WireResource;
  }[];
}

/** The command that a path names, or `undefined`. */
export function commandOfPath(type: string, operation: string): CommandName | undefined {
  return (Object.keys(commands) as CommandName[]).find(
    (name) => commands[name].type === type && commands[name].operation === operation,
  );
}

/** A command's input as FHIR Parameters; arrays become repeated parameters. */
export function encodeCommand<N extends CommandName>(_name: N, input: CommandInput<N>): Parameters {
  const parameter = Object.entries(input as Record<string, unknown>).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).filter((one) => one !== undefined).map((one) => encodeOne(name, one)),
  );
  return parameter.length > 0 ? { resourceType: 'Parameters', parameter } : { resourceType: 'Parameters' };
}

function encodeOne(name: string, value: unknown) {
  if (typeof value === 'string') return { name, valueString: value };
  if (typeof value === 'number') return { name, valueInteger: value };
  if (typeof value === 'boolean') return { name, valueBoolean: value };
  return { name, resource: value as WireResource };
}

const repeated = new Set(['to', 'attachment', 'section']);

/** NUL and lone halves of a character: neither PostgreSQL nor JCS (RFC 8785) can keep them. */
const unkeepable = /[\0\p{Surrogate}]/u;

function holdsUnkeepable(root: unknown): boolean {
  const open = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string' && unkeepable.test(value)) return true;
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        if (unkeepable.test(key)) return true;
        open.push(inner);
      }
  }
  return false;
}

/**
 * Reads a command's Parameters.
 * @throws DiemcauError `request/invalid`, `at` naming the parameter
 */
export function decodeCommand<N extends CommandName>(name: N, body: unknown): CommandInput<N> {
  const parameters =
    (body as Parameters | undefined)?.resourceType === 'Parameters'
      ? ((body as Parameters).parameter ?? [])
      : undefined;
  if (!Array.isArray(parameters)) throw new DiemcauError('request/invalid', { at: 'Parameters' });
  const input: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const one of parameters) {
    if (typeof one?.name !== 'string') throw new DiemcauError('request/invalid', { at: 'Parameters.parameter.name' });
    const value = one.valueString ?? one.valueInteger ?? one.valueBoolean ?? one.resource;
    if (holdsUnkeepable(value)) throw new DiemcauError('request/invalid', { at: 'Parameters: characters' });
    if (repeated.has(one.name)) ((input[one.name] ??= []) as unknown[]).push(value);
    else input[one.name] = value;
  }
  const result = v.safeParse(commands[name].input, { ...input });
  if (!result.success)
    throw new DiemcauError('request/invalid', { at: `Parameters.${v.getDotPath(result.issues[0]) ?? ''}` });
  return result.output as CommandInput<N>;
}
