import { plainText } from '@/lib/deployment/logs/line-level';

/** What is known of a line in a log: what it means, why it comes, and what to do. Each is a sentence or two. */
export type KnownFailure = { id: string; sentence: string; cause: string; action: string };

type Recogniser = KnownFailure & { pattern: RegExp };

/** The first that fits counts, so what is more special stands first. `$1` and so on are what the pattern has taken. */
const KNOWN: readonly Recogniser[] = [
  {
    id: 'gpu_memory',
    pattern:
      /CUDA out of memory|CUDA error: out of memory|torch\.(?:cuda\.)?OutOfMemoryError|CUBLAS_STATUS_ALLOC_FAILED/,
    sentence: 'The GPU has no memory left for this.',
    cause: 'The model, its answers under way and whatever else runs on the GPU need more than the GPU has.',
    action:
      'Load the model in half precision or quantised, let fewer requests in at once, or choose a profile with a larger GPU.',
  },
  {
    id: 'memory',
    pattern:
      /\bOOMKilled\b|exit code[: ]+137\b|^Killed$|: line \d+:\s+\d+ Killed\b|Cannot allocate memory|DefaultCPUAllocator: can't allocate memory/i,
    sentence: 'The container was ended from outside, most likely because it needed more memory than it has.',
    cause: 'While a model is read, it is in the memory of the machine, at times twice over.',
    action: 'Give the container more memory, or read the model with low_cpu_mem_usage and in half precision.',
  },
  {
    id: 'missing_module',
    pattern: /(?:ModuleNotFoundError|ImportError): No module named '([^']+)'/,
    sentence: 'The Python module $1 is not installed in the container.',
    cause: 'It is imported, but neither the image has it nor inference/requirements.txt asks for it.',
    action: 'Add the package that has it to inference/requirements.txt, then deploy.',
  },
  {
    id: 'missing_name',
    pattern: /ImportError: cannot import name '([^']+)' from '([^']+)'/,
    sentence: 'The installed $2 has no $1.',
    cause: 'The installed version is older or newer than the code expects.',
    action: 'Pin the version that the code was written for in inference/requirements.txt, then deploy.',
  },
  {
    id: 'pip_no_match',
    pattern:
      /(?:No matching distribution found for|Could not find a version that satisfies the requirement) ([^\s(]+)/,
    sentence: 'pip found no package that fits $1.',
    cause:
      'The name or the version does not exist, has none for this Python, or the index cannot be reached.',
    action:
      'Correct the line in inference/requirements.txt; if it is right, look at whether the environment can reach the index.',
  },
  {
    id: 'pip_conflict',
    pattern:
      /ResolutionImpossible|Cannot install .+ because these package versions have conflicting dependencies|dependency resolver does not currently take into account all the packages/,
    sentence: 'Packages ask for versions of another one that exclude each other.',
    cause: 'Two lines of inference/requirements.txt, or one of them and the image, cannot both be satisfied.',
    action: 'Loosen or change one of the versions that pip names here, then deploy.',
  },
  {
    id: 'model_gated',
    pattern:
      /GatedRepoError|Access to model (\S+) is restricted|Cannot access gated repo|huggingface\.co\S*.*\b40[13] Client Error|\b40[13] Client Error.*huggingface\.co/,
    sentence: 'The hub does not give this model to whoever asks here.',
    cause: 'The model is gated or private, and the app has no token of somebody who may read it.',
    action:
      'Accept the terms of the model on its page, then set HF_TOKEN as a secret in Settings → Environment.',
  },
  {
    id: 'hub_token',
    pattern:
      /\b401 Client Error: Unauthorized|Invalid (?:user token|username or password)|Invalid credentials in Authorization header/,
    sentence: 'The token that the app has for the hub is not taken.',
    cause: 'It has expired, was revoked, or is none of that hub.',
    action: 'Make a new token and set it as the secret HF_TOKEN in Settings → Environment.',
  },
  {
    id: 'model_missing',
    pattern:
      /(\S+) is not a local folder and is not a valid model identifier|RepositoryNotFoundError|does not appear to have a file named (\S+)/,
    sentence: 'The model is neither in the folder that the app reads nor on the hub.',
    cause:
      'The path or the name is not the one of the model, or its files have not been uploaded to the share.',
    action: 'Compare the path in inference/ with what the file share holds, then deploy.',
  },
  {
    id: 'adapter_mismatch',
    pattern:
      /size mismatch for \S*(?:lora|adapter|modules_to_save)\S*:|Error\(s\) in loading state_dict for Peft|Target modules .+ not found in the base model/,
    sentence: 'The adapter does not fit the base model.',
    cause: 'It was trained on another base, or with another shape, than the one that is loaded here.',
    action:
      'Name the base model that the adapter was trained on, which adapter_config.json tells, then deploy.',
  },
  {
    id: 'weights_mismatch',
    pattern: /size mismatch for (\S+):|Error\(s\) in loading state_dict/,
    sentence: 'The weights do not fit the model that they are loaded into.',
    cause: 'The files of two models are mixed, or the configuration is of another one.',
    action:
      'Make sure that config.json and the weights are of one model; for an adapter, that its base is the one it was trained on.',
  },
  {
    id: 'adapter_missing',
    pattern: /Can't find 'adapter_config\.json' at '([^']+)'/,
    sentence: 'There is no adapter in $1.',
    cause: 'The fine-tuning has not written it there, or its files are not on the share.',
    action: 'Look at the path of the adapter in inference/ and at the files of the share, then deploy.',
  },
  {
    id: 'disk_full',
    pattern: /\[Errno 28\]|No space left on device|ShareSizeLimitReached|Disk quota exceeded/,
    sentence: 'There is no room left on the disk.',
    cause:
      'The container has a small disk of its own; models that are fetched at the start fill it, or the share is full.',
    action: 'Keep models on the share, point HF_HOME there, or give the share more room.',
  },
  {
    id: 'port_in_use',
    pattern: /\[Errno 98\]|[Aa]ddress already in use|Cannot find empty port in range: ([\d-]+)/,
    sentence: 'The port is taken by another program of the container.',
    cause: 'The app is started twice, or an earlier one is still there.',
    action: 'Start the app once, in the foreground and with exec, as the last of the commands.',
  },
  {
    id: 'no_command',
    pattern:
      /(?:^|: )([\w./-]+): (?:command not found|not found)$|exec: "([^"]+)": executable file not found/,
    sentence: 'A command of the start does not exist in the container.',
    cause: 'It is misspelt, or the image does not have it.',
    action: 'Correct the commands under Provision → Parameters, or install what they need.',
  },
  {
    id: 'no_file',
    pattern:
      /can't open file '?([^':]+)'?|FileNotFoundError: \[Errno 2\] No such file or directory: '([^']+)'|: ([^:\s]+): No such file or directory$/,
    sentence: 'A file that the app needs is not there.',
    cause:
      'It has not been deployed, an ignore rule keeps it back, or the path is not the one in the container.',
    action: 'Look for it in Files and among what Deploy lists; paths of the share begin where it is mounted.',
  },
  {
    id: 'no_gpu',
    pattern:
      /Found no NVIDIA driver|No CUDA GPUs are available|Torch not compiled with CUDA enabled|no CUDA-capable device is detected/,
    sentence: 'The app wants a GPU, and there is none.',
    cause: 'The workload profile has no GPU, or the installed PyTorch was built without CUDA.',
    action: 'Choose a profile with a GPU when you provision, and do not replace the PyTorch of the image.',
  },
];

/** What is known of a line; undefined for all that need no explanation. */
export function knownFailure(text: string): KnownFailure | undefined {
  const line = plainText(text).trim();
  for (const { pattern, ...failure } of KNOWN) {
    const found = pattern.exec(line);
    if (found)
      return { ...failure, sentence: failure.sentence.replace(/\$(\d)/g, (_, place) => found[place] ?? '') };
  }
  return undefined;
}
