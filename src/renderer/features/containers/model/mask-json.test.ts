import { describe, expect, it } from 'vitest';
import { layOutJson } from './mask-json.ts';

const json = '{"Env":["API_TOKEN=abc123","MODE=dev"],"Labels":{"db.password":"pw"}}';

describe('layOutJson', () => {
  it('hides what looks secret until asked', () => {
    const hidden = layOutJson(json, false);
    expect(hidden).not.toContain('abc123');
    expect(hidden).not.toContain('"pw"');
    expect(hidden).toContain('MODE=dev');
    expect(layOutJson(json, true)).toContain('API_TOKEN=abc123');
  });

  it('keeps each number as the engine wrote it', () => {
    expect(layOutJson('{"Memory":9223372036854771712,"Cpus":1.50}', false)).toBe(
      '{\n  "Memory": 9223372036854771712,\n  "Cpus": 1.50\n}',
    );
  });

  it('gives back what is no JSON', () => {
    expect(layOutJson('{"cut', false)).toBe('{"cut');
  });
});
