import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActKind, Target } from '../model/acts.ts';

/** The verb and the object: the name of one, the number of several. */
export function useTitle(targets: readonly Target[]) {
  const { t } = useTranslation('containers');
  return useCallback(
    (kind: ActKind) => {
      const [first] = targets;
      return first && targets.length === 1
        ? t(`titleOne.${kind}`, { name: first.name })
        : t(`bulkTitle.${kind}`, { count: targets.length });
    },
    [targets, t],
  );
}
