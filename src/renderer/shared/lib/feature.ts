/**
 * What a feature gives to the frame. Features never import each other: `app/features.ts` lists
 * them, the frame composes them, and one feature reaches another by a route, a command or a slot.
 */
import type { LucideIcon } from 'lucide-react';
import { type ComponentType, createContext, useContext } from 'react';
import type { Mend } from '../../../contract/errors.ts';
import type { ContainerId, HostId } from '../../../contract/ids.ts';

/** What a command or a mend can reach. */
export interface ActionContext {
  /** The host on screen. */
  readonly host: HostId | undefined;
  /** In-app navigation by path, e.g. `/host/local/containers`. */
  readonly go: (path: string) => void;
}

export interface Command {
  /** `containers.run`; unique. */
  readonly id: string;
  /** Key with namespace: `containers:commands.run`. */
  readonly title: string;
  readonly icon?: LucideIcon | undefined;
  /** Where it is done, beside the title; the host on screen when absent and a host is needed. */
  readonly place?: string | undefined;
  /** tinykeys syntax: `$mod+Shift+KeyR`, `g c`. Listed by `?`. */
  readonly keys?: string | undefined;
  /** Only where a host is on screen. */
  readonly needsHost?: boolean | undefined;
  /** True when the key must work while a text field has the focus. */
  readonly whileTyping?: boolean | undefined;
  run(context: ActionContext): void;
}

export interface RailItem {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** Below the current host: `containers` becomes `/host/<id>/containers`. */
  readonly path: string;
  readonly order: number;
  /** Of no host: `path` stands for itself. */
  readonly everywhere?: boolean | undefined;
  /** A hook: the live count behind the label. */
  readonly useCount?: ((host: HostId) => number | undefined) | undefined;
}

/** An object that the palette finds by name. */
export interface PaletteObject {
  readonly id: string;
  readonly name: string;
  /** Beside the name, quiet. */
  readonly hint?: string | undefined;
  readonly path: string;
}

export interface PaletteSource {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** A hook; runs only while the palette is open. */
  readonly useObjects: (host: HostId) => readonly PaletteObject[];
}

export interface ContainerTabProps {
  readonly host: HostId;
  readonly id: ContainerId;
}

/** A tab of a container's detail, at `/host/$host/containers/$id/<tab>`. */
export interface ContainerTab {
  readonly id: string;
  readonly label: string;
  readonly order: number;
  /** Load it lazily: `lazy(() => import('./components/logs-tab.tsx').then(...))`. */
  readonly component: ComponentType<ContainerTabProps>;
}

/** A panel of the dock at the window's foot, which stays across views. */
export interface DockPanel {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly order: number;
  readonly component: ComponentType;
  readonly useCount?: (() => number | undefined) | undefined;
}

/** How one kind of mend is done. Absent: no button is shown. */
export interface MendAction<K extends Mend['kind'] = Mend['kind']> {
  /** When it resolves, the failed action is tried again where that is possible. */
  run(mend: Extract<Mend, { kind: K }>, context: ActionContext): void | Promise<void>;
}

export type MendTable = { readonly [K in Mend['kind']]?: MendAction<K> };

export interface Feature {
  readonly name: string;
  readonly rail?: readonly RailItem[];
  readonly commands?: readonly Command[];
  readonly palette?: readonly PaletteSource[];
  readonly containerTabs?: readonly ContainerTab[];
  readonly dock?: readonly DockPanel[];
  readonly mends?: MendTable;
  /** Always mounted, for dialogs that a command or another feature opens through a store. */
  readonly overlays?: readonly ComponentType[];
}

export interface Features {
  readonly rail: readonly RailItem[];
  readonly commands: readonly Command[];
  readonly palette: readonly PaletteSource[];
  readonly containerTabs: readonly ContainerTab[];
  readonly dock: readonly DockPanel[];
  readonly mends: MendTable;
  readonly overlays: readonly ComponentType[];
}

const byOrder = (a: { order: number }, b: { order: number }) => a.order - b.order;

export function composeFeatures(features: readonly Feature[]): Features {
  return {
    rail: features.flatMap((feature) => feature.rail ?? []).toSorted(byOrder),
    commands: features.flatMap((feature) => feature.commands ?? []),
    palette: features.flatMap((feature) => feature.palette ?? []),
    containerTabs: features.flatMap((feature) => feature.containerTabs ?? []).toSorted(byOrder),
    dock: features.flatMap((feature) => feature.dock ?? []).toSorted(byOrder),
    mends: Object.assign({}, ...features.map((feature) => feature.mends ?? {})),
    overlays: features.flatMap((feature) => feature.overlays ?? []),
  };
}

export const FeaturesContext = createContext<Features>(composeFeatures([]));
export const useFeatures = () => useContext(FeaturesContext);
