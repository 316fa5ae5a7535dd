'use client';

import { useState } from 'react';

type Row = { key: number; text: string };

/** An ordered list being edited; rows keep their identity while they move. */
export function useCommands(initial: string[], onChange: (commands: string[]) => void) {
  const [rows, setRows] = useState<Row[]>(() => initial.map((text, key) => ({ key, text })));
  const [nextKey, setNextKey] = useState(initial.length);
  const [focus, setFocus] = useState<{ key: number; turn: number }>();
  const [removed, setRemoved] = useState<{ row: Row; index: number }>();

  function replace(changed: Row[]) {
    setRows(changed);
    onChange(changed.map(({ text }) => text));
  }

  const focusOn = (row: Row | undefined) =>
    row && setFocus((last) => ({ key: row.key, turn: (last?.turn ?? 0) + 1 }));

  return {
    rows,
    /** Changes whenever the row is to take the focus; undefined for one that has no claim to it. */
    turnOf: (key: number) => (focus?.key === key ? focus.turn : undefined),
    /** The last row that was removed, as long as it can be brought back. */
    removed,
    edit: (key: number, text: string) => replace(rows.map((row) => (row.key === key ? { key, text } : row))),
    insertAfter(index: number) {
      const row = { key: nextKey, text: '' };
      replace(rows.toSpliced(index + 1, 0, row));
      focusOn(row);
      setNextKey(nextKey + 1);
    },
    remove(index: number) {
      const row = rows[index];
      if (!row) return;
      replace(rows.toSpliced(index, 1));
      setRemoved({ row, index });
      focusOn(rows[index + 1] ?? rows[index - 1]);
    },
    undo() {
      if (!removed) return;
      replace(rows.toSpliced(removed.index, 0, removed.row));
      focusOn(removed.row);
      setRemoved(undefined);
    },
    move(index: number, by: -1 | 1) {
      const [row] = rows.slice(index, index + 1);
      const to = index + by;
      if (row && to >= 0 && to < rows.length) replace(rows.toSpliced(index, 1).toSpliced(to, 0, row));
    },
  };
}
