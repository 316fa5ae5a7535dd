import { describe, expect, it } from 'vitest';
import { scriptOf } from '@/lib/deployment/sync/entry-file';

describe('scriptOf', () => {
  it.each([
    ['exec python3 app.py', 'app.py'],
    ['python ./gradio_chat.py --port 7860', 'gradio_chat.py'],
    ['PYTHONUNBUFFERED=1 python3 src/main.py', 'src/main.py'],
  ])('finds the script of %s', (command, script) => {
    expect(scriptOf(['cd /mount/inference', command])).toBe(script);
  });

  it.each(['python3 -m pip install --quiet torch', './start.sh', 'echo app.py'])(
    'finds none in %s',
    (command) => {
      expect(scriptOf([command])).toBeUndefined();
    },
  );
});
