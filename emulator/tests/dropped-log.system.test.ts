import { expect, onTestFinished, test } from 'vitest';
import { eventually } from './container-app-fixture.ts';
import { openStreams } from './log-stream-fixture.ts';

const WRITTEN = 30;
const BEFORE_DROP = 20;

test('log-drop: a followed stream ends after twenty lines, and the next one has them all', async () => {
  const { azure, endpoint, lines } = await openStreams({}, ({ configuration, template, ...app }) => ({
    ...app,
    configuration: { secrets: configuration?.secrets ?? [] },
    template: {
      ...template,
      containers: [
        {
          name: 'web',
          image: 'python:3.11',
          command: ['/bin/bash', '-c', `seq ${WRITTEN}; exec tail -f /dev/null`],
        },
      ],
    },
  }));
  onTestFinished(() => azure.close());
  const read = async (query: string) =>
    (await lines(`${endpoint}?output=text&tailLines=100${query}`)).filter((line) =>
      line.includes('stdout F'),
    );
  await eventually(async () => expect(await read('')).toHaveLength(WRITTEN));
  await fetch(`${azure.url()}/_local-azure/faults`, {
    method: 'POST',
    body: JSON.stringify({ fault: 'log-drop', times: 1 }),
  });
  expect(await read('&follow=true')).toHaveLength(BEFORE_DROP);
  expect(await read('')).toHaveLength(WRITTEN);
});
