import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PortBinding } from '../../../../contract/containers.ts';
import { api } from '../../../shared/lib/client.ts';
import { useForward } from '../../../shared/lib/live-stores.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { IconButton } from '../../../shared/ui/button.tsx';
import { portText } from '../model/filter.ts';
import { localLink, type PortPlace } from '../model/port-link.ts';
import styles from './forwarded-port.module.css';

/** A TCP port on a host that is logged in to: it opens through the login, published or not. */
export function ForwardedPort(props: {
  readonly port: PortBinding;
  readonly place: PortPlace;
  readonly text: string;
}) {
  const { t } = useTranslation('containers');
  const { port, place } = props;
  const { host, container } = place;
  const forward = useForward({ host, container, containerPort: port.containerPort });
  const name = portText(port);
  const open = useAction({
    run: () => api.forwards.open({ host, container, port: port.containerPort }),
    failed: () => t('ports.notForwarded', { port: name }),
  });
  const close = useAction({
    run: async () => forward && api.forwards.close({ forward: forward.id }),
    failed: () => t('ports.notClosed', { port: name }),
  });
  if (!forward) {
    return (
      <button
        type="button"
        className={styles.open}
        title={t('ports.forward', { port: name })}
        aria-busy={open.pending || undefined}
        onClick={(event) => {
          event.stopPropagation();
          if (!open.pending) open.start();
        }}
      >
        {props.text}
      </button>
    );
  }
  const url = localLink(port, forward.localPort);
  return (
    <span className={styles.forwarded}>
      <a href={url} target="_blank" rel="noreferrer" title={t('ports.open', { url })}>
        {`localhost:${forward.localPort}`}
      </a>
      <IconButton
        small
        icon={X}
        label={t('ports.close', { port: name })}
        onClick={() => close.start()}
      />
    </span>
  );
}
