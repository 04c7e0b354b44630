import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isAnswering } from '../../../../contract/hosts.ts';
import type { HostId } from '../../../../contract/ids.ts';
import { api } from '../../../shared/lib/client.ts';
import { useHost, useHosts } from '../../../shared/lib/live-stores.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Select } from '../../../shared/ui/choice-fields.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import styles from './form.module.css';

export interface SendDialogProps {
  readonly host: HostId;
  /** Names or ids, as the engine knows them. */
  readonly images: readonly string[];
  readonly onClose: () => void;
}

/** Images to another engine, without a registry and without this machine's disk. */
export function SendDialog({ host, images, onClose }: SendDialogProps) {
  const { t } = useTranslation(['images', 'common']);
  const form = useId();
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
    <Dialog
      open
      onClose={onClose}
      title={
        images.length === 1
          ? t('images:send.title', { name: images[0] })
          : t('images:send.titleMany', { count: images.length })
      }
      host={useHost(host)}
      size="small"
      footer={
        <>
          <Button onClick={onClose}>{t('common:actions.cancel')}</Button>
          <Button tone="primary" type="submit" form={form} pending={send.pending} disabled={!to}>
            {t('images:send.confirm')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (to && !send.pending) send.start(to.id);
        }}
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
      </form>
    </Dialog>
  );
}
