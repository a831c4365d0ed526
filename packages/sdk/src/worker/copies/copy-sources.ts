import { checkIps, toIpsDocument, type IpsOptions, type LeftOut } from '@diemcau/fhir/ips';
import { toInsuranceXml } from '@diemcau/fhir/xml';
import { DiemcauError } from '@diemcau/protocol';
import { canonicalHash } from '../../internal/canonical-hash.js';
import { sha256 } from '../../internal/sha256.js';

/** A source as it was read: its text, and its FHIR. */
export interface CopiedSource {
  text: string;
  fhir: unknown;
  kind: 'source' | 'batch';
}

/** A file made of a record. */
export interface MadeCopy {
  file: Blob;
  leftOut: LeftOut;
  /** Invariants that the file breaks: `facts.rule` of the checks, each once. */
  broken: string[];
}

/**
 * The IPS document of the sources as a file, checked.
 * @throws DiemcauError `record/malformed`; `at` `patient` when no source holds one
 */
export function ipsCopy(sources: readonly CopiedSource[], options: IpsOptions): MadeCopy {
  const { ok, issues } = toIpsDocument(
    sources.map(({ fhir }) => fhir),
    options,
  );
  if (!ok) throw new DiemcauError('record/malformed', { at: issues[0]?.at });
  return {
    file: new Blob([JSON.stringify(ok.bundle, undefined, 1)], { type: 'application/fhir+json' }),
    leftOut: ok.leftOut,
    broken: [...new Set(checkIps(ok.bundle).map(({ facts }) => facts.rule))],
  };
}

/**
 * Insurance XML of the sources as a file; a HIS completes it.
 * @throws DiemcauError `record/malformed`; `at` `patient` when there is nobody to write of
 */
export function insuranceCopy(
  sources: readonly CopiedSource[],
  { now, site, includeRestricted }: IpsOptions,
): MadeCopy {
  const { ok, issues } = toInsuranceXml(sources.length === 1 ? sources[0]!.fhir : sources.map(({ fhir }) => fhir), {
    now,
    ...(site ? { siteId: site.id } : {}),
    ...(includeRestricted ? { includeRestricted } : {}),
  });
  if (ok === undefined) throw new DiemcauError('record/malformed', { at: issues[0]?.at });
  const counted = (at: string) =>
    issues.reduce(
      (sum, issue) => (issue.code === 'set-aside' && issue.at === at ? sum + Number(issue.facts?.['count'] ?? 1) : sum),
      0,
    );
  return {
    file: new Blob([ok], { type: 'application/xml' }),
    leftOut: { restricted: counted('restricted'), withheld: [], otherPatients: counted('other-patient'), setAside: 0 },
    broken: [...new Set(issues.filter(({ code }) => code === 'required').map(({ at }) => at))],
  };
}

/**
 * SHA-256 (base64url) by which a copy can be traced: of a shared document its canonical hash, as the gateway keeps it; of anything else
 * its text; of several, of their hashes in order. Undefined where the browser has no `crypto.subtle` (an http page).
 */
export async function sourceHash(sources: readonly CopiedSource[]): Promise<string | undefined> {
  if (!globalThis.crypto?.subtle) return undefined;
  const hashes = await Promise.all(
    sources.map(({ kind, text, fhir }) => (kind === 'batch' ? canonicalHash(fhir as object) : sha256(text))),
  );
  return hashes.length === 1 ? hashes[0] : sha256(hashes.join(' '));
}
