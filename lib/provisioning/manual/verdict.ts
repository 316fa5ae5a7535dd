import 'server-only';
import type { ConfigCheck } from '@/lib/provisioning/manual/config-draft';

type Id = ConfigCheck['id'];

export const passed = (id: Id, message: string): ConfigCheck => ({ id, state: 'passed', message });

export const skipped = (id: Id, message: string): ConfigCheck => ({ id, state: 'skipped', message });

export const warning = (id: Id, message: string, action: string): ConfigCheck => ({
  id,
  state: 'warning',
  message,
  action,
});

export const failed = (id: Id, message: string, action: string, fix?: ConfigCheck['fix']): ConfigCheck => ({
  id,
  state: 'failed',
  message,
  action,
  ...(fix && { fix }),
});
