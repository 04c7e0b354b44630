import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { useContainers } from '../../../shared/lib/rows.ts';
import { compareText } from '../../../shared/lib/sort-rows.ts';
import { Select } from '../../../shared/ui/choice-fields.tsx';
import { FormDialog } from '../../../shared/ui/form-dialog.tsx';
import { useDetail } from '../api/use-detail.ts';
import { emptyLaunch, launchFault, targetOf } from '../model/launch.ts';
import { lastTried, type OpenAsk, openAsk, openInDock } from '../model/places.ts';
import { LaunchFields } from './launch-fields.tsx';

/** "Open a terminal" from the palette, the dock, or after a program that was not there. */
export function OpenDialog({ ask }: { readonly ask: OpenAsk }) {
  const { t } = useTranslation('terminals');
  const { host } = ask;
  const rows = (useContainers(host).data ?? [])
    .filter(({ state }) => state === 'running')
    .map(({ id, name }) => ({ id, name: name || id.slice(0, 12) }))
    .toSorted((a, b) => compareText(a.name, b.name));
  const [picked, setPicked] = useState(ask.container);
  const [launch, setLaunch] = useState(() => {
    const tried = lastTried.get();
    if (!ask.container || tried?.kind !== 'exec' || tried.container !== ask.container) {
      return emptyLaunch;
    }
    return { command: '', user: tried.user ?? '', workingDir: tried.workingDir ?? '' };
  });
  const row = rows.find(({ id }) => id === picked) ?? rows[0];
  const place = row ? { host, container: row.id } : undefined;
  const detail = useDetail(host, row?.id);
  const close = () => openAsk.set(undefined);
  return (
    <FormDialog
      onClose={close}
      title={t('launch.dialog')}
      host={useHost(host)}
      submit={t('launch.open')}
      ready={place !== undefined && !launchFault(launch)}
      onSubmit={() => {
        close();
        if (place) openInDock(targetOf(launch, place));
      }}
    >
      {row ? (
        <Select
          label={t('launch.container')}
          value={row.id}
          options={rows.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setPicked}
        />
      ) : (
        <p>{t('launch.noContainer')}</p>
      )}
      <LaunchFields {...{ launch, place, detail }} name={row?.name ?? ''} onChange={setLaunch} />
    </FormDialog>
  );
}
