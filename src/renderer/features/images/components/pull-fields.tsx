import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId } from '../../../../contract/ids.ts';
import { ownPlatform } from '../../../../contract/platforms.ts';
import { useHost, useSettings } from '../../../shared/lib/live-stores.ts';
import { Combobox } from '../../../shared/ui/combobox.tsx';
import { CommandPreview } from '../../../shared/ui/command-preview.tsx';
import { ReferenceParts, useReferenceFault } from '../../../shared/ui/reference-parts.tsx';
import { TextField } from '../../../shared/ui/text-field.tsx';
import type { Pull } from '../api/use-pull.ts';
import { useRegistry } from '../api/use-registry.ts';
import { pullCommand } from '../model/commands.ts';
import { offeredTags } from '../model/offered-tags.ts';
import { referenceInCommand } from '../model/pasted.ts';
import { platforms } from '../model/platforms.ts';
import { tagIn, withTag } from '../model/tag-in.ts';
import styles from './form.module.css';
import { RegistryNote } from './registry-note.tsx';

export interface PullFieldsProps {
  readonly host: HostId;
  readonly pull: Pull;
  /** The form's own id, for a button outside of it. */
  readonly id: string;
}

/** Which image, for which platform, from where: as far as the registry can tell, chosen from what it has. */
export function PullFields({ host, pull, id }: PullFieldsProps) {
  const { t } = useTranslation('images');
  const { choice, change, mirrorable, wantsMirror } = pull;
  const engine = useHost(host)?.engine;
  const fallback = useSettings().registryMirror;
  const fault = useReferenceFault(choice.reference);
  const mirrorField = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (wantsMirror) mirrorField.current?.focus();
  }, [wantsMirror]);
  const mirror = pull.mirrorFault ? '' : choice.mirror;
  const answer = useRegistry(host, { reference: choice.reference, mirror });
  const tag = tagIn(choice.reference);
  const offer = offeredTags(answer.tags?.tags ?? [], tag ?? '');
  const offered = (answer.platforms?.platforms ?? []).map((one) => one.platform).filter(Boolean);
  const mirrorHint = fallback === '' ? t('pull.mirrorHint') : t('pull.mirrorSet', { fallback });
  return (
    <form
      id={id}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        pull.start();
      }}
    >
      <TextField
        label={t('pull.reference')}
        value={choice.reference}
        onChange={(reference) => change({ reference })}
        onPaste={(text) => {
          const found = referenceInCommand(text);
          if (found === null) return false;
          change({ reference: found });
          return true;
        }}
        error={fault}
        placeholder="nginx:1.27"
        mono
      />
      {fault ? null : <ReferenceParts text={choice.reference} />}
      <div className={styles.pair}>
        <Combobox
          label={t('pull.tag')}
          value={tag ?? ''}
          onChange={(next) => change({ reference: withTag(choice.reference, next) })}
          suggestions={offer.tags}
          placeholder={tag === null ? '' : 'latest'}
          disabled={tag === null}
          hint={offer.hidden > 0 ? t('pull.tagsMore', { count: offer.hidden }) : undefined}
          mono
        />
        <Combobox
          label={t('pull.platform')}
          value={choice.platform}
          onChange={(platform) => change({ platform })}
          suggestions={offered.length > 0 ? offered : platforms}
          placeholder={engine ? ownPlatform(engine) : ''}
          hint={t('pull.platformHint')}
          mono
        />
      </div>
      <RegistryNote
        answer={answer}
        platform={choice.platform.trim()}
        onMirror={() => mirrorField.current?.focus()}
      />
      <TextField
        ref={mirrorField}
        label={t('pull.mirror')}
        value={mirrorable ? choice.mirror : ''}
        onChange={(mirror) => change({ mirror })}
        disabled={!mirrorable}
        error={pull.mirrorFault ? t('pull.mirrorFault') : undefined}
        hint={mirrorable ? mirrorHint : t('pull.notMirrorable')}
        placeholder="https://mirror.example"
        mono
      />
      {pull.ready ? <CommandPreview command={pullCommand(trimmed(choice))} /> : null}
    </form>
  );
}

const trimmed = (choice: Pull['choice']) => ({
  reference: choice.reference.trim(),
  platform: choice.platform.trim(),
  mirror: choice.mirror,
});
