import type { Template } from '@azure/arm-appcontainers';
import { expect, test } from 'vitest';
import { templateFacts } from '@/lib/azure/template-facts';
import { compareTemplates } from '@/lib/deployment/revisions/template-lines';

const before: Template = {
  revisionSuffix: 'first',
  containers: [
    {
      name: 'web',
      image: 'python:3.11',
      command: ['/bin/bash', '-c', 'exec python3 app.py'],
      resources: { cpu: 4, memory: '8Gi' },
      env: [
        { name: 'MODE', value: 'fast' },
        { name: 'TOKEN', secretRef: 'hf-token' },
        { name: 'OLD', value: 'x' },
      ],
      volumeMounts: [{ volumeName: 'share', mountPath: '/mount' }],
      probes: [{ type: 'Readiness', httpGet: { path: '/readyz', port: 7860 }, periodSeconds: 2 }],
    },
  ],
  scale: { minReplicas: 1, maxReplicas: 1 },
  volumes: [{ name: 'share', storageType: 'AzureFile', storageName: 'files' }],
};
const [container] = before.containers ?? [];
const lines = (after: Template) => compareTemplates(templateFacts(before), templateFacts(after));

test('a template that says the same in other words has no difference', () => {
  const { containers: _, scale: __, ...rest } = before;
  const same: Template = {
    initContainers: [],
    ...rest,
    revisionSuffix: 'second',
    scale: { maxReplicas: 1, minReplicas: 1, rules: [] },
    containers: [
      {
        ...container,
        args: [],
        probes: [
          { periodSeconds: 2, httpGet: { port: 7860, path: '/readyz', httpHeaders: [] }, type: 'Readiness' },
        ],
        resources: { ephemeralStorage: '8Gi', memory: '8Gi', cpu: 4 },
      },
    ],
  };
  expect(lines(same)).toEqual([]);
});

test('each difference is a line: what was, and what is', () => {
  const after: Template = {
    ...before,
    containers: [
      {
        ...container,
        image: 'python:3.12',
        args: ['--port', '80'],
        volumeMounts: [{ volumeName: 'share', mountPath: '/data', subPath: 'inference' }],
        probes: [],
      },
    ],
    scale: { minReplicas: 0, maxReplicas: 3, rules: [{ name: 'busy', http: {} }] },
    volumes: [],
  };
  expect(lines(after)).toEqual([
    { field: 'image', of: '', change: 'changed', before: 'python:3.11', after: 'python:3.12' },
    { field: 'arguments', of: '', change: 'added', before: null, after: '--port 80' },
    { field: 'mount', of: 'share', change: 'changed', before: '/mount', after: '/data ← inference' },
    { field: 'minReplicas', of: '', change: 'changed', before: '1', after: '0' },
    { field: 'maxReplicas', of: '', change: 'changed', before: '1', after: '3' },
    { field: 'scaleRule', of: 'busy', change: 'added', before: null, after: 'busy' },
    { field: 'probe', of: 'Readiness', change: 'removed', before: '/readyz:7860 every 2 s', after: null },
    { field: 'volume', of: 'share', change: 'removed', before: 'AzureFile files', after: null },
  ]);
});

test('variables are told by their names and secrets, never by their values', () => {
  const env = [
    { name: 'MODE', value: 'a-word-of-somebody' },
    { name: 'TOKEN', secretRef: 'other-token' },
    { name: 'NEW', value: 'another-word' },
  ];
  const told = lines({ ...before, containers: [{ ...container, env }] });
  expect(told).toEqual([
    { field: 'variable', of: 'MODE', change: 'changed', before: null, after: null },
    {
      field: 'variable',
      of: 'TOKEN',
      change: 'changed',
      before: 'secret hf-token',
      after: 'secret other-token',
    },
    { field: 'variable', of: 'NEW', change: 'added', before: null, after: null },
    { field: 'variable', of: 'OLD', change: 'removed', before: null, after: null },
  ]);
  expect(JSON.stringify(told)).not.toContain('word');
});

test('of several containers each difference says which it is about', () => {
  const side = { name: 'side', image: 'nginx', env: [{ name: 'MODE', value: 'slow' }] };
  const two = (image: string): Template => ({ containers: [{ ...container }, { ...side, image }] });
  const told = compareTemplates(templateFacts(two('nginx')), templateFacts(two('nginx:2')));
  expect(told).toEqual([
    { field: 'image', of: 'side', change: 'changed', before: 'nginx', after: 'nginx:2' },
  ]);
});
