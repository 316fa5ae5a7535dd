import 'server-only';
import ignore, { type Ignore } from 'ignore';

/** What never belongs on the share, before a project's own rules. */
const DEFAULT_RULES = `
.slipwayignore
.git
.hg/
.svn/
.venv/
venv/
.tox/
.nox/
node_modules/
__pycache__/
*.py[co]
*.egg-info/
.cache/
.*_cache/
.ipynb_checkpoints/
checkpoint-*/
wandb/
mlruns/
.gradio/
.idea/
.vscode/
.DS_Store
Thumbs.db
*.swp
.slipway-draft-*
`;

/**
 * Says whether something stays behind; paths are relative to the folder that is synced. Ask for a directory before what is in
 * it: what is inside one that stays behind is never asked for.
 */
export type Ignores = (path: string, isDirectory: boolean) => boolean;

/** The rules of the folder itself, `text` in the syntax of .gitignore on top of the defaults. The last that matches decides. */
export function ignoreRules(text: string): Ignores {
  return decideBy(newRules().add(DEFAULT_RULES).add(text), () => false);
}

/** The rules of a folder below, which decide before those above it; `folder` without a slash at its end. */
export function withRulesOf(folder: string, text: string, above: Ignores): Ignores {
  const below = decideBy(newRules().add(text), () => undefined);
  return (path, isDirectory) => {
    const isInside = path.startsWith(`${folder}/`);
    const decided = isInside ? below(path.slice(folder.length + 1), isDirectory) : undefined;
    return decided ?? above(path, isDirectory);
  };
}

function newRules(): Ignore {
  return ignore({ ignorecase: false });
}

function decideBy<T>(rules: Ignore, otherwise: () => T): (path: string, isDirectory: boolean) => boolean | T {
  return (path, isDirectory) => {
    const { ignored, unignored } = rules.test(isDirectory ? `${path}/` : path);
    return ignored || unignored ? ignored : otherwise();
  };
}
