import type { PortBinding } from '../../../../contract/containers.ts';
import { useCellTexts } from '../../../shared/i18n/language.tsx';
import { portText } from '../model/filter.ts';
import { type PortPlace, portLink } from '../model/port-link.ts';
import styles from './cells.module.css';
import { ForwardedPort } from './forwarded-port.tsx';

/** Where a port is reached, then where it leads, without what is as usual: `8080→80`, `53→53/udp`. */
function shortText(port: PortBinding): string {
  const inner =
    port.protocol === 'tcp' ? `${port.containerPort}` : `${port.containerPort}/${port.protocol}`;
  return port.hostPort === null ? inner : `${port.hostPort}→${inner}`;
}

export interface PortProps {
  readonly port: PortBinding;
  readonly place: PortPlace;
}

export function Port({ port, place }: PortProps) {
  const t = useCellTexts('containers');
  if (place.remote && port.protocol === 'tcp') {
    return <ForwardedPort port={port} place={place} text={shortText(port)} />;
  }
  const link = portLink(port, place.address);
  if (!link) {
    return (
      <span
        className={port.hostPort === null ? styles.quiet : undefined}
        title={
          port.hostPort === null ? t('ports.unpublished', { port: portText(port) }) : portText(port)
        }
      >
        {shortText(port)}
      </span>
    );
  }
  return (
    <a href={link} target="_blank" rel="noreferrer" title={t('ports.open', { url: link })}>
      {shortText(port)}
    </a>
  );
}

/** More than fit into a row; the rest is in the detail. */
const mostShown = 2;
const mostInTitle = 40;

/** Published ones, one for each port inside: IPv4 and IPv6 often lead to the same. */
function firstPorts(ports: readonly PortBinding[]): readonly PortBinding[] {
  const published = ports.filter((port) => port.hostPort !== null);
  if (published.length === 0) return ports;
  const inner = ({ containerPort, protocol }: PortBinding) => `${containerPort}/${protocol}`;
  return [...new Map(published.toReversed().map((port) => [inner(port), port])).values()].reverse();
}

/** The published ports of a row as links; the others as a number. */
export function PortsCell(props: {
  readonly ports: readonly PortBinding[];
  readonly place: PortPlace;
}) {
  const t = useCellTexts('containers');
  const first = firstPorts(props.ports).slice(0, mostShown);
  const rest = props.ports.length - first.length;
  if (props.ports.length === 0) return null;
  return (
    <span className={styles.ports}>
      {first.map((port) => (
        <Port key={portText(port)} port={port} place={props.place} />
      ))}
      {rest > 0 ? (
        <span
          className={styles.quiet}
          title={props.ports.slice(0, mostInTitle).map(portText).join('\n')}
        >
          {t('ports.more', { count: rest })}
        </span>
      ) : null}
    </span>
  );
}
