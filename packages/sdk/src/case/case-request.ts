import { checkCaseRequest, toServiceRequest, type CaseRequest, type Issue } from '@diemcau/fhir';

/** Faults of a request that must be mended before it is sent. */
export function faultsOf(request: Partial<CaseRequest>, of: { emergency: boolean }): readonly Issue[] {
  return checkCaseRequest(request, of);
}

/** The request as FHIR; `faultsOf` found no error in it. */
export function buildRequest(request: Partial<CaseRequest>) {
  return toServiceRequest(request as CaseRequest);
}
