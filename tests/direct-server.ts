import { fetch } from 'undici';
import type { GradioServer } from '@/lib/gradio/server';

/** A Gradio server spoken to with nothing in between, and without following redirects. */
export function directServer(baseUrl: string): GradioServer {
  return { baseUrl, fetch: (url, init) => fetch(url, { ...init, redirect: 'manual' }) };
}
