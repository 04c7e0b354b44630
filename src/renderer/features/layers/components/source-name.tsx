import { useTranslation } from 'react-i18next';
import type { LayerSource } from '../../../../contract/layers.ts';
import { useHost } from '../../../shared/lib/live-stores.ts';
import { HostDot } from '../../../shared/ui/host-dot.tsx';
import { sourceHost } from '../model/sources.ts';

/** Where it comes from: the engine with its colour, a registry, an archive. */
export function SourcePlace({ source }: { readonly source: LayerSource }) {
  const { t } = useTranslation('layers');
  const host = useHost(sourceHost(source));
  if (host) return <HostDot host={host} named />;
  return <span>{t(`source.${source.kind}`)}</span>;
}
