import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from './refusal.mjs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Node 24, as the pinned package brings it. */
export const nodeBinary = join(root, 'node_modules', '.bin', 'node');

/**
 * The settings that the scripts need themselves; the dashboard checks all of them again at its start.
 * @param {Record<string, string | undefined>} env
 */
export function readSettings(env) {
  const data = resolve(root, env.SLIPWAY_DATA || '.slipway');
  const port = portFrom(env, 'PORT', 3000);
  const localAzurePort = portFrom(env, 'LOCAL_AZURE_PORT', 4280);
  const azureMode = modeFrom(env.SLIPWAY_AZURE || 'local');
  if (azureMode === 'local' && port === localAzurePort)
    throw new Refusal(`PORT and LOCAL_AZURE_PORT are both ${port}; give each a port of its own.`);
  return {
    port,
    localAzurePort,
    azureMode,
    localAzureData: join(data, 'local-azure'),
    images: resolve(root, env.SLIPWAY_IMAGES || join('.slipway', 'images')),
    seed: join(root, 'infra', 'local-azure.seed.json'),
  };
}

/** @param {Record<string, string | undefined>} env @param {string} name @param {number} fallback */
function portFrom(env, name, fallback) {
  const port = Number(env[name] || fallback);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Refusal(`${name} is "${env[name]}"; it must be a port number from 1 to 65535.`);
}

/** @param {string} mode */
function modeFrom(mode) {
  if (mode === 'local' || mode === 'azure') return mode;
  throw new Refusal(`SLIPWAY_AZURE is "${mode}"; it must be "local" or "azure".`);
}
