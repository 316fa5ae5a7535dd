import { request } from 'node:http';
import { text } from 'node:stream/consumers';

/** GETs a path of an app by its domain name, which only browsers resolve to loopback by themselves. */
export async function askApp(
  url: string,
  fqdn: string,
  path = '/',
): Promise<{ status: number; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
  const sent = request(`${url}${path}`, { headers: { host: fqdn } }, (response) => {
    text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
  });
  sent.on('error', reject).end();
  return promise;
}
