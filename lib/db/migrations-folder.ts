import 'server-only';
import { join } from 'node:path';

/** Where the generated SQL lies. Slipway is always started from its checkout. */
export function migrationsFolder(): string {
  return join(process.cwd(), 'lib', 'db', 'migrations');
}
