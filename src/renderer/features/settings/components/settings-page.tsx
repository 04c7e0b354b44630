import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../contract/settings.ts';
import { updateSettings, useAppInfo, useSettings } from '../../../shared/lib/live-stores.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import { Segments, Switch } from '../../../shared/ui/choice-fields.tsx';
import { NumberField } from '../../../shared/ui/number-field.tsx';
import { Page } from '../../../shared/ui/page.tsx';
import { Mono } from '../../../shared/ui/text.tsx';
import { DraftField } from './draft-field.tsx';
import { Setting, SettingGroup } from './setting.tsx';

/** Per cent; the same range as the contract's. */
const zoom = { min: 50, max: 200, step: 10 };

function useChange() {
  const { t } = useTranslation('settings');
  return useAction({ run: updateSettings, failed: () => t('notSaved') }).start;
}

interface GroupProps {
  readonly settings: Settings;
  readonly change: (change: Partial<Settings>) => void;
}

function Appearance({ settings, change }: GroupProps) {
  const { t } = useTranslation('settings');
  return (
    <SettingGroup title={t('appearance')}>
      <Setting label={t('theme.label')}>
        <Segments
          label={t('theme.label')}
          value={settings.theme}
          options={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            label: t(`theme.${value}`),
          }))}
          onChange={(theme) => change({ theme })}
        />
      </Setting>
      <Setting label={t('language.label')}>
        <Segments
          label={t('language.label')}
          value={settings.language}
          options={[
            { value: 'system', label: t('language.system') },
            // Each language by its own name: who cannot read this page must find it.
            { value: 'en', label: 'English' },
            { value: 'zh-CN', label: '简体中文' },
          ]}
          onChange={(language) => change({ language })}
        />
      </Setting>
      <Setting label={t('density.label')} hint={t('density.hint')}>
        <Segments
          label={t('density.label')}
          value={settings.density}
          options={(['compact', 'normal', 'comfortable'] as const).map((value) => ({
            value,
            label: t(`density.${value}`),
          }))}
          onChange={(density) => change({ density })}
        />
      </Setting>
      <Setting label={t('zoom.label')}>
        <NumberField
          label={t('zoom.label')}
          labelHidden
          unit="%"
          {...zoom}
          value={settings.zoom}
          onChange={(value) => {
            if (value !== null && value >= zoom.min && value <= zoom.max) change({ zoom: value });
          }}
        />
      </Setting>
    </SettingGroup>
  );
}

function Terminals({ settings, change }: GroupProps) {
  const { t } = useTranslation('settings');
  return (
    <SettingGroup title={t('terminal.title')}>
      <Setting label={t('terminal.font')} hint={t('terminal.fontHint')}>
        <DraftField
          label={t('terminal.font')}
          value={settings.terminalFont}
          placeholder={t('terminal.fontDefault')}
          onCommit={(terminalFont) => change({ terminalFont })}
        />
      </Setting>
      <Setting label={t('terminal.fontSize')}>
        <NumberField
          label={t('terminal.fontSize')}
          labelHidden
          unit="px"
          min={8}
          max={32}
          value={settings.terminalFontSize}
          onChange={(value) => {
            if (value !== null && value >= 8 && value <= 32) change({ terminalFontSize: value });
          }}
        />
      </Setting>
      <Setting label={t('terminal.shell')} hint={t('terminal.shellHint')}>
        <DraftField
          label={t('terminal.shell')}
          value={settings.defaultShell}
          placeholder={t('terminal.shellDefault')}
          mono
          onCommit={(defaultShell) => change({ defaultShell })}
        />
      </Setting>
      <Setting label={t('terminal.clipboard')} hint={t('terminal.clipboardHint')}>
        <Switch
          label={t(settings.terminalClipboardWrite ? 'allowed' : 'refused')}
          checked={settings.terminalClipboardWrite}
          onChange={(terminalClipboardWrite) => change({ terminalClipboardWrite })}
        />
      </Setting>
    </SettingGroup>
  );
}

function Registries({ settings, change }: GroupProps) {
  const { t } = useTranslation('settings');
  return (
    <SettingGroup title={t('registry.title')}>
      <Setting label={t('registry.mirror')} hint={t('registry.mirrorHint')}>
        <DraftField
          label={t('registry.mirror')}
          value={settings.registryMirror}
          placeholder="https://mirror.example.com"
          mono
          check={(text) =>
            text === '' || /^https?:\/\/[^\s/]+\/?$/.test(text)
              ? undefined
              : t('registry.badMirror')
          }
          onCommit={(registryMirror) => change({ registryMirror })}
        />
      </Setting>
    </SettingGroup>
  );
}

function About() {
  const { t } = useTranslation('settings');
  const info = useAppInfo();
  if (!info) return null;
  return (
    <SettingGroup title={t('about.title')}>
      <Setting label={t('about.version')}>
        <span>{`Longshore ${info.version} · ${t(`about.shell.${info.shell}`)}`}</span>
      </Setting>
      <Setting label={t('about.folder')} hint={t('about.folderHint')}>
        <Mono>{info.stateFolder}</Mono>
      </Setting>
    </SettingGroup>
  );
}

/** What a person can choose. Each choice holds at once, in every window. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  const settings = useSettings();
  const change = useChange();
  return (
    <Page title={t('title')}>
      <Appearance settings={settings} change={change} />
      <Terminals settings={settings} change={change} />
      <Registries settings={settings} change={change} />
      <About />
    </Page>
  );
}
