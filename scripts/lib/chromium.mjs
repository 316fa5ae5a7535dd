import { runCommand } from './children.mjs';
import { findOnPath, hasApt, installByApt, isExecutable } from './programs.mjs';
import { Refusal, say } from './refusal.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium to test with: the one named by CHROMIUM, one on the PATH, Playwright's own, or one that is installed now. */
export async function ensureChromium() {
  const found = await findChromium(process.env);
  if (found) return found;
  if (await hasApt()) {
    say('Installing Chromium …');
    await installByApt('chromium');
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
  const onPath = await findOnPath(env, NAMES);
  if (onPath) return onPath;
  const ofPlaywright = await playwrightChromium();
  return (await isExecutable(ofPlaywright)) ? ofPlaywright : null;
}

async function playwrightChromium() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}
