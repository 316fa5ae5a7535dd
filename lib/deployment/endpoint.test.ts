import { expect, it, vi } from 'vitest';
import { getEndpointState } from '@/lib/deployment/endpoint';
import { startLocalAzure } from '@/tests/local-azure';
import { PARAMETERS, provisionedProject } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';

withTempData();

const START_TIMEOUT_MS = 60_000;
/** Answers as the app does that asks for a key: everything but /healthz needs it. */
const ASKING =
  'python3 -c \'import os, http.server as h; key = "Bearer " + os.environ["INFERENCE_API_KEY"]; ok = lambda s: s.path == "/healthz" or s.headers["authorization"] == key; get = lambda s: (s.send_response(200 if ok(s) else 401), s.end_headers(), s.wfile.write(b"{\\"phase\\": \\"ready\\"}" if ok(s) else b"")); h.HTTPServer(("127.0.0.1", int(os.environ["CONTAINER_APP_PORT"])), type("H", (h.BaseHTTPRequestHandler,), {"do_GET": get})).serve_forever()\'';

it('shows the key to an app that asks for it', { timeout: START_TIMEOUT_MS }, async () => {
  await startLocalAzure();
  const parameters = {
    defaultCommands: { value: [ASKING] },
    maximumInstanceCount: { value: 1 },
    endpointKey: { value: true },
  };
  const project = await provisionedProject({ [PARAMETERS]: JSON.stringify({ parameters }) });
  const isReady = async () => expect(await getEndpointState(project)).toMatchObject({ state: 'ready' });
  await vi.waitFor(isReady, { timeout: START_TIMEOUT_MS });
});
