import { lazy } from 'react';
import { usePrompts } from '../../../shared/lib/live-stores.ts';
import { useStore } from '../../../shared/lib/store.ts';
import { hostForm } from '../model/host-form.ts';
import { unlockAsk } from '../model/unlock-ask.ts';

const PromptDialog = lazy(() =>
  import('./prompt-dialog.tsx').then((module) => ({ default: module.PromptDialog })),
);
const HostFormDialog = lazy(() =>
  import('./host-form-dialog.tsx').then((module) => ({ default: module.HostFormDialog })),
);
const UnlockDialog = lazy(() =>
  import('./unlock-dialog.tsx').then((module) => ({ default: module.UnlockDialog })),
);

/** What a host asks before it lets us in. One question at a time, the oldest first. */
export function PromptsOverlay() {
  const [prompt] = usePrompts();
  return prompt ? <PromptDialog key={prompt.id} prompt={prompt} /> : null;
}

export function HostFormOverlay() {
  const form = useStore(hostForm);
  return form ? <HostFormDialog host={form.host} /> : null;
}

export function UnlockOverlay() {
  const ask = useStore(unlockAsk);
  return ask ? <UnlockDialog key={ask.host} ask={ask} /> : null;
}
