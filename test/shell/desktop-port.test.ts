import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from '../../src/wire/connect.ts';
import { createPortLink } from '../../src/wire/links/port.ts';
import { serve } from '../../src/wire/serve.ts';
import { tinyContract } from './web-bed.ts';

/** A page's own window: events, an origin, and the bridge that the preload puts there. */
class PageWindow extends EventTarget {
  readonly asked: string[] = [];
  readonly longshore = Object.freeze({
    kind: 'desktop' as const,
    connect: (nonce: string) => {
      this.asked.push(nonce);
    },
  });
  /** What arrives by `window.postMessage`. */
  receive(data: unknown, more: { ports?: unknown[]; origin?: string; source?: unknown }): void {
    const event = Object.assign(new Event('message'), {
      data,
      ports: more.ports ?? [],
      origin: more.origin ?? 'app://longshore',
      source: 'source' in more ? more.source : this,
    });
    this.dispatchEvent(event);
  }
}

let page: PageWindow;
beforeEach(() => {
  page = new PageWindow();
  vi.stubGlobal('window', page);
  vi.stubGlobal('location', { origin: 'app://longshore' });
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const openLink = async () =>
  (await import('../../src/renderer/shared/lib/connect-shell.ts')).openLink();

describe('the window’s port', () => {
  it('is asked for with a nonce and then carries the wire', async () => {
    const opening = openLink();
    await vi.waitUntil(() => page.asked.length === 1);
    const { port1, port2 } = new MessageChannel();
    serve(
      tinyContract,
      { echo: { twice: async ({ text }) => text + text } },
      createPortLink(port1),
    );
    page.receive(page.asked[0], { ports: [port2] });
    const client = connect(tinyContract, await opening);
    expect(await client.api.echo.twice({ text: 'ab' })).toBe('abab');
    client.close();
  });

  it('is taken from no other frame, origin or nonce', async () => {
    const opening = openLink();
    await vi.waitUntil(() => page.asked.length === 1);
    const [nonce] = page.asked;
    const { port1, port2 } = new MessageChannel();
    const ports = [port2];
    const settled = vi.fn();
    opening.then(settled, settled);
    page.receive(nonce, { ports, source: {} });
    page.receive(nonce, { ports, origin: 'https://evil.example' });
    page.receive('another', { ports });
    page.receive(nonce, { ports: [] });
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(settled).not.toHaveBeenCalled();
    page.receive(nonce, { ports });
    (await opening).close();
    port1.close();
  });

  it('is given up after a while', async () => {
    vi.useFakeTimers();
    const opening = openLink();
    const refused = expect(opening).rejects.toThrow('Longshore does not answer.');
    await vi.advanceTimersByTimeAsync(11_000);
    await refused;
  });
});
