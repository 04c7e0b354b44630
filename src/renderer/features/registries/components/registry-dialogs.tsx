import { lazy } from 'react';
import { useStore } from '../../../shared/lib/store.ts';
import { closeAsk, registryAsk } from '../model/asked.ts';

const SignInDialog = lazy(() =>
  import('./sign-in-dialog.tsx').then((module) => ({ default: module.SignInDialog })),
);
const PlainDialog = lazy(() =>
  import('./plain-dialog.tsx').then((module) => ({ default: module.PlainDialog })),
);

/** The question that is open, whoever asked it. */
export function RegistryDialogs() {
  const ask = useStore(registryAsk);
  if (ask === null) return null;
  const done = () => {
    closeAsk();
    ask.done?.();
  };
  return ask.kind === 'sign-in' ? (
    <SignInDialog registry={ask.registry} onDone={done} onClose={closeAsk} />
  ) : (
    <PlainDialog registry={ask.registry} onDone={done} onClose={closeAsk} />
  );
}
