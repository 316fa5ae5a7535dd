import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ImageStore } from './images.ts';

const never = new AbortController().signal;
const store = (python = 'python3') => new ImageStore(join(tmpdir(), 'no-images-here'), python);

describe('images', () => {
  it.each(['python:3.11', 'docker.io/library/python:3.12-slim', 'docker.io/python'])(
    "let the machine's Python stand for %s",
    async (reference) => {
      const image = await store().pull(reference, never);
      expect(image).toMatchObject({ sitePackages: undefined, entrypoint: ['python3'] });
    },
  );

  it.each(['nginx:latest', 'mcr.microsoft.com/k8se/quickstart', 'example.com/python:3'])(
    'refuse %s by name and say what they can stand for',
    async (reference) => {
      const pull = store().pull(reference, never);
      await expect(pull).rejects.toThrow(`'${reference}'`);
      await expect(pull).rejects.toThrow('pytorch/pytorch and python only');
    },
  );

  it('say in a sentence that there is no Python', async () => {
    const pull = store('no-such-python').pull('python:3.11', never);
    await expect(pull).rejects.toThrow(
      /^no-such-python was not found or does not run; install Python 3\.11 or newer/,
    );
  });
});
