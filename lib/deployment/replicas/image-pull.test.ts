import { describe, expect, it } from 'vitest';
import { restart } from '@/lib/deployment/operate/restart-definition';
import { imagePullFailure } from '@/lib/deployment/replicas/image-pull';
import { startLocalAzure } from '@/tests/local-azure';
import { provisionedProject, quickTemplate, TEMPLATE } from '@/tests/provisioned-project';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';

withTempData();

describe('imagePullFailure', () => {
  it.each([
    [
      "ImagePullBackOff: Failed to pull image 'nginx:latest': there is no registry behind it.",
      'The image nginx:latest could not be pulled: there is no registry behind it.',
    ],
    [
      'Back-off pulling image "docker.io/contoso/app:1": ErrImagePull: manifest unknown',
      'The image docker.io/contoso/app:1 could not be pulled: ErrImagePull: manifest unknown',
    ],
    ['Back-off pulling image "contoso/app:1"', 'The image contoso/app:1 could not be pulled.'],
    ['ImagePullBackOff', 'The image of the app could not be pulled.'],
  ])('makes one sentence of %s', (details, message) => {
    expect(imagePullFailure([undefined, details])).toMatchObject({
      info: { code: 'image_pull_failed', message },
    });
  });

  it('has nothing to say about a pull that is tried again, nor about a crash', () => {
    expect(imagePullFailure(['ErrImagePull: timeout', 'CrashLoopBackOff', undefined])).toBeUndefined();
  });
});

it('a run whose app has an image that nobody can pull says so', async () => {
  await startLocalAzure();
  const template = (await quickTemplate()).replace('docker.io/library/python:3.12-slim', 'nginx:latest');
  const project = await provisionedProject({ [TEMPLATE]: template });
  await expect(bareRun(restart, project, {}).carryOut()).rejects.toMatchObject({
    info: {
      code: 'image_pull_failed',
      message: expect.stringMatching(
        /^The image nginx:latest could not be pulled: the local Azure has no registry/,
      ),
    },
  });
});
