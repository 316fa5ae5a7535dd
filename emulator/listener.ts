import type { IncomingMessage, RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createAdminApp, isAdminPath } from './admin.ts';
import { createQueryApp, isQueryPath } from './analytics/query-app.ts';
import { ArmError } from './arm/arm-error.ts';
import { createControlPlane } from './arm/control-plane.ts';
import type { EmulatorContext } from './context.ts';
import { createIdentityApp, isIdentityPath } from './identity/identity-app.ts';
import { serveIngress } from './ingress.ts';
import { createPricesApp, isPricesPath } from './prices/prices-app.ts';
import { type HostRole, hostRole } from './public-names.ts';
import { answerThroughFaults, type Outgoing } from './wire-faults.ts';

/**
 * One port for everything: by host name where Azure has a name for it; under a loopback one, files by their protocol's
 * marks, sign-in by its paths, else the control plane.
 */
export function createListener(context: EmulatorContext): RequestListener {
  const arm = createControlPlane(context);
  const admin = createAdminApp(context);
  const identity = createIdentityApp(context);
  const prices = createPricesApp();
  const queries = createQueryApp(context);

  const dispatch = async (
    request: Request,
    incoming: Pick<IncomingMessage, 'headers' | 'url'>,
    outgoing: Outgoing,
  ) => {
    const host = incoming.headers.host ?? '';
    const role = hostRole(host);
    if (role === 'apps') return serveIngress(context, host, request);
    const refusal = refuseBrowser(role, request);
    if (refusal) return refusal;
    const { pathname } = new URL(request.url);
    if (role === 'loopback' && isAdminPath(pathname)) return admin.fetch(request);
    const path = role === 'files' ? `/${host}${pathname}` : pathname;
    const asked = { method: request.method, path, outgoing };
    if (role === 'files' || (role === 'loopback' && isFilesRequest(request))) {
      const answer = () => context.files.handle(request, incoming.url ?? '/');
      return answerThroughFaults(context, 'files', asked, answer);
    }
    if (role === 'sign-in' || (role === 'loopback' && isIdentityPath(pathname)))
      return identity.fetch(request);
    const isPrices = role === 'prices' || (role === 'loopback' && isPricesPath(pathname));
    const isQuery = role === 'log-queries' || (role === 'loopback' && isQueryPath(pathname));
    return answerThroughFaults(context, 'arm', asked, async () => {
      if (isPrices) return prices.fetch(request);
      return isQuery ? queries.fetch(request) : arm(request);
    });
  };

  // Node's own Request and Response stay as they are: the program may share its process with tests.
  return getRequestListener((request, { incoming, outgoing }) => dispatch(request, incoming, outgoing), {
    overrideGlobalObjects: false,
  });
}

/**
 * The control plane starts processes and gives out keys to whoever asks, so it must not be asked by web pages: none
 * has a reason to, and a page can reach loopback through its own origin or a host name that it controls.
 */
function refuseBrowser(role: HostRole | undefined, request: Request): Response | undefined {
  if (role !== undefined && !request.headers.has('origin')) return undefined;
  return new ArmError(
    403,
    'LoopbackOnly',
    'The local Azure answers programs of this machine under a loopback address or a name of Azure, not web pages.',
  ).toResponse();
}

function isFilesRequest(request: Request): boolean {
  return request.headers.has('x-ms-version') || new URL(request.url).searchParams.has('sv');
}
