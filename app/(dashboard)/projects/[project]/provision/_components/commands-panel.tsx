'use client';

import { Plus, Undo2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/app/_ui/button';
import { Panel } from '@/app/_ui/panel';
import { lintCommands } from '@/lib/provisioning/commands-lint';
import { CommandRow } from './command-row';
import { useCommands } from './use-commands';

type CommandsPanelProps = { initial: string[]; errors: string[]; onChange: (commands: string[]) => void };

/** What the container runs at its start, line after line. */
export function CommandsPanel({ initial, errors, onChange }: CommandsPanelProps) {
  const t = useTranslations('provision.commands');
  const { rows, turnOf, removed, edit, insertAfter, remove, undo, move } = useCommands(initial, onChange);
  const warnings = lintCommands(rows.map(({ text }) => text));
  return (
    <Panel title={t('title')} description={t('description')}>
      <ol className="flex flex-col gap-2">
        {rows.map((row, index) => (
          <CommandRow
            key={row.key}
            number={index + 1}
            text={row.text}
            focusTurn={turnOf(row.key)}
            last={index === rows.length - 1}
            warnings={warnings.filter((warning) => warning.index === index)}
            onEdit={(text) => edit(row.key, text)}
            onEnter={() => insertAfter(index)}
            onRemove={() => remove(index)}
            onMove={(by) => move(index, by)}
          />
        ))}
      </ol>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button onClick={() => insertAfter(rows.length - 1)}>
          <Plus aria-hidden className="size-4" />
          {t('add')}
        </Button>
        {removed && (
          <Button onClick={undo}>
            <Undo2 aria-hidden className="size-4" />
            {t('undo')}
          </Button>
        )}
        <p aria-live="polite" className={errors.length > 0 ? 'text-xs text-bad' : 'text-xs text-ink-soft'}>
          {errors.length > 0 ? errors.join(' ') : t('hint')}
        </p>
      </div>
    </Panel>
  );
}
