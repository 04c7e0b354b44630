import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { useRouter } from '@tanstack/react-router';
import { CornerDownLeft, type LucideIcon, Search } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../contract/ids.ts';
import { availableCommands, commandRegistry } from '../shared/lib/commands.ts';
import { useCurrentHost, useShowsAllHosts } from '../shared/lib/current-host.ts';
import { type PaletteSource, useFeatures } from '../shared/lib/feature.ts';
import { useHost } from '../shared/lib/live-stores.ts';
import { useStore } from '../shared/lib/store.ts';
import { useActionContext } from '../shared/lib/use-mend.ts';
import { Keys } from '../shared/ui/keys.tsx';
import { closeOverlay } from './overlay.ts';
import styles from './palette.module.css';

interface Item {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly keys?: string | undefined;
  readonly icon?: LucideIcon | undefined;
  readonly run: () => void;
}
interface Group {
  readonly value: string;
  readonly items: readonly Item[];
}

/** More than anyone reads; the rest is reached by typing on. */
const mostShown = 60;

/** The host that is gone to, where the page does not say it: a page of all hosts. */
function usePlace(): string | undefined {
  const current = useHost(useCurrentHost());
  return useShowsAllHosts() ? current?.label : undefined;
}

function useObjectGroups(host: HostId): readonly Group[] {
  const { t } = useTranslation();
  const router = useRouter();
  const { palette } = useFeatures();
  const place = usePlace();
  // The sources are fixed for the life of the app, so their hooks are always called in one order.
  return palette.map((source: PaletteSource) => ({
    value: place === undefined ? t(source.label) : `${t(source.label)} · ${place}`,
    // biome-ignore lint/correctness/useHookAtTopLevel: a fixed list, always walked as a whole.
    items: source.useObjects(host).map((object) => ({
      value: `${source.id} ${object.id}`,
      label: object.name,
      hint: object.hint,
      icon: source.icon,
      run: () => void router.history.push(object.path),
    })),
  }));
}

function useCommandGroups(): readonly Group[] {
  const { t } = useTranslation();
  const router = useRouter();
  const registry = useStore(commandRegistry);
  const context = useActionContext();
  const { rail } = useFeatures();
  const host = useCurrentHost();
  const place = usePlace();
  const isAll = useShowsAllHosts();
  const pages = rail.map((item) => ({
    value: `page ${item.id}`,
    label: t(item.label),
    hint: item.everywhere ? undefined : place,
    icon: item.icon,
    run: () => {
      if (item.everywhere) router.history.push(`/${item.path}`);
      else if (host) router.history.push(`/host/${encodeURIComponent(host)}/${item.path}`);
    },
  }));
  const commands = availableCommands(registry, host !== undefined)
    .filter((command) => command.id !== 'app.palette')
    .map((command) => ({
      value: command.id,
      label: t(command.title),
      hint: isAll ? (command.place ?? (command.needsHost ? place : undefined)) : undefined,
      keys: command.keys,
      icon: command.icon,
      run: () => command.run(context),
    }));
  return [
    { value: t('frame:palette.pages'), items: host ? pages : [] },
    { value: t('frame:palette.commands'), items: commands },
  ];
}

function WithObjects({ host, commands }: { host: HostId; commands: readonly Group[] }) {
  const objects = useObjectGroups(host);
  const groups = useMemo(() => [...commands, ...objects], [commands, objects]);
  return <PaletteList groups={groups} />;
}

function PaletteList({ groups }: { readonly groups: readonly Group[] }) {
  const { t } = useTranslation('frame');
  return (
    <Autocomplete.Root
      open
      inline
      items={groups.filter((group) => group.items.length > 0)}
      itemToStringValue={(item: unknown) => {
        const { label, hint } = item as Item;
        return hint ? `${label} ${hint}` : label;
      }}
      autoHighlight="always"
      keepHighlight
      limit={mostShown}
    >
      <div className={styles.field}>
        <Search size={16} aria-hidden />
        <Autocomplete.Input
          className={styles.input}
          aria-label={t('palette.label')}
          placeholder={t('palette.placeholder')}
        />
      </div>
      <Autocomplete.Empty>
        <div className={styles.none}>{t('palette.none')}</div>
      </Autocomplete.Empty>
      <Autocomplete.List className={styles.list}>
        {(group: Group) => (
          <Autocomplete.Group key={group.value} items={group.items}>
            <Autocomplete.GroupLabel className={styles.heading}>
              {group.value}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: Item) => <PaletteItem key={item.value} item={item} />}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

function PaletteItem({ item }: { readonly item: Item }) {
  const Icon = item.icon ?? CornerDownLeft;
  return (
    <Autocomplete.Item
      value={item}
      className={styles.item}
      onClick={() => {
        closeOverlay();
        item.run();
      }}
    >
      <Icon size={15} aria-hidden className={styles.icon} />
      <span className={styles.label}>{item.label}</span>
      {item.hint ? <span className={styles.hint}>{item.hint}</span> : null}
      {item.keys ? <Keys keys={item.keys} /> : null}
    </Autocomplete.Item>
  );
}

/** Every action, every page and every object by name. */
export function Palette({ open }: { readonly open: boolean }) {
  const { t } = useTranslation('frame');
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => (next ? undefined : closeOverlay())}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles.backdrop} />
        <BaseDialog.Popup className={styles.popup} aria-label={t('palette.label')}>
          <PaletteBody />
          <BaseDialog.Close className="visually-hidden">{t('palette.close')}</BaseDialog.Close>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

function PaletteBody() {
  const host = useCurrentHost();
  const commands = useCommandGroups();
  return host ? <WithObjects host={host} commands={commands} /> : <PaletteList groups={commands} />;
}
