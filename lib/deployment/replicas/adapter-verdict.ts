import 'server-only';
import type { AdapterProof } from '@/lib/runs/adapter-proof';

/** What was found about the adapter, in three places. */
export type ProofFacts = {
  /** On the file share, where the app reads it. `trainedOn` is the base model that its configuration names. */
  files:
    | { state: 'whole'; folder: string; size: number; sha256: string; trainedOn: string | undefined }
    | { state: 'missing'; folder: string; missing: string[] }
    | { state: 'unknown'; why: string };
  /** What the app says of itself. */
  app:
    | { state: 'ready'; adapterSha256: string | undefined; base: string | undefined }
    | { state: 'failed'; problem: string | undefined; reason: string; action: string | undefined }
    | { state: 'silent'; why: string };
  /** Whether base and tuned model have answered the same questions differently. */
  answers:
    | { state: 'differ'; question: string; base: string; tuned: string }
    | { state: 'equal'; questions: number }
    | { state: 'unknown'; why: string };
};

type Check = AdapterProof['checks'][number];
type Finding = Omit<AdapterProof, 'verdict' | 'checks'> & { state: Check['state']; check: Check['check'] };

const SHOWN_HASH_LENGTH = 12;
/** What the app says of itself tells most of what is missing. Nobody must name the base model: the answers show the adapter. */
const unknownsThatCount: readonly Check['check'][] = ['loaded', 'files', 'answers'];

/**
 * The verdict: broken when one check is, proven when all hold. The first broken check says what is wrong, because what comes
 * later follows from it.
 */
export function judgeAdapter(facts: ProofFacts): AdapterProof {
  const findings = [judgeFiles(facts), judgeLoaded(facts), judgeBase(facts), judgeAnswers(facts)];
  const checks = findings.map(({ check, state, message }) => ({ check, state, detail: message }));
  const decisive =
    findings.find(({ state }) => state === 'broken') ??
    unknownsThatCount
      .map((check) => findings.find((finding) => finding.check === check))
      .find((finding) => finding?.state === 'unknown');
  if (!decisive) {
    const message = 'The app answers with the adapter that lies on the share.';
    return { verdict: 'proven', code: 'proven', message, checks };
  }
  const { code, message, action, state } = decisive;
  const verdict = state === 'broken' ? 'broken' : 'unknown';
  return { verdict, code, message, ...(action && { action }), checks };
}

function judgeFiles({ files }: ProofFacts): Finding {
  const check = 'files';
  switch (files.state) {
    case 'whole': {
      const message = `${files.folder} on the share holds an adapter of ${files.size} bytes, ${short(files.sha256)}.`;
      return { check, state: 'held', code: 'proven', message };
    }
    case 'missing':
      return {
        check,
        state: 'broken',
        code: 'files-missing',
        message: `The adapter is not on the share: ${files.folder} has no ${files.missing.join(' and no ')}.`,
        action: `Copy the adapter that fine-tuning wrote into ${files.folder} of the share, then restart the app.`,
      };
    case 'unknown':
      return { check, state: 'unknown', code: 'not-reported', message: files.why };
  }
}

function judgeLoaded({ files, app }: ProofFacts): Finding {
  const check = 'loaded';
  switch (app.state) {
    case 'silent':
      return {
        check,
        state: 'unknown',
        code: 'not-reachable',
        message: app.why,
        action: 'Wait until the app is ready, or start it, then check again.',
      };
    case 'failed':
      return {
        check,
        state: 'broken',
        code: app.problem === 'adapter-misfit' ? 'base-differs' : 'not-loaded',
        message: app.reason,
        action: app.action ?? 'Correct the cause, then deploy again.',
      };
    case 'ready':
      return judgeHash(files, app.adapterSha256);
  }
}

function judgeHash(files: ProofFacts['files'], loaded: string | undefined): Finding {
  const check = 'loaded';
  if (loaded === undefined) {
    return {
      check,
      state: 'unknown',
      code: 'not-reported',
      message: 'It cannot be proven: the app does not report which adapter it has loaded.',
      action:
        'Let the app tell "adapterSha256" in its /readyz, as the app in inference/ of this project does.',
    };
  }
  if (files.state === 'whole' && files.sha256 !== loaded) {
    return {
      check,
      state: 'broken',
      code: 'hash-differs',
      message: `The app runs with another adapter than the share holds: ${short(loaded)} is loaded, ${short(files.sha256)} lies in ${files.folder}.`,
      action: 'Restart the app: it then loads the adapter that lies on the share.',
    };
  }
  return {
    check,
    state: 'held',
    code: 'proven',
    message: `The app has loaded the adapter ${short(loaded)}.`,
  };
}

function judgeBase({ files, app }: ProofFacts): Finding {
  const check = 'base';
  const base = app.state === 'ready' ? app.base : undefined;
  if (base === undefined) {
    const message = 'The app does not report which base model its adapter was trained on.';
    return { check, state: 'unknown', code: 'not-reported', message };
  }
  if (files.state === 'whole' && files.trainedOn !== undefined && files.trainedOn !== base) {
    return {
      check,
      state: 'broken',
      code: 'base-differs',
      message: `The adapter on the share was trained on ${files.trainedOn}, and the app runs ${base}.`,
      action: 'Point model.json to the base model that the adapter was trained on, then restart the app.',
    };
  }
  return { check, state: 'held', code: 'proven', message: `The base model is ${base}.` };
}

function judgeAnswers({ answers }: ProofFacts): Finding {
  const check = 'answers';
  switch (answers.state) {
    case 'differ': {
      const { question, base, tuned } = answers;
      const message = `To "${question}" the base model answers ${JSON.stringify(base)}, the tuned one ${JSON.stringify(tuned)}.`;
      return { check, state: 'held', code: 'proven', message };
    }
    case 'equal':
      return {
        check,
        state: 'broken',
        code: 'answers-equal',
        message: `With the adapter and without it the model gives the same answers to ${answers.questions} questions, so the adapter changes nothing there.`,
        action: 'Check that fine-tuning has written this adapter, and that it was trained long enough.',
      };
    case 'unknown':
      return { check, state: 'unknown', code: 'not-reported', message: answers.why };
  }
}

/** Enough of a hash to tell two apart by eye. */
function short(sha256: string): string {
  return `sha256 ${sha256.slice(0, SHOWN_HASH_LENGTH)}`;
}
