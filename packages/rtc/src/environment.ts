import { DiemcauError } from '@diemcau/protocol';

interface FeaturePolicy {
  allowsFeature(feature: string): boolean;
}
/** What is looked at; the page's own globals unless given. */
export interface Surroundings {
  isSecureContext?: boolean;
  RTCPeerConnection?: unknown;
  navigator?: { mediaDevices?: unknown };
  document?: { featurePolicy?: FeaturePolicy; permissionsPolicy?: FeaturePolicy };
}

const page = () => globalThis as unknown as Surroundings;

/** Whether the page's Permissions-Policy, or the frame's `allow`, keeps a feature away; unknown counts as allowed. */
export function isBlockedByPolicy(
  feature: 'camera' | 'microphone' | 'display-capture',
  { document }: Surroundings = page(),
): boolean {
  const policy = document?.permissionsPolicy ?? document?.featurePolicy;
  return policy ? !policy.allowsFeature(feature) : false;
}

/** Why this page cannot hold a call, or not with everything; empty when it can. `details.at` names what is missing. */
export function checkEnvironment(surroundings: Surroundings = page()): DiemcauError[] {
  const { isSecureContext, RTCPeerConnection, navigator } = surroundings;
  const problems: DiemcauError[] = [];
  if (!RTCPeerConnection) problems.push(new DiemcauError('rtc/unsupported', { at: 'RTCPeerConnection' }));
  if (!isSecureContext) problems.push(new DiemcauError('rtc/unsupported', { at: 'secure-context' }));
  else if (!navigator?.mediaDevices) problems.push(new DiemcauError('rtc/unsupported', { at: 'mediaDevices' }));
  for (const feature of ['microphone', 'camera'] as const)
    if (isBlockedByPolicy(feature, surroundings))
      problems.push(new DiemcauError('rtc/policy-blocked', { at: feature }));
  return problems;
}
