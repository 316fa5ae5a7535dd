import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createEmulator } from './emulator.ts';
import { findPython } from './replicas/python.ts';

const USAGE = `node emulator/main.ts [options]
  --port 4280    loopback port; 0 takes a free one
  --data DIR     documents, share contents, replica records (.slipway/local-azure)
  --images DIR   Python environments that stand for container images (.slipway/images)
  --seed FILE    what a new data folder holds
  --pace 1       factor on transition and back-off times; 0 is at once
  --tls          answer https and CONNECT on the port as well, and name resources as Azure does
  --strict       refuse control plane requests without a token of the sign-in service here
  --help         say this`;
/** The promise to whoever stops the program: it is gone after this time, and its replicas with it. */
const SHUTDOWN_LIMIT_MS = 5000;

const MAX_PORT = 65_535;
const MAX_PACE = 100;

const name = z.string().min(1, 'a name is missing');
/** Digits only: an empty text would else be a number, too. */
const numeric = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'a number is wanted')
  .transform(Number);

const options = z.object({
  port: numeric.pipe(
    z.number().int('a whole number is wanted').max(MAX_PORT, `there is no port above ${MAX_PORT}`),
  ),
  data: name,
  images: name,
  seed: name.optional(),
  pace: numeric.pipe(z.number().max(MAX_PACE, `${MAX_PACE} is the most`)),
  tls: z.boolean(),
  strict: z.boolean(),
});

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    console.log(USAGE);
    return;
  }
  const { port, data, images, seed, pace, tls, strict } = readOptions();
  await findPython('python3');
  const starting = createEmulator({
    port,
    dataDir: data,
    imagesDir: images,
    ...(seed && { seed }),
    pace,
    tls,
    strict,
    onError: (error) => console.error(error),
  });
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), SHUTDOWN_LIMIT_MS).unref();
    await (await starting).close();
    process.exit(0);
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.on('disconnect', end);
  const { url, certificatePath } = await starting;
  if (certificatePath) console.log(`Trust for https, and for HTTPS_PROXY=${url}: ${certificatePath}`);
  console.log(`Local Azure is listening on ${url}`);
}

function readOptions(): z.infer<typeof options> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4280' },
      data: { type: 'string', default: '.slipway/local-azure' },
      images: { type: 'string', default: '.slipway/images' },
      seed: { type: 'string' },
      pace: { type: 'string', default: '1' },
      tls: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
    },
  });
  const result = options.safeParse(values);
  if (result.success) return result.data;
  throw new Error(
    `${result.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}.`).join(' ')}\n${USAGE}`,
  );
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${error.port} is taken by another program. Stop that program, or choose another port with --port.`;
  }
  const badOptions = 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  return badOptions ? `${error.message}\n${USAGE}` : error.message;
}

try {
  await main();
} catch (error) {
  console.error(sentenceOf(error));
  process.exit(1);
}
