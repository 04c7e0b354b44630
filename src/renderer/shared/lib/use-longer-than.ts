import { useEffect, useState } from 'react';

/** True once it has been active for `ms` without a break: what passes at once is not worth a word. */
export function useLongerThan(active: boolean, ms: number): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    if (!active) {
      setPassed(false);
      return;
    }
    const timer = setTimeout(() => setPassed(true), ms);
    return () => clearTimeout(timer);
  }, [active, ms]);
  return active && passed;
}
