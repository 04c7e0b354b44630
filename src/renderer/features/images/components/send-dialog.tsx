import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isAnswering } from '../../../../contract/hosts.ts';
import type { HostId } from '../../../../contract/ids.ts';
import { api } from '../../../shared/lib/client.ts';
import { useHost, useHosts } from '../../../shared/lib/live-stores.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Select } from '../../../shared/ui/choice-fields.tsx';
import { FormDialog } from '../../../shared/ui/form-dialog.tsx';

export interface SendDialogProps {
  readonly host: HostId;
  /** Names or ids, as the engine knows them. */
  readonly images: readonly string[];
  readonly onClose: () => void;
}

/** Images to another engine, without a registry and without this machine's disk. */
export function SendDialog({ host, images, onClose }: SendDialogProps) {
  const { t } = useTranslation('images');
  const others = (useHosts() ?? []).filter(({ id, state }) => id !== host && isAnswering(state));
  const [picked, setPicked] = useState<string>();
  const to = others.find(({ id }) => id === picked) ?? others[0];
  const send = useAction({
    run: (target: HostId) => api.images.send({ from: host, to: target, images: [...images] }),
    failed: () => t('images:send.failed'),
    done: () => {
      onClose();
      return undefined;
    },
  });
  return (
    <FormDialog
      onClose={onClose}
      title={
        images.length === 1
          ? t('images:send.title', { name: images[0] })
          : t('images:send.titleMany', { count: images.length })
      }
      host={useHost(host)}
      size="small"
      dismissible
      submit={t('images:send.confirm')}
      ready={to !== undefined}
      pending={send.pending}
      onSubmit={() => to && send.start(to.id)}
    >
      {to ? (
        <Select
          label={t('images:send.to')}
          value={to.id as string}
          options={others.map(({ id, label }) => ({ value: id as string, label }))}
          onChange={setPicked}
        />
      ) : (
        <p>{t('images:send.none')}</p>
      )}
      <p>{t('images:send.body')}</p>
    </FormDialog>
  );
}
