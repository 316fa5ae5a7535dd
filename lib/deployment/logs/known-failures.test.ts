import { expect, test } from 'vitest';
import { knownFailure } from '@/lib/deployment/logs/known-failures';

/** Lines as programs really write them. */
test.each([
  [
    'gpu_memory',
    'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 15.77 GiB of which 1.12 GiB is free.',
  ],
  ['gpu_memory', 'RuntimeError: CUDA error: out of memory'],
  ['memory', 'Killed'],
  ['memory', '/bin/bash: line 1:    24 Killed                  python3 app.py'],
  [
    'memory',
    "ContainerTerminated: Container 'app' was terminated with exit code '137' and reason 'OOMKilled'",
  ],
  ['memory', "RuntimeError: [enforce fail at alloc_cpu.cpp:118] DefaultCPUAllocator: can't allocate memory"],
  ['missing_module', "ModuleNotFoundError: No module named 'peft'"],
  [
    'missing_name',
    "ImportError: cannot import name 'HfFolder' from 'huggingface_hub' (/usr/lib/__init__.py)",
  ],
  ['pip_no_match', 'ERROR: No matching distribution found for transformers==99.9'],
  [
    'pip_no_match',
    'ERROR: Could not find a version that satisfies the requirement torch==9 (from versions: 2.0.0, 2.1.0)',
  ],
  [
    'pip_conflict',
    'ERROR: Cannot install -r requirements.txt (line 1) and gradio==4.1 because these package versions have conflicting dependencies.',
  ],
  ['pip_conflict', 'ERROR: ResolutionImpossible: for help visit https://pip.pypa.io/en/latest/topics/'],
  [
    'model_gated',
    'requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://huggingface.co/meta-llama/Llama-3.1-8B/resolve/main/config.json',
  ],
  [
    'model_gated',
    'Access to model meta-llama/Llama-3.1-8B is restricted. You must be authenticated to access it.',
  ],
  ['hub_token', '401 Client Error: Unauthorized for url: https://hub.example/api/whoami'],
  [
    'model_missing',
    'OSError: /mount/model is not a local folder and is not a valid model identifier listed on the hub',
  ],
  [
    'adapter_mismatch',
    'size mismatch for base_model.model.model.layers.0.self_attn.q_proj.lora_A.default.weight: copying a param with shape torch.Size([16, 3072])',
  ],
  ['adapter_mismatch', 'RuntimeError: Error(s) in loading state_dict for PeftModelForCausalLM:'],
  [
    'weights_mismatch',
    'size mismatch for lm_head.weight: copying a param with shape torch.Size([32000, 4096])',
  ],
  ['adapter_missing', "ValueError: Can't find 'adapter_config.json' at '/mount/adapter'"],
  ['disk_full', "OSError: [Errno 28] No space left on device: '/root/.cache'"],
  [
    'port_in_use',
    "ERROR:    [Errno 98] error while attempting to bind on address ('0.0.0.0', 7860): address already in use",
  ],
  ['port_in_use', 'OSError: Cannot find empty port in range: 7860-7860. You can specify a different port'],
  ['no_command', '/bin/bash: line 1: pyhton3: command not found'],
  ['no_file', "python3: can't open file '/mount/inference/app.py': [Errno 2] No such file or directory"],
  ['no_file', '/bin/bash: line 1: cd: /mount/inference: No such file or directory'],
  ['no_gpu', 'RuntimeError: Found no NVIDIA driver on your system.'],
])('%s: %s', (id, line) => {
  expect(knownFailure(line)?.id).toBe(id);
  expect(knownFailure(`\u001b[31m${line}\u001b[0m`)?.id).toBe(id);
});

test('a failure names what the line is about', () => {
  expect(knownFailure("ModuleNotFoundError: No module named 'peft'")?.sentence).toBe(
    'The Python module peft is not installed in the container.',
  );
});

test.each([
  'INFO:     Uvicorn running on http://0.0.0.0:7860',
  'Killed two birds with one stone.',
  'Loading checkpoint shards: 100%',
  'The answer was not found.',
  '',
])('%j needs no explanation', (line) => {
  expect(knownFailure(line)).toBeUndefined();
});
