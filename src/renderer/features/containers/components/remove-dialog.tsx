import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../shared/ui/choice-fields.tsx';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';
import { Bytes, Mono } from '../../../shared/ui/text.tsx';
import { actOn } from '../api/act.ts';
import { actOnMany } from '../api/act-on-many.ts';
import { useLosses } from '../api/use-losses.ts';
import { type Act, isLive } from '../model/acts.ts';
import { closeAsked } from '../model/asked.ts';
import { type LossOf, type LossSum, sumLosses } from '../model/losses.ts';
import { byHost } from '../model/scope.ts';
import { HostName, Places } from './places.tsx';
import type { QuestionProps } from './question.ts';
import styles from './remove.module.css';
import { useCommandText } from './use-command-text.ts';
import { useTitle } from './use-title.ts';

const mostNamed = 8;

function Names({ names }: { readonly names: readonly string[] }) {
  const { t } = useTranslation('containers');
  return (
    <ul className={styles.names}>
      {names.slice(0, mostNamed).map((name) => (
        <li key={name}>
          <Mono>{/^[0-9a-f]{64}$/.test(name) ? name.slice(0, 12) : name}</Mono>
        </li>
      ))}
      {names.length > mostNamed ? (
        <li>{t('remove.andMore', { count: names.length - mostNamed })}</li>
      ) : null}
    </ul>
  );
}

/** On several hosts: below the name of each. */
function NamesByHost(props: {
  readonly losses: readonly LossOf[];
  readonly of: 'anonymousVolumes' | 'keptVolumes';
}) {
  const places = byHost(props.losses);
  return places.map(({ host, items }) => {
    const names = sumLosses(items)[props.of];
    if (names.length === 0) return null;
    return (
      <div key={host}>
        {places.length > 1 ? <HostName host={host} /> : null}
        <Names names={names} />
      </div>
    );
  });
}

/** Measured so far: a number that still grows says so. */
function Lost(props: { readonly loss: LossSum; readonly losses: readonly LossOf[] }) {
  const { loss, losses } = props;
  const { t } = useTranslation('containers');
  return (
    <dl className={styles.losses}>
      <div>
        <dt>{t('remove.writable')}</dt>
        <dd aria-live="polite">
          {loss.pending > 0 ? (
            t('remove.measuring')
          ) : (
            <>
              <Bytes bytes={loss.writableBytes} />
              {loss.unmeasured > 0 ? (
                <span className={styles.quiet}>
                  {t('remove.unmeasured', { count: loss.unmeasured })}
                </span>
              ) : null}
            </>
          )}
        </dd>
      </div>
      {loss.keptVolumes.length > 0 ? (
        <div>
          <dt>{t('remove.kept')}</dt>
          <dd>
            <NamesByHost losses={losses} of="keptVolumes" />
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

/** Exactly what goes before it goes: bytes, anonymous volumes, and what runs. */
export function RemoveDialog({ ask, host }: QuestionProps) {
  const { t } = useTranslation('containers');
  const title = useTitle(ask.targets);
  const command = useCommandText();
  const { targets, leftOut } = ask;
  const losses = useLosses(targets);
  const loss = sumLosses(losses);
  const [volumes, setVolumes] = useState(false);
  // By the list as well: one that was started since is found by its loss, one not measured by its row.
  const running = Math.max(loss.running, targets.filter((one) => isLive(one.state)).length);
  const act: Act = { kind: 'remove', force: running > 0, volumes };
  const [first] = targets;
  const confirm = async () => {
    closeAsked();
    if (first && targets.length + leftOut.length === 1) {
      if (await actOn({ target: first, act })) ask.done?.();
    } else await actOnMany({ targets, leftOut, act });
  };
  return (
    <ConfirmDialog
      open
      onClose={closeAsked}
      title={title('remove')}
      host={host}
      confirm={t('remove.confirm')}
      keep={t('remove.keep')}
      danger
      disabled={loss.pending > 0}
      // The data of a volume is gone for good: one hand more, on top of the box that was ticked.
      typed={volumes ? (targets.length === 1 ? first?.name : String(targets.length)) : undefined}
      command={command(act, targets)}
      onConfirm={() => void confirm()}
    >
      <Places {...ask} />
      {running > 0 ? (
        <p className={styles.warning}>
          {targets.length === 1 ? t('remove.runsOne') : t('remove.runs', { count: running })}
        </p>
      ) : null}
      <p>{t('remove.body')}</p>
      <Lost loss={loss} losses={losses} />
      {loss.anonymousVolumes.length > 0 ? (
        <>
          <Checkbox
            label={t('remove.anonymous', { count: loss.anonymousVolumes.length })}
            hint={t('remove.anonymousHint')}
            checked={volumes}
            onChange={setVolumes}
          />
          <NamesByHost losses={losses} of="anonymousVolumes" />
        </>
      ) : null}
    </ConfirmDialog>
  );
}
