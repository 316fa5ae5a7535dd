import 'server-only';
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { env } from '@/lib/config/env';

const CONNECT_TIMEOUT_MS = 10_000;

/** Connects straight, or through the proxy of this machine's network to whatever `NO_PROXY` does not exempt. */
export function connectingAgent(options: Agent.Options): Dispatcher {
  const bounded = { connectTimeout: CONNECT_TIMEOUT_MS, ...options };
  const { proxyUrl } = env;
  if (proxyUrl === undefined) return new Agent(bounded);
  return new EnvHttpProxyAgent({ ...bounded, httpProxy: proxyUrl, httpsProxy: proxyUrl });
}
