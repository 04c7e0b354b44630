/**
 * What the wire needs of a runtime and finds in browsers, Node and workers alike. The wire compiles
 * without DOM and Node types; `AbortSignal` comes from `src/contract/globals.d.ts`.
 */

/** Ends a handler when its caller cancels or the link goes. */
declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

/** Frame heads are JSON text before raw bytes. */
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean });
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}

/** Limits: every wait ends. The handle differs between runtimes and is only handed back. */
declare function setTimeout(run: () => void, delayMs: number): unknown;
declare function clearTimeout(handle: unknown): void;
declare function queueMicrotask(run: () => void): void;

/** Values cross the memory link as they cross a real port: copied. */
declare function structuredClone<T>(value: T): T;
