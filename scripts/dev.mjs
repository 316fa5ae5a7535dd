import { main } from './lib/children.mjs';
import { runSlipway } from './lib/slipway.mjs';

await main(() => runSlipway('dev'), { signalExitCode: 0 });
