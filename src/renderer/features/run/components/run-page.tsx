import { useSearch } from '@tanstack/react-router';
import { Play } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRouteHost } from '../../../shared/lib/base-routes.ts';
import { useCommands } from '../../../shared/lib/commands.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { HostDot } from '../../../shared/ui/host-dot.tsx';
import { Page } from '../../../shared/ui/page.tsx';
import { useRun } from '../api/use-run.ts';
import { focusField, focusFirst } from '../model/focus-field.ts';
import { formOf, startOver } from '../model/form.ts';
import { LimitsSection, NetworkSection } from './engine-section.tsx';
import { ImageSection } from './image-section.tsx';
import { MountsSection } from './mounts-section.tsx';
import { PairsSection } from './pairs-section.tsx';
import { PortsSection } from './ports-section.tsx';
import { ProgramSection } from './program-section.tsx';
import styles from './run.module.css';
import { RunAside } from './run-aside.tsx';
import { RunFormProvider, useRunFormOf } from './use-run-form.ts';
import { useTouch } from './use-touch.ts';

/** Everything that a container is made from, with the command that it equals. */
export function RunPage() {
  const { t } = useTranslation('run');
  const host = useRouteHost();
  const { image } = useSearch({ from: '/host/$host/run' });
  const form = formOf(host);
  const value = useRunFormOf(host, form);
  const run = useRun(host, form);
  const { issues, failed, draft } = value;

  useEffect(() => {
    // Another image is another form; the same one is where it was left.
    if (image && form.get().draft.image !== image) startOver(form, image);
  }, [form, image]);

  useEffect(() => {
    focusField(form.get().draft.image === '' ? 'image' : 'name');
  }, [form]);

  useEffect(() => {
    if (failed?.field) focusField(failed.field);
  }, [failed?.field]);

  const submit = (start: boolean) => {
    if (run.running) return;
    form.set((now) => ({ ...now, tried: true }));
    const wrong = [...issues].filter(([, issue]) => start || !issue.onlyStart);
    if (wrong.length === 0) run.send(start);
    else focusFirst(new Set(wrong.map(([field]) => field)));
  };

  const latest = useRef(submit);
  latest.current = submit;
  useCommands(
    useMemo(
      () => [
        {
          id: 'run.submit',
          title: 'run:commands.submit',
          icon: Play,
          keys: '$mod+Enter',
          whileTyping: true,
          needsHost: true,
          run: () => latest.current(true),
        },
      ],
      [],
    ),
  );

  const onBlur = useTouch(form);
  const title =
    draft.image.trim() === '' ? t('title') : t('titleOf', { image: draft.image.trim() });
  return (
    <RunFormProvider value={value}>
      <Page
        title={title}
        actions={
          <>
            {value.host ? <HostDot host={value.host} named /> : null}
            <Button tone="plain" onClick={() => startOver(form)} disabled={run.running}>
              {t('startOver')}
            </Button>
          </>
        }
      >
        <div className={styles.layout}>
          <fieldset className={styles.form} disabled={run.running} onBlur={onBlur}>
            <legend className="visually-hidden">{t('title')}</legend>
            <ImageSection />
            <ProgramSection />
            <PortsSection />
            <MountsSection />
            <PairsSection list="env" />
            <NetworkSection />
            <LimitsSection />
            <PairsSection list="labels" />
          </fieldset>
          <RunAside run={run} onSubmit={submit} />
        </div>
      </Page>
    </RunFormProvider>
  );
}
