import 'server-only';
import { AppError } from '@/lib/core/errors';
import type { RevisionRefusal, SplitFault } from '@/lib/deployment/revisions/rules';

type Said = { code: string; message: string; action: string };

const refusals: Readonly<Record<RevisionRefusal, Said>> = {
  'run-active': {
    code: 'run_active',
    message: 'A run is changing this project right now.',
    action: 'Wait until it has ended, then try again.',
  },
  'single-mode': {
    code: 'single_revision_mode',
    message:
      'The app is in single revision mode: Azure runs the latest revision alone, with all the traffic.',
    action: 'Switch to multiple revisions first, or roll back to the revision.',
  },
  'no-ingress': {
    code: 'no_ingress',
    message: 'The app has no ingress, so there is no traffic to share out.',
    action: 'Provision with an ingress first.',
  },
  'already-active': {
    code: 'revision_active',
    message: 'The revision is active already.',
    action: 'Load the page again.',
  },
  'already-inactive': {
    code: 'revision_inactive',
    message: 'The revision is not active.',
    action: 'Load the page again.',
  },
  'holds-traffic': {
    code: 'revision_holds_traffic',
    message: 'The revision takes a share of the traffic, which would get no answer without it.',
    action: 'Give its share to other revisions first.',
  },
};

const faults: Readonly<Record<SplitFault, Said>> = {
  nothing: bad('No revision is named.', 'Name at least one revision.'),
  'not-whole': bad('A weight is not a whole number from 0 to 100.', 'Give each revision a whole percentage.'),
  'not-100': bad('The weights do not add up to 100.', 'Change them until they do.'),
  twice: bad('A revision is named twice.', 'Name each revision once.'),
  inactive: bad(
    'A revision that is not active, or not there, is to take traffic.',
    'Activate it first, or name another one.',
  ),
};

/** The error of something that the state of the app does not allow. */
export function revisionRefused(refusal: RevisionRefusal): AppError {
  return new AppError('conflict', refusals[refusal]);
}

/** The error of weights that cannot be. */
export function splitRefused(fault: SplitFault): AppError {
  return new AppError('bad_input', { ...faults[fault], target: 'traffic' });
}

/** The error of a revision that Azure does not know, or no longer. */
export function revisionMissing(name: string): AppError {
  return new AppError('not_found', {
    code: 'revision_missing',
    message: `The app has no revision ${name}.`,
    action: 'Load the page again: Azure forgets the oldest inactive revisions.',
    target: 'revision',
  });
}

function bad(message: string, action: string): Said {
  return { code: 'traffic_invalid', message, action };
}
