// Runs on Node 24, which reads TypeScript: the tests' torch is chosen by the code that chooses it for replicas.
import { installTorch } from '../../emulator/replicas/torch.ts';

const TIMEOUT_MS = 30 * 60_000;

const [python = 'python3'] = process.argv.slice(2);
await installTorch(python, AbortSignal.timeout(TIMEOUT_MS));
