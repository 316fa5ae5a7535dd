import 'server-only';

/** What never belongs on the share, before a project's own rules. */
const DEFAULT_RULES = `
.slipwayignore
.git/
.venv/
venv/
__pycache__/
*.pyc
.pytest_cache/
.ruff_cache/
.ipynb_checkpoints/
.DS_Store
`;

type Rule = { pattern: RegExp; negated: boolean; directoryOnly: boolean };

/** Says whether a path below the folder stays behind. Ask for directories before what is in them. */
export type Ignores = (path: string, isDirectory: boolean) => boolean;

/** Reads rules in the syntax of .gitignore, on top of the defaults; the last rule that matches decides. */
export function ignoreRules(text: string): Ignores {
  const rules = [...DEFAULT_RULES.split('\n'), ...text.split(/\r?\n/)].flatMap(parseRule);
  return (path, isDirectory) =>
    rules.findLast(({ pattern, directoryOnly }) => (isDirectory || !directoryOnly) && pattern.test(path))
      ?.negated === false;
}

function parseRule(line: string): Rule[] {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return [];
  const negated = text.startsWith('!');
  const glob = negated ? text.slice(1) : text;
  const directoryOnly = glob.endsWith('/');
  const bare = glob.replace(/^\//, '').replace(/\/$/, '');
  // A slash at the start or in the middle ties a rule to the folder; a bare name holds at any depth.
  const anchored = glob.startsWith('/') || bare.includes('/');
  const pattern = new RegExp(`^${anchored ? '' : '(?:.*/)?'}${globSource(bare)}$`);
  return [{ pattern, negated, directoryOnly }];
}

function globSource(glob: string): string {
  return glob.replace(/\*\*\/|\/\*\*$|\*+|\?|[\\^$+.()|{}[\]]/g, (token) => {
    if (token === '**/') return '(?:.*/)?';
    if (token === '/**') return '/.*';
    if (token.startsWith('*')) return '[^/]*';
    if (token === '?') return '[^/]';
    return `\\${token}`;
  });
}
