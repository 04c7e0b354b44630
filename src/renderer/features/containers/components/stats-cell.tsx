import type { ContainerId, HostId } from '../../../../contract/ids.ts';
import { useCellTexts } from '../../../shared/i18n/language.tsx';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { useStats } from '../api/use-stats.ts';

export interface StatsCellProps {
  readonly host: HostId;
  readonly id: ContainerId;
}

export function CpuCell({ host, id }: StatsCellProps) {
  const t = useCellTexts('containers');
  const format = useFormat();
  const cpu = useStats(host, id)?.cpuPercent;
  return <span title={t('stats.cpu')}>{cpu == null ? '–' : format.percent(cpu)}</span>;
}

export function MemoryCell({ host, id }: StatsCellProps) {
  const t = useCellTexts('containers');
  const format = useFormat();
  const sample = useStats(host, id);
  if (sample?.memoryBytes == null) return <span>–</span>;
  const limit = sample.memoryLimitBytes;
  return (
    <span title={limit === null ? undefined : t('stats.memory', { limit: format.memory(limit) })}>
      {format.memory(sample.memoryBytes)}
    </span>
  );
}
