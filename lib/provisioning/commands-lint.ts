/** Something about a start command that has bitten others. It stops nothing. */
export type CommandWarning = {
  /** Which command, from 0. */
  index: number;
  code:
    | 'unpinned'
    | 'known_bad_set'
    | 'chain'
    | 'outside_mount'
    | 'python_without_exec'
    | 'nothing_starts'
    | 'after_the_start';
  /** One sentence: what may happen. */
  message: string;
  /** The command as it should be, where that is certain. */
  fix?: string;
};

/**
 * Sets of packages that no longer work together once pip fetches the newest of what they leave open, and versions that do.
 * Gradio 4.43 breaks with pydantic 2.11 (github.com/gradio-app/gradio/issues/10792) and with newer starlette; transformers 4.43
 * with accelerate 1.x (github.com/huggingface/transformers/issues/38717).
 */
const KNOWN_BAD = [
  {
    package: 'gradio',
    version: /^4\./,
    pins: {
      pydantic: '2.10.6',
      starlette: '0.38.6',
      fastapi: '0.112.4',
      huggingface_hub: '0.24.7',
    },
  },
  { package: 'transformers', version: /^4\.4[0-5]\./, pins: { accelerate: '0.33.0' } },
] as const;

const PIP_INSTALL = /^(?:exec\s+)?(?:python3?\s+-m\s+)?pip3?\s+install\s+(.+)$/;
/** Options of `pip install` that take the next word with them. */
const WITH_VALUE =
  /^(-r|-c|-e|-i|-f|-t|--requirement|--constraint|--index-url|--extra-index-url|--find-links|--target|--editable|--timeout|--retries)$/;
const STARTS_PYTHON = /^(?:exec\s+)?(?:python3?|uvicorn|gunicorn)\s(?!-m\s+(?:pip|venv)\b)/;
/** Folders that are the same in every container, and so no sign of a mistake. */
const FOREIGN_PATH = /(?:^|[\s='"])(\/(?!mount\b|dev\/|tmp\b|bin\/|usr\/|etc\/|opt\/|proc\/)[\w.-][\w./-]*)/;

type Requirement = { name: string; version: string | undefined; text: string };

/** What is risky about the start commands, in their order; empty when nothing is. */
export function lintCommands(commands: readonly string[]): CommandWarning[] {
  const installed = commands.flatMap((command) => requirementsOf(command));
  const last = commands.length - 1;
  const start = commands.findIndex((command) => STARTS_PYTHON.test(command.trim()));
  return commands.flatMap((command, index) => [
    ...chain(command, index),
    ...packages(command, index, installed),
    ...paths(command, index),
    ...starting(command, index, { start, last }),
  ]);
}

function chain(command: string, index: number): CommandWarning[] {
  // Within braces or a compound command a semicolon is grammar.
  const bare = withoutQuoted(command);
  if (!/;\s*\S/.test(bare) || /\{[^}]*;|\b(?:if|for|while|case)\b/.test(bare)) return [];
  return [
    {
      index,
      code: 'chain',
      message:
        'With ";" the second part runs even when the first has failed; give it a line of its own or use "&&".',
    },
  ];
}

function packages(command: string, index: number, installed: Requirement[]): CommandWarning[] {
  const own = requirementsOf(command);
  if (own.length === 0) return [];
  const missing = new Map<string, string>();
  const broken: string[] = [];
  for (const bad of KNOWN_BAD) {
    const found = own.find(({ name, version }) => name === bad.package && bad.version.test(version ?? ''));
    if (!found) continue;
    const open = Object.entries(bad.pins).filter(
      ([name]) => !installed.some((each) => each.name === name && each.version),
    );
    if (open.length > 0)
      broken.push(`${found.name} ${found.version} (${open.map(([name]) => name).join(', ')})`);
    for (const [name, version] of open) missing.set(name, version);
  }
  const unpinned = own.filter(({ version, name }) => !version && !missing.has(name));
  const warnings: CommandWarning[] = [];
  if (broken.length > 0) {
    const kept = own
      .filter(({ name }) => missing.has(name))
      .reduce((text, each) => drop(text, each), command);
    const pins = [...missing].map(([name, version]) => `${name}==${version}`).join(' ');
    warnings.push({
      index,
      code: 'known_bad_set',
      message: `Known to fail with the newest of what is left open: ${broken.join('; ')}.`,
      fix: `${kept.trimEnd()} ${pins}`,
    });
  }
  if (unpinned.length > 0) {
    warnings.push({
      index,
      code: 'unpinned',
      message: `Without a version, each start may bring another one: ${unpinned.map(({ name }) => name).join(', ')}.`,
    });
  }
  return warnings;
}

function paths(command: string, index: number): CommandWarning[] {
  const path = FOREIGN_PATH.exec(command.replaceAll(/\w+:\/\/\S+/g, ''))?.[1];
  if (!path) return [];
  const message = `${path} is not on the file share: what is written there is lost at every start. The share is /mount.`;
  return [{ index, code: 'outside_mount', message }];
}

function starting(command: string, index: number, at: { start: number; last: number }): CommandWarning[] {
  if (at.start === -1) {
    if (index !== at.last || /^exec\s/.test(command.trim()) || /^sleep\s/.test(command.trim())) return [];
    return [
      {
        index,
        code: 'nothing_starts',
        message: 'No command starts a Python app; the container may end at once.',
      },
    ];
  }
  if (index === at.start && index === at.last && !/^exec\s/.test(command.trim())) {
    return [
      {
        index,
        code: 'python_without_exec',
        message: 'Without "exec" the app does not hear that it is to stop, and is killed after a while.',
        fix: `exec ${command.trim()}`,
      },
    ];
  }
  if (index > at.start) {
    return [{ index, code: 'after_the_start', message: 'This runs only once the app has ended.' }];
  }
  return [];
}

function requirementsOf(command: string): Requirement[] {
  return command
    .replace(/\s#.*$/, '')
    .split(/&&|;|\|\|/)
    .flatMap((part) => {
      const words = PIP_INSTALL.exec(part.trim())?.[1]?.split(/\s+/) ?? [];
      return words.flatMap((word, index) => {
        if (word.startsWith('-') || WITH_VALUE.test(words[index - 1] ?? '')) return [];
        const found = /^['"]?([A-Za-z0-9][\w.-]*)(?:\[[\w,-]+\])?(?:={2,3}([\w.!+*-]+))?/.exec(word);
        // A path or an address says itself what it brings.
        if (!found?.[1] || /[/\\]|\.whl$/.test(word)) return [];
        return [{ name: found[1].toLowerCase().replaceAll('-', '_'), version: found[2], text: word }];
      });
    });
}

function drop(command: string, { text }: Requirement): string {
  return command.replace(` ${text}`, '');
}

function withoutQuoted(command: string): string {
  return command.replaceAll(/'[^']*'|"(?:[^"\\]|\\.)*"/g, '');
}
