import { useTranslations } from 'next-intl';

/** What CodeMirror itself says, in the reader's language; the keys are its English texts. */
export function usePhrases(): Record<string, string> {
  const t = useTranslations('code.phrases');
  return {
    Find: t('find'),
    Replace: t('replaceField'),
    next: t('next'),
    previous: t('previous'),
    all: t('all'),
    'match case': t('matchCase'),
    regexp: t('regexp'),
    'by word': t('byWord'),
    replace: t('replace'),
    'replace all': t('replaceAll'),
    close: t('close'),
    'current match': t('currentMatch'),
    'on line': t('onLine'),
    'replaced match on line $': t('replacedMatch', { line: '$' }),
    'replaced $ matches': t('replacedMatches', { count: '$' }),
    'Go to line': t('goToLine'),
    go: t('go'),
    'Control character': t('controlCharacter'),
    'Fold line': t('foldLine'),
    'Unfold line': t('unfoldLine'),
    'folded code': t('foldedCode'),
    'Folded lines': t('foldedLines'),
    'Unfolded lines': t('unfoldedLines'),
    to: t('to'),
    unfold: t('unfold'),
    Diagnostics: t('diagnostics'),
    'No diagnostics': t('noDiagnostics'),
    '$ unchanged lines': t('unchangedLines', { count: '$' }),
    'Selection deleted': t('selectionDeleted'),
  };
}
