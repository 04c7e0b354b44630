import { describe, expect, it } from 'vitest';
import { engineMoment, parseEvent } from './events.ts';

const parse = (line: string) => parseEvent(JSON.parse(line), line);
const id = 'ab'.repeat(32);

describe('parseEvent', () => {
  it('keeps nanoseconds that a double cannot hold', () => {
    const line = `{"Type":"container","Action":"start","Actor":{"ID":"${id}","Attributes":{"name":"x","timeNano":"7"}},"time":1,"timeNano":1795516971123456789}`;
    expect(parse(line)).toEqual({
      kind: 'container',
      action: 'start',
      id,
      attributes: { name: 'x', timeNano: '7' },
      timeNano: '1795516971123456789',
    });
  });

  it('is not fooled by a label', () => {
    const line = `{"Type":"container","Action":"start","Actor":{"ID":"${id}","Attributes":{"x":"\\"timeNano\\":5"}},"timeNano":9}`;
    expect(parse(line)?.timeNano).toBe('9');
  });

  it('translates Podman’s words', () => {
    const action = (type: string, word: string) =>
      parse(`{"Type":"${type}","Action":"${word}","Actor":{"ID":"${id}"},"time":3}`)?.action;
    expect(action('container', 'died')).toBe('die');
    expect(action('container', 'remove')).toBe('destroy');
    expect(action('image', 'remove')).toBe('delete');
    expect(action('container', 'health_status: healthy')).toBe('health_status: healthy');
  });

  it('leaves out what concerns nobody, or is odd', () => {
    expect(parse('{"Type":"daemon","Action":"reload","Actor":{"ID":"x"}}')).toBeNull();
    expect(parse('{"Type":"container","Action":"start"}')).toBeNull();
    expect(parse('[]')).toBeNull();
    expect(parse('{"Type":"image","Action":"loadfromarchive","Actor":{"ID":""},"time":2}')).toEqual(
      {
        kind: 'image',
        action: 'loadfromarchive',
        id: '',
        attributes: {},
        timeNano: '2000000000',
      },
    );
  });

  it('writes a moment as the engine reads it', () => {
    expect(engineMoment('1795516971000000123')).toBe('1795516971.000000123');
    expect(engineMoment('5')).toBe('0.000000005');
  });
});
