import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../shared/ui/button.tsx';
import { Select } from '../../../shared/ui/choice-fields.tsx';
import { Combobox } from '../../../shared/ui/combobox.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import { isEmptyPort, newPort, type PortRow, portOf } from '../model/draft.ts';
import { type RowList, rowsOf } from '../model/form.ts';
import { portNumber } from '../model/spec.ts';
import { clash, freePort, type WantedPort } from '../model/taken-ports.ts';
import { AddRow, addAndFocus, RowFrame, RowHead } from './row-frame.tsx';
import { Section, Slot } from './section.tsx';
import { type RunForm, useRunForm } from './use-run-form.ts';

const protocols = (['tcp', 'udp', 'sctp'] as const).map((value) => ({ value, label: value }));

interface PortLineProps {
  readonly row: PortRow;
  readonly number: number;
  readonly rows: RowList<'ports'>;
  readonly exposed: readonly string[];
  readonly hostIpError: string | undefined;
  readonly hostPortError: string | undefined;
  readonly containerPortError: string | undefined;
  /** A free port to take instead. */
  readonly instead: number | undefined;
}

const PortLine = memo(function PortLine(props: PortLineProps) {
  const { t } = useTranslation('run');
  const { row, rows, number, instead } = props;
  const change = (part: Partial<PortRow>) => rows.change(row.key, part);
  const at = `ports.${row.key}`;
  return (
    <RowFrame
      name={t('ports.row', { number })}
      kind="port"
      remove={{ label: t('ports.remove', { number }), run: () => rows.replace(row.key) }}
      after={
        instead === undefined ? null : (
          <Button onClick={() => change({ hostPort: String(instead) })}>
            {t('ports.instead', { port: instead })}
          </Button>
        )
      }
    >
      <Slot field={`${at}.hostIp`}>
        <TextField
          label={t('ports.hostIp')}
          labelHidden
          mono={row.hostIp !== ''}
          value={row.hostIp}
          onChange={(hostIp) => change({ hostIp })}
          placeholder={t('ports.everyAddress')}
          error={props.hostIpError}
        />
      </Slot>
      <Slot field={`${at}.hostPort`}>
        <TextField
          label={t('ports.hostPort')}
          labelHidden
          mono={row.hostPort !== ''}
          value={row.hostPort}
          onChange={(hostPort) => change({ hostPort })}
          placeholder={t('ports.anyPort')}
          error={props.hostPortError}
        />
      </Slot>
      <Slot field={`${at}.containerPort`}>
        <Combobox
          label={t('ports.containerPort')}
          labelHidden
          mono
          value={row.containerPort}
          // A suggestion names its protocol: `53/udp`.
          onChange={(text) =>
            change(
              portOf(text) && text.includes('/') ? { ...portOf(text) } : { containerPort: text },
            )
          }
          suggestions={props.exposed}
          placeholder="80"
          error={props.containerPortError}
        />
      </Slot>
      <Slot field={`${at}.protocol`}>
        <Select
          label={t('ports.protocol')}
          labelHidden
          value={row.protocol}
          options={protocols}
          onChange={(protocol) => change({ protocol })}
        />
      </Slot>
    </RowFrame>
  );
});

const wantedOf = (row: PortRow): WantedPort => ({
  hostIp: row.hostIp.trim(),
  hostPort: portNumber(row.hostPort) ?? 0,
  protocol: row.protocol,
});

/** What stands in for a port that is taken, here or by another container, or that the engine refused. */
function insteadOf(row: PortRow, { draft, taken, errorOf }: RunForm): number | undefined {
  const wanted = wantedOf(row);
  if (wanted.hostPort === 0 || errorOf(`ports.${row.key}.hostPort`) === undefined) return undefined;
  const others = draft.ports.filter((one) => one.key !== row.key).map(wantedOf);
  return freePort(wanted, [...taken, ...others]);
}

/** The port itself where it is free, else the next. */
function publish(exposed: Partial<PortRow>, { taken, draft }: RunForm): PortRow {
  const row = newPort(exposed);
  const wanted = wantedOf({ ...row, hostPort: row.containerPort });
  const known = [...taken, ...draft.ports.map(wantedOf)];
  const hostPort = known.some((one) => clash(one, wanted))
    ? freePort(wanted, known)
    : wanted.hostPort;
  return { ...row, hostPort: String(hostPort ?? '') };
}

/** Which ports of the container are reached through the engine's machine. */
export function PortsSection() {
  const { t } = useTranslation('run');
  const run = useRunForm();
  const { draft, form, image, errorOf } = run;
  const rows = useMemo(() => rowsOf(form, 'ports'), [form]);
  const exposed = image.config?.exposedPorts ?? [];
  const has = (port: Partial<PortRow>) =>
    draft.ports.some(
      (row) => row.containerPort === port.containerPort && row.protocol === port.protocol,
    );
  const offers = exposed.flatMap((label) => {
    const port = portOf(label);
    return port && !has(port) ? { label, run: () => rows.add(publish(port, run)) } : [];
  });
  const add = () => {
    const row = newPort();
    addAndFocus(() => rows.add(row), `ports.${row.key}.hostPort`);
  };
  const unused = draft.network === 'host' || draft.network === 'none';
  return (
    <Section
      title={t('ports.title')}
      hint={
        unused && draft.ports.some((row) => !isEmptyPort(row))
          ? t('ports.unused', { network: draft.network })
          : undefined
      }
    >
      {draft.ports.length > 0 ? (
        <RowHead
          kind="port"
          names={[
            t('ports.hostIp'),
            t('ports.hostPort'),
            t('ports.containerPort'),
            t('ports.protocol'),
          ]}
        />
      ) : null}
      {draft.ports.map((row, index) => (
        <PortLine
          key={row.key}
          row={row}
          number={index + 1}
          rows={rows}
          exposed={exposed}
          hostIpError={errorOf(`ports.${row.key}.hostIp`)}
          hostPortError={errorOf(`ports.${row.key}.hostPort`)}
          containerPortError={errorOf(`ports.${row.key}.containerPort`)}
          instead={insteadOf(row, run)}
        />
      ))}
      <AddRow label={t('ports.add')} onAdd={add} offers={offers} offersLabel={t('ports.offers')} />
    </Section>
  );
}
