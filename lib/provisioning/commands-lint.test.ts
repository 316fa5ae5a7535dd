import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readParametersText } from '@/lib/config/parameters-text';
import { lintCommands } from '@/lib/provisioning/commands-lint';

const START = 'exec python3 app.py';
const codes = (...commands: string[]) => lintCommands(commands).map(({ code, index }) => `${index} ${code}`);

test('the commands that come with the project have nothing to be warned of', () => {
  const read = readParametersText(readFileSync('infra/provision/inference.parameters.json', 'utf8'));
  const commands = read.ok ? read.values.defaultCommands : [];
  expect(lintCommands(Array.isArray(commands) ? commands : [])).toEqual([]);
});

describe('a warning', () => {
  test.each([
    ['pip install torch', ['0 unpinned']],
    ['python3 -m pip install --quiet torch==2.4.0 peft', ['0 unpinned']],
    ['pip install -r requirements.txt', []],
    ['pip install -rrequirements.txt', []],
    ['pip install torch==2.4.0 # the pinned one', []],
    ['pip install -c constraints.txt --index-url https://pypi.example.test/simple torch==2.4.0', []],
    ['pip install ./wheels/mine.whl', []],
    ['pip install git+https://example.test/mine.git@v1', []],
    ["pip install 'torch>=2.4'", ['0 unpinned']],
    ['pip install torch~=2.4.0', ['0 unpinned']],
    ['pip install uvicorn[standard]', ['0 unpinned']],
    ['pip install uvicorn[standard]==0.30.0', []],
    ['python3 -m pip install --upgrade pip', ['0 unpinned']],
    ['cd /mount && pip install torch', ['0 unpinned']],
    ['cd /mount; pip list', ['0 chain']],
    ['set -e; cd /mount', ['0 chain']],
    ['cd /mount && pip list', []],
    ['cd /mount;', []],
    ['echo "a; b"', []],
    ["echo 'a; b'", []],
    ['if test -f a; then echo yes; fi', []],
    ['for each in a b; do echo $each; done', []],
    ['test -f a || { echo no; exit 1; }', []],
    ['cd /workspace', ['0 outside_mount']],
    ['cd /mount/inference', []],
    ['cd /mounted/inference', ['0 outside_mount']],
    ['export HF_HOME=/models', ['0 outside_mount']],
    ['ls "/root/.cache"', ['0 outside_mount']],
    ['export HF_HOME=/tmp/models', []],
    ['/usr/bin/env > /dev/null', []],
    ['curl https://example.test/a/b -o /tmp/x', []],
  ])('of %s is %j', (command, expected) => {
    expect(codes(command, START)).toEqual(expected);
  });

  test('names an app that is started without exec, and mends it', () => {
    expect(lintCommands(['cd /mount', 'python3 ./gradio_chat.py'])).toEqual([
      expect.objectContaining({
        index: 1,
        code: 'python_without_exec',
        fix: 'exec python3 ./gradio_chat.py',
      }),
    ]);
  });

  test('names what never runs, and a list that starts nothing', () => {
    expect(codes(START, 'echo done')).toEqual(['1 after_the_start']);
    expect(codes('cd /mount')).toEqual(['0 nothing_starts']);
  });
});

describe('the set of the stock template', () => {
  const stock =
    'pip install torch==2.4.0 transformers==4.43.4 bitsandbytes==0.43.1 peft==0.10.0 gradio==4.43.0 sse-starlette==2.1.2 einops==0.8.0';

  test('is known to break, and one click pins what it leaves open', () => {
    const [warning, ...others] = lintCommands([stock, START]);
    expect(warning).toMatchObject({ index: 0, code: 'known_bad_set' });
    expect(others).toEqual([]);
    expect(warning?.fix?.startsWith(`${stock} `)).toBe(true);
    expect(warning?.fix).toContain(' accelerate==');
    expect(lintCommands([warning?.fix ?? '', START])).toEqual([]);
  });

  test('is fine when another line pins the rest', () => {
    const pins =
      'pip install pydantic==2.10.6 starlette==0.38.6 fastapi==0.112.4 huggingface-hub==0.24.7 accelerate==0.33.0';
    expect(lintCommands([pins, stock, START])).toEqual([]);
  });

  test('with an open package among them has that one replaced, not doubled', () => {
    const [warning] = lintCommands(['pip install gradio==4.43.0 pydantic', START]);
    expect(warning?.fix?.match(/pydantic/g)).toHaveLength(1);
  });
});
