import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { runCommand } from './children.mjs';
import { Refusal, say } from './refusal.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium to test with: the one named by CHROMIUM, one on the PATH, Playwright's own, or one that is installed now. */
export async function ensureChromium() {
  const found = await findChromium(process.env);
  if (found) return found;
  if (process.getuid?.() === 0 && (await isExecutable('/usr/bin/apt-get'))) {
    say('Installing Chromium …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runCommand('apt-get', ['update', '-qq'], { env });
    await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } else {
    say("Installing Playwright's Chromium …");
    await runCommand('playwright', ['install', 'chromium']);
  }
  const installed = await findChromium(process.env);
  if (installed) return installed;
  throw new Refusal('No Chromium was found: install one, or name one with CHROMIUM=/path/to/chromium.');
}

/** @param {Record<string, string | undefined>} env @returns {Promise<string | null>} */
export async function findChromium(env) {
  if (env.CHROMIUM) {
    if (await isExecutable(env.CHROMIUM)) return env.CHROMIUM;
    throw new Refusal(`CHROMIUM is "${env.CHROMIUM}", which is no program.`);
  }
  const folders = (env.PATH ?? '').split(delimiter);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const path of onPath) {
    if (await isExecutable(path)) return path;
  }
  const ofPlaywright = await playwrightChromium();
  return (await isExecutable(ofPlaywright)) ? ofPlaywright : null;
}

async function playwrightChromium() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

/** @param {string} path */
async function isExecutable(path) {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
