import { describe, expect, it } from 'vitest';
import { linkKindNames } from './support/links.ts';
import { openWire, settle } from './support/open-wire.ts';

describe.each(linkKindNames)('calls on %s', (kind) => {
  it('answers', async () => {
    const { api, client, served } = await openWire(kind);
    expect(await api.echo.say({ text: 'hé 世界' })).toBe('hé 世界');
    await settle();
    expect([client.openCount(), served.openCount()]).toEqual([0, 0]);
  });

  it('streams', async () => {
    const { api } = await openWire(kind, {
      flow: {
        counts: async function* ({ count }) {
          for (let at = 0; at < count; at += 1) yield at;
        },
      },
    });
    const seen: number[] = [];
    for await (const value of api.flow.counts({ count: 500 })) seen.push(value);
    expect(seen).toEqual(Array.from({ length: 500 }, (_, at) => at));
  });

  it('stops the producer', async () => {
    let ended = false;
    const { api, served } = await openWire(kind, {
      flow: {
        chunks: async function* () {
          try {
            for (;;) yield new Uint8Array(65_536);
          } finally {
            ended = true;
          }
        },
      },
    });
    let taken = 0;
    for await (const chunk of api.flow.chunks({ count: 1, size: 1 })) {
      taken += chunk.byteLength;
      if (taken > 1_000_000) break;
    }
    await settle();
    expect([ended, served.openCount()]).toEqual([true, 0]);
  });
});
