/** What the registry of a reference offers: asked once a reference has stood still, before anything is pulled. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Problem, toProblem } from '../../../../contract/errors.ts';
import type { HostId } from '../../../../contract/ids.ts';
import { readReference } from '../../../../contract/reference.ts';
import { api } from '../../../shared/lib/client.ts';
import { keys } from '../../../shared/lib/query-keys.ts';

/** So long nothing is typed: half a name would be asked of half a host. */
const settleMs = 600;
/** A tag may be pushed at any time. */
const freshMs = 60_000;

function useSettled(value: string): string {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

interface Question {
  readonly reference: string;
  readonly mirror: string;
}

const mirrorOf = ({ mirror }: Question) => (mirror === '' ? {} : { mirror });

const tagsQuery = (question: Question) =>
  queryOptions({
    queryKey: [...keys.registries, 'tags', question],
    queryFn: ({ signal }) =>
      api.registries.tags({ reference: question.reference, ...mirrorOf(question) }, { signal }),
    staleTime: freshMs,
  });

const platformsQuery = (host: HostId, question: Question) =>
  queryOptions({
    queryKey: [...keys.registries, 'platforms', host, question],
    queryFn: ({ signal }) =>
      api.registries.platforms(
        { host, reference: question.reference, ...mirrorOf(question) },
        { signal },
      ),
    staleTime: freshMs,
  });

/** The repository alone: its tags are the same whichever tag is written. */
function repositoryOf(reference: string): string {
  const reading = readReference(reference);
  return reading.ok ? reading.reference.name : '';
}

/** `problem` is the platforms' where both failed: it is about what was written. */
export function useRegistry(host: HostId, { reference, mirror }: Question) {
  const settled = useSettled(reference.trim());
  const isSettled = settled === reference.trim();
  const repository = repositoryOf(settled);
  const isRead = repository !== '';
  const tags = useQuery({
    ...tagsQuery({ reference: repository, mirror }),
    enabled: isRead,
  });
  const platforms = useQuery({
    ...platformsQuery(host, { reference: settled, mirror }),
    enabled: isRead && isSettled,
  });
  const error = platforms.error ?? tags.error;
  const problem: Problem | undefined = isRead && error ? toProblem(error) : undefined;
  return {
    tags: isRead ? tags.data : undefined,
    platforms: isSettled ? platforms.data : undefined,
    problem: isSettled ? problem : undefined,
    asking: isRead && (tags.isFetching || platforms.isFetching),
    again: () => {
      if (tags.error) void tags.refetch();
      if (platforms.error) void platforms.refetch();
    },
  };
}

export type RegistryAnswer = ReturnType<typeof useRegistry>;
