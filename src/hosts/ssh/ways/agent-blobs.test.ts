import { describe, expect, it } from 'vitest';
import { blobsIn, listAgentBlobs } from './agent-blobs.ts';

const text = (value: string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(value.length);
  return Buffer.concat([length, Buffer.from(value)]);
};
const answer = (kind: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat([Buffer.from([kind]), ...parts]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
};
const two = Buffer.from([0, 0, 0, 2]);

describe('the keys of an agent', () => {
  it('are read with their names passed over', () => {
    const all = answer(12, two, text('one'), text('its name'), text('other'), text(''));
    expect(blobsIn(all).map(String)).toEqual(['one', 'other']);
  });
  it('are those that are there, whatever the answer says', () => {
    expect(blobsIn(answer(12, two, text('one'), text('its name'))).map(String)).toEqual(['one']);
    expect(blobsIn(answer(5))).toEqual([]);
    expect(blobsIn(Buffer.alloc(0))).toEqual([]);
  });
  it('are none without an agent', async () => {
    expect(await listAgentBlobs('/nowhere/agent.sock')).toEqual([]);
  });
});
