/** A source while it is chosen: an image of an engine, or a reference in a registry. Pure. */
import type { HostId } from '../../../../contract/ids.ts';
import type { LayerSource } from '../../../../contract/layers.ts';
import { readReference } from '../../../../contract/reference.ts';

export interface SourceDraft {
  readonly kind: 'image' | 'registry';
  readonly host: HostId | undefined;
  readonly image: string;
  readonly reference: string;
  readonly platform: string;
  /** A container or an archive, which is not chosen here: it stays until another is chosen. */
  readonly given: LayerSource | undefined;
}

export function draftOf(source: LayerSource | undefined, host: HostId | undefined): SourceDraft {
  const empty: SourceDraft = {
    ...{ kind: 'image', host, image: '', reference: '', platform: '', given: undefined },
  };
  switch (source?.kind) {
    case undefined:
      return empty;
    case 'image':
      return { ...empty, host: source.host, image: source.image };
    case 'registry':
      return {
        ...{ ...empty, kind: 'registry', reference: source.reference },
        platform: source.platform ?? '',
      };
    default:
      return { ...empty, given: source };
  }
}

/** Nothing until it names one. */
export function sourceOf(draft: SourceDraft): LayerSource | undefined {
  if (draft.given) return draft.given;
  if (draft.kind === 'image') {
    const image = draft.image.trim();
    return draft.host && image !== '' ? { kind: 'image', host: draft.host, image } : undefined;
  }
  const reference = draft.reference.trim();
  const platform = draft.platform.trim();
  if (!readReference(reference).ok) return undefined;
  return { kind: 'registry', reference, ...(platform === '' ? {} : { platform }) };
}
