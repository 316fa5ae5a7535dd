import { describe, expect, it } from 'vitest';
import { containerOf, openHost, specOf, until } from './testing.ts';

describe('a replica host', () => {
  it('runs a container until it is ready and answers through the ingress', async () => {
    await using rig = await openHost();
    rig.host.apply(
      specOf({
        container: containerOf({
          command: ['/bin/bash', '-c', 'exec python3 -m http.server $CONTAINER_APP_PORT --bind 127.0.0.1'],
        }),
      }),
    );
    await until(() => rig.host.health('app--one').runningState === 'Running');
    const response = await rig.host.forward('app--one', new Request('http://app.test/'));
    expect(response.status).toBe(200);
  });
});
