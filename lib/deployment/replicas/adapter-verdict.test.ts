import { describe, expect, it } from 'vitest';
import { judgeAdapter, type ProofFacts } from '@/lib/deployment/replicas/adapter-verdict';

const SHA = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const folder = 'models/adapter';
const whole = { state: 'whole', folder, size: 334_768, sha256: SHA, trainedOn: 'base-1' } as const;
const ready = { state: 'ready', adapterSha256: SHA, base: 'base-1' } as const;
const differ = { state: 'differ', question: 'Hello', base: 'Hello.', tuned: 'Ahoy!' } as const;
const notAsked = { state: 'unknown', why: 'Nobody was asked.' } as const;
const good: ProofFacts = { files: whole, app: ready, answers: differ };

const judge = (change: Partial<ProofFacts>) => judgeAdapter({ ...good, ...change });

describe('the adapter is', () => {
  it('proven when its files, its hash, its base and its answers hold', () => {
    const { verdict, code, action, checks } = judge({});
    expect({ verdict, code, action }).toEqual({ verdict: 'proven', code: 'proven', action: undefined });
    expect(checks.map(({ check, state }) => `${check} ${state}`)).toEqual([
      'files held',
      'loaded held',
      'base held',
      'answers held',
    ]);
    expect(checks.map(({ detail }) => detail).join('\n')).toContain(
      '"Hello" the base model answers "Hello."',
    );
  });

  it('proven as well where no base model is named', () => {
    expect(judge({ app: { ...ready, base: undefined } }).verdict).toBe('proven');
    expect(judge({ files: { ...whole, trainedOn: undefined } }).verdict).toBe('proven');
  });

  it.each<[string, Partial<ProofFacts>, string, string]>([
    [
      'is gone from the share, though the app still has it',
      { files: { state: 'missing', folder, missing: ['adapter_model.safetensors'] } },
      'files-missing',
      'models/adapter has no adapter_model.safetensors.',
    ],
    [
      'is gone and the app could not load it: the cause comes first',
      {
        files: { state: 'missing', folder, missing: ['adapter_config.json', 'adapter_model.safetensors'] },
        app: { state: 'failed', problem: undefined, reason: 'No folder.', action: undefined },
        answers: notAsked,
      },
      'files-missing',
      'no adapter_config.json and no adapter_model.safetensors.',
    ],
    [
      'could not be loaded',
      {
        app: { state: 'failed', problem: undefined, reason: 'The adapter is damaged.', action: 'Upload it.' },
        answers: notAsked,
      },
      'not-loaded',
      'The adapter is damaged.',
    ],
    [
      'does not fit the base model',
      {
        app: { state: 'failed', problem: 'adapter-misfit', reason: 'It does not fit.', action: undefined },
        answers: notAsked,
      },
      'base-differs',
      'It does not fit.',
    ],
    ['was replaced on the share', { files: { ...whole, sha256: OTHER } }, 'hash-differs', 'another adapter'],
    [
      'was trained on another base model',
      { files: { ...whole, trainedOn: 'base-2' } },
      'base-differs',
      'was trained on base-2, and the app runs base-1',
    ],
    [
      'changes nothing',
      { answers: { state: 'equal', questions: 4 } },
      'answers-equal',
      'answers to 4 questions',
    ],
  ])('broken when it %s', (_, change, code, said) => {
    expect(judge(change)).toMatchObject({
      verdict: 'broken',
      code,
      message: expect.stringContaining(said),
      action: expect.stringMatching(/\.$/),
    });
  });

  it.each<[string, Partial<ProofFacts>, string, string]>([
    [
      'an app reports nothing',
      {
        files: { state: 'unknown', why: 'No model.json.' },
        app: { ...ready, adapterSha256: undefined },
        answers: notAsked,
      },
      'not-reported',
      'the app does not report which adapter',
    ],
    [
      'an app does not answer',
      { app: { state: 'silent', why: 'It sleeps.' }, answers: notAsked },
      'not-reachable',
      'It sleeps.',
    ],
    [
      'the share cannot be read',
      { files: { state: 'unknown', why: 'Refused.' } },
      'not-reported',
      'Refused.',
    ],
    ['the models cannot be asked', { answers: notAsked }, 'not-reported', 'Nobody was asked.'],
  ])('neither proven nor broken when %s', (_, change, code, said) => {
    const { verdict, ...rest } = judge(change);
    expect(verdict).toBe('unknown');
    expect(rest).toMatchObject({ code, message: expect.stringContaining(said) });
  });
});
