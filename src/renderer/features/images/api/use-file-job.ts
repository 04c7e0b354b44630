import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostId, JobId } from '../../../../contract/ids.ts';
import type { Job } from '../../../../contract/jobs.ts';
import { useJob } from '../../../shared/lib/live-stores.ts';
import { notify } from '../../../shared/lib/notices.ts';
import { useAction } from '../../../shared/lib/use-action.ts';
import type { FileKind } from '../model/dialogs.ts';
import { startUpload } from './upload.ts';

export interface FileChoice {
  readonly what: FileKind;
  readonly file: File | undefined;
  readonly reference: string;
  readonly message: string;
  /** Dockerfile instructions, one a line. */
  readonly changes: string;
}

export interface FileJob {
  readonly choice: FileChoice;
  readonly change: (part: Partial<FileChoice>) => void;
  readonly pending: boolean;
  readonly started: boolean;
  readonly job: Job | undefined;
  readonly start: () => void;
  /** The same file the other way: what was taken for an archive of images is a root filesystem, or the reverse. */
  readonly otherWay: (what: FileKind) => void;
  readonly reset: () => void;
}

export const changesIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A file from its choice to the image that it becomes. */
export function useFileJob(
  host: HostId,
  begin: { readonly what: FileKind; readonly file?: File | undefined },
): FileJob {
  const { t } = useTranslation('images');
  const [id, setId] = useState<JobId>();
  const [choice, setChoice] = useState<FileChoice>({
    ...{ what: begin.what, file: begin.file, reference: '', message: '', changes: '' },
  });
  const change = (part: Partial<FileChoice>) => setChoice((now) => ({ ...now, ...part }));
  const action = useAction({
    run: async ({ what, file, reference, message, changes }: FileChoice) => {
      if (!file) return;
      const order = {
        ...{ host, kind: what, file, reference: reference.trim(), message: message.trim() },
        changes: changesIn(changes),
      };
      const job = await startUpload(order, (problem) =>
        notify({ tone: 'failed', title: t('file.notRead', { name: file.name }), problem }),
      );
      setId(job);
    },
    failed: ({ file }) => t('file.failed', { name: file?.name ?? '' }),
  });
  return {
    choice,
    change,
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
