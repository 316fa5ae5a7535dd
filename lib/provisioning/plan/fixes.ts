import 'server-only';
import type { CheckFix } from '@/lib/provisioning/plan/plan';

/** Another region for all that is new. */
export const moveTo = (location: string): CheckFix => ({
  type: 'set-parameters',
  label: `Use ${location}`,
  values: { location },
});

/** Another place to compute. */
export const computeOn = (gpuProfile: string): CheckFix => ({
  type: 'set-parameters',
  label: `Use ${gpuProfile}`,
  values: { gpuProfile },
});

export const askForQuota: CheckFix = {
  type: 'open-link',
  label: 'Ask for quota',
  href: 'https://learn.microsoft.com/azure/container-apps/quota-requests',
};
