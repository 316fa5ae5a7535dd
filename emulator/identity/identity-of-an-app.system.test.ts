import type { ContainerApp } from '@azure/arm-appcontainers';
import { expect, onTestFinished, test } from 'vitest';
import { openStreams } from '../tests/log-stream-fixture.ts';

/** Asks for a token as an app does, by what stands in its environment. */
const ASK = `
import json, os, urllib.request as http
url = os.environ.get('IDENTITY_ENDPOINT', '')
ask = http.Request(url + '?api-version=2019-08-01&resource=https://storage.azure.com', headers={'X-IDENTITY-HEADER': os.environ.get('IDENTITY_HEADER', '')})
print('identity: ' + (json.load(http.urlopen(ask))['token_type'] if url else 'none'), flush=True)
`;

function asking(app: ContainerApp): ContainerApp {
  const containers = (app.template?.containers ?? []).map((container) => ({
    ...container,
    command: ['/bin/bash', '-c', 'python3 -c "$ASK"; exec python3 -c "$SERVER"'],
    env: [...(container.env ?? []), { name: 'ASK', value: ASK }],
  }));
  return { ...app, template: { ...app.template, containers } };
}

test.each([
  ['an identity finds in its environment where to get tokens', 'SystemAssigned', 'identity: Bearer'],
  ['no identity finds nothing of the kind', 'None', 'identity: none'],
])('an app with %s', async (_, type, said) => {
  const { azure, endpoint, lines } = await openStreams({}, (app) => ({ ...asking(app), identity: { type } }));
  onTestFinished(() => azure.close());
  const console = await lines(`${endpoint}?output=text&tailLines=300`);
  expect(console.some((line) => line.includes(said))).toBe(true);
});
