import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, vi } from 'vitest';
import { closeDatabase, getDatabase } from '@/lib/db/client';
import { stopAnnouncer } from '@/lib/runs/announcer';
import { copyNewDatabase } from '@/tests/new-database';

/** A new PGlite folder takes a second or two, and many times that on a busy machine. */
const OPEN_TIMEOUT_MS = 120_000;

/**
 * Gives a test file a data folder and a database of its own. With TEST_DATABASE_URL set (to a server where databases may be
 * created) the same tests run on PostgreSQL instead of PGlite. `closes: false` is for a file that closes it itself.
 */
export function withTempData({ closes = true } = {}): void {
  const server = process.env.TEST_DATABASE_URL;
  const name = `slipway_test_${randomUUID().replaceAll('-', '')}`;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slipway-test-'));
    vi.stubEnv('SLIPWAY_DATA', folder);
    vi.stubEnv('DATABASE_URL', server ? Object.assign(new URL(server), { pathname: name }).href : '');
    if (server) await administer(server, `create database ${name}`);
    else await copyNewDatabase(join(folder, 'db'));
    await getDatabase();
  }, OPEN_TIMEOUT_MS);

  afterAll(async () => {
    if (closes) {
      await stopAnnouncer();
      await closeDatabase();
    }
    if (server) await administer(server, `drop database ${name} with (force)`);
    await rm(folder, { recursive: true, force: true });
    vi.unstubAllEnvs();
  });
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}
