import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import type { MenuEntry } from '../../../shared/ui/menu.tsx';
import { sinceSteps, tails } from '../model/log-options.ts';
import { parseSince } from '../model/since.ts';
import type { LogControls } from './log-controls.ts';

/** How much of the log is shown: which streams, how many lines, from when on. */
export function useLogEntries(input: LogControls, onAskSince: () => void): MenuEntry[] {
  const { t } = useTranslation('logs');
  const format = useFormat();
  const { view, since, streams, session } = input;
  const isTty = session.isTty();
  const typed = since && !sinceSteps.some((step) => step === since.text) ? since : undefined;
  const stream = (name: 'stdout' | 'stderr'): MenuEntry => ({
    kind: 'check',
    id: name,
    label: t(`stream.${name}`),
    checked: streams[name],
    // One is always shown.
    disabled: isTty || (streams[name] && !(streams.stdout && streams.stderr)),
    onChange: (checked) => input.onStreams({ ...streams, [name]: checked }),
  });
  return [
    { kind: 'heading', id: 'streams', label: t(isTty ? 'stream.tty' : 'stream.heading') },
    stream('stdout'),
    stream('stderr'),
    { kind: 'separator', id: 'line-1' },
    { kind: 'heading', id: 'tail', label: t('tail.heading') },
    ...tails.map(
      (tail): MenuEntry => ({
        kind: 'check',
        id: `tail-${tail}`,
        label:
          tail === 'all'
            ? t('tail.all')
            : t('tail.last', { count: tail, formatted: format.number(tail) }),
        checked: view.tail === tail,
        onChange: () => input.onView({ ...view, tail }),
      }),
    ),
    { kind: 'separator', id: 'line-2' },
    { kind: 'heading', id: 'since', label: t('since.heading') },
    {
      kind: 'check',
      id: 'since-any',
      label: t('since.any'),
      checked: since === undefined,
      onChange: () => input.onSince(undefined),
    },
    ...sinceSteps.map(
      (step): MenuEntry => ({
        kind: 'check',
        id: `since-${step}`,
        label: t(`since.${step}`),
        checked: since?.text === step,
        onChange: () => input.onSince({ text: step, atMs: parseSince(step, Date.now()) ?? 0 }),
      }),
    ),
    ...(typed
      ? [
          {
            kind: 'check',
            id: 'since-typed',
            label: t('since.typed', { text: typed.text }),
            checked: true,
            onChange: () => {},
          } satisfies MenuEntry,
        ]
      : []),
    { id: 'since-ask', label: t('since.ask'), run: onAskSince },
  ];
}
