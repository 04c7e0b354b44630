import { LogIn, Warehouse } from 'lucide-react';
import type { Feature } from '../../shared/lib/feature.ts';
import { RegistryDialogs } from './components/registry-dialogs.tsx';
import { registryAsk } from './model/asked.ts';

/** Resolves when it was agreed to: what failed for want of it is tried again. Never for a "no". */
const asked = (kind: 'sign-in' | 'plain', registry: string) =>
  new Promise<void>((done) => registryAsk.set({ kind, registry, done }));

export const registriesFeature: Feature = {
  name: 'registries',
  rail: [
    {
      id: 'registries',
      label: 'registries:title',
      icon: Warehouse,
      path: 'registries',
      order: 80,
      everywhere: true,
    },
  ],
  commands: [
    {
      id: 'registries.show',
      title: 'registries:commands.show',
      icon: Warehouse,
      keys: 'g y',
      run: ({ go }) => go('/registries'),
    },
    {
      id: 'registries.signIn',
      title: 'registries:commands.signIn',
      icon: LogIn,
      run: () => registryAsk.set({ kind: 'sign-in', registry: '' }),
    },
  ],
  mends: {
    'sign-in': { run: ({ registry }) => asked('sign-in', registry) },
    'trust-plain': { run: ({ registry }) => asked('plain', registry) },
  },
  overlays: [RegistryDialogs],
};
