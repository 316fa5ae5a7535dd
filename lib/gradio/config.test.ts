import { describe, expect, it } from 'vitest';
import { functionIndex, readConfig } from '@/lib/gradio/config';
import type { GradioServer } from '@/lib/gradio/server';

const signal = new AbortController().signal;

/** A server of which nothing but this one answer matters. */
function saying(body: string, init?: ResponseInit): GradioServer {
  return { baseUrl: 'http://app.example', fetch: async () => new Response(body, init) };
}

describe('readConfig', () => {
  it.each([
    [
      'Gradio 4',
      '{"version":"4.43.0","protocol":"sse_v3","dependencies":[{"api_name":"x"},{"api_name":"run"}]}',
    ],
    [
      'Gradio 6',
      '{"version":"6.31.0","protocol":"sse_v3","api_prefix":"/gradio_api","dependencies":[{"id":1,"api_name":"/run"}]}',
    ],
  ])('finds the functions of %s', async (_, body) => {
    const config = await readConfig(saying(body), signal);
    expect(functionIndex(config, 'run')).toBe(1);
    expect(config.prefix).toBe(body.includes('api_prefix') ? '/gradio_api' : '');
  });

  it.each([
    [
      'a prefix that leads to another host',
      '{"protocol":"sse_v3","api_prefix":"@evil.example","dependencies":[]}',
      'not_gradio',
    ],
    ['a page that is no Gradio', '<html></html>', 'not_gradio'],
    ['a Gradio of long ago', '{"version":"4.0.0","protocol":"sse","dependencies":[]}', 'gradio_too_old'],
  ])('refuses %s', async (_, body, code) => {
    await expect(readConfig(saying(body), signal)).rejects.toMatchObject({ info: { code } });
  });

  it('takes a redirect for something that is no Gradio', async () => {
    const elsewhere = saying('', { status: 302, headers: { location: '/elsewhere' } });
    await expect(readConfig(elsewhere, signal)).rejects.toMatchObject({ info: { code: 'not_gradio' } });
  });

  it('says which function the app lacks', async () => {
    const config = await readConfig(
      saying('{"protocol":"sse_v3","dependencies":[{"id":0,"api_name":false}]}'),
      signal,
    );
    expect(() => functionIndex(config, 'run_generation')).toThrow('offers no API named run_generation');
  });
});
