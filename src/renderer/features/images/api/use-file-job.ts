import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EngineInfo } from '../../../../contract/hosts.ts';
import type { HostId, JobId } from '../../../../contract/ids.ts';
import { firstFault, instructionsIn } from '../../../../contract/image-instructions.ts';
import type { Job } from '../../../../contract/jobs.ts';
import { api } from '../../../shared/lib/client.ts';
import { useHost, useJob } from '../../../shared/lib/live-stores.ts';
import { notify } from '../../../shared/lib/notices.ts';
import { useImages } from '../../../shared/lib/rows.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import type { FileKind } from '../model/dialogs.ts';
import {
  type KeepFault,
  type Keeps,
  keepFault,
  type MovedName,
  movedNames,
} from '../model/moved-names.ts';
import { startUpload } from './upload.ts';
import { type LookState, useLook } from './use-look.ts';

export interface FileChoice {
  readonly what: FileKind;
  readonly file: File | undefined;
  readonly reference: string;
  readonly message: string;
  /** Dockerfile instructions, one a line. */
  readonly changes: string;
  /** Under which further names images stay whose names the load takes. */
  readonly keeps: Keeps;
}

export interface FileJob {
  readonly choice: FileChoice;
  readonly look: LookState;
  /** Names that a load takes from other images here. */
  readonly moved: readonly MovedName[];
  /** Why the further name of the image that has this one cannot be given. */
  readonly faultOf: (name: string) => KeepFault | null;
  /** False for what no engine reads, or while it is looked into. */
  readonly fits: boolean;
  /** All but the name that an import is given. */
  readonly complete: boolean;
  readonly product: EngineInfo['product'] | undefined;
  readonly change: (part: Partial<FileChoice>) => void;
  readonly pending: boolean;
  readonly started: boolean;
  readonly job: Job | undefined;
  readonly start: () => void;
  /** The same file the other way: what was taken for an archive of images is a root filesystem, or the reverse. */
  readonly otherWay: (what: FileKind) => void;
  readonly reset: () => void;
}

/** Before anything is sent: an image that a load takes the name from has its further one then. */
async function keepNames(by: {
  readonly host: HostId;
  readonly moved: readonly MovedName[];
  readonly keeps: Keeps;
}): Promise<void> {
  for (const { name, holder } of by.moved) {
    const reference = by.keeps[name];
    if (reference === undefined) continue;
    await api.images.tag({ host: by.host, image: holder.id, reference });
  }
}

/** What the file is must be known, and be something that an engine reads. */
function isFit(look: LookState, what: FileKind): boolean {
  if (look.phase === 'none' || look.phase === 'looking') return false;
  if (look.phase !== 'known') return true;
  const { kind } = look.contents;
  if (kind === 'other') return false;
  return what === 'load' ? kind !== 'files' : kind !== 'images';
}

/** A file from its choice to the image that it becomes. */
export function useFileJob(
  host: HostId,
  begin: { readonly what: FileKind; readonly file?: File | undefined },
): FileJob {
  const { t } = useTranslation('images');
  const [id, setId] = useState<JobId>();
  const [choice, setChoice] = useState<FileChoice>({
    ...{ what: begin.what, file: begin.file, reference: '', message: '', changes: '' },
    keeps: {},
  });
  const change = (part: Partial<FileChoice>) => setChoice((now) => ({ ...now, ...part }));
  const look = useLook(choice.file);
  const images = useImages(host).data;
  const contents = look.phase === 'known' ? look.contents : undefined;
  const moved = useMemo(() => movedNames(contents, images ?? []), [contents, images]);
  const action = useAction({
    run: async ({ what, file, reference, message, changes, keeps }: FileChoice) => {
      if (!file) return;
      if (what === 'load') await keepNames({ host, moved, keeps });
      const order = {
        ...{ host, kind: what, file, reference: reference.trim(), message: message.trim() },
        changes: [...instructionsIn(changes)],
      };
      const job = await startUpload(order, (problem) =>
        notify({ tone: 'failed', title: () => t('file.notRead', { name: file.name }), problem }),
      );
      setId(job);
    },
    failed: ({ file }) => t('file.failed', { name: file?.name ?? '' }),
  });
  const faultOf = (name: string) => keepFault(choice.keeps, name, images ?? []);
  const fits = isFit(look, choice.what);
  const valid =
    choice.what === 'load'
      ? moved.every(({ name }) => faultOf(name) === null)
      : firstFault(instructionsIn(choice.changes)) === null;
  return {
    ...{ choice, change, look, moved, faultOf, fits },
    complete: choice.file !== undefined && fits && valid,
    product: useHost(host)?.engine?.product,
    pending: action.pending,
    started: id !== undefined,
    job: useJob(id),
    start: () => action.start(choice),
    otherWay: (what) => {
      const next = { ...choice, what };
      setChoice(next);
      setId(undefined);
      // A load asks nothing more; an import may want a name.
      if (what === 'load') action.start(next);
    },
    reset: () => setId(undefined),
  };
}
