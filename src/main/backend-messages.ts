/** What the main process and the backend's process say to each other besides their ports. */

export type ToBackend =
  /** First, with the port of the shell contract. `restarted`: an earlier backend died. */
  | {
      readonly kind: 'start';
      readonly stateFolder: string;
      readonly version: string;
      readonly restarted: boolean;
    }
  /** With the port of a window. */
  | { readonly kind: 'window' }
  | { readonly kind: 'busy?' }
  | { readonly kind: 'end' };

export type FromBackend = {
  readonly kind: 'busy';
  readonly jobs: number;
  readonly terminals: number;
};
