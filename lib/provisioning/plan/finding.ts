import 'server-only';
import type { Check, CheckFix } from '@/lib/provisioning/plan/plan';

/** What one check has found; whoever runs it knows its id. */
export type Finding = Omit<Check, 'id'>;

export const passed = (message: string): Finding => ({ state: 'passed', message });

export const skipped = (message: string): Finding => ({ state: 'skipped', message });

export const warning = (message: string, action: string, fixes: CheckFix[] = []): Finding => ({
  state: 'warning',
  message,
  action,
  ...(fixes.length > 0 && { fixes }),
});

export const failed = (message: string, action: string, fixes: CheckFix[] = []): Finding => ({
  state: 'failed',
  message,
  action,
  ...(fixes.length > 0 && { fixes }),
});
