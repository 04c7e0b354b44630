import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../../contract/errors.ts';
import { parseConfig } from './parse-config.ts';
import { splitCriteria, splitWords } from './split.ts';

describe('splitWords', () => {
  it.each([
    ['a b', ['a', 'b']],
    ['  a\tb ', ['a', 'b']],
    ['"a b" c', ['a b', 'c']],
    ["'a b'c", ['a bc']],
    ['a\\ b', ['a b']],
    ['"a\\ b"', ['a\\ b']],
    ['"a\\"b"', ['a"b']],
    ["'a\"b'", ['a"b']],
    ['a\\\\b a\\b', ['a\\b', 'a\\b']],
    ['a #b', ['a']],
    ['a#b', ['a#b']],
    ['""', ['']],
    ['# all', []],
  ])('%s', (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });

  it.each(['"a', "a 'b", '"a\\"'])('finds the quote that is not closed: %s', (text) => {
    expect(splitWords(text)).toBeUndefined();
  });
});

describe('splitCriteria', () => {
  it.each([
    ['host a,b user "c d"', ['host', 'a,b', 'user', 'c d']],
    ['host=a user = b', ['host', 'a', 'user', 'b']],
    ['exec "test -f \'x\'" ', ['exec', "test -f 'x'"]],
    ['all', ['all']],
  ])('%s', (text, words) => {
    expect(splitCriteria(text)).toEqual(words);
  });
});

describe('parseConfig', () => {
  it('reads lines in all their spellings', () => {
    const text = [
      '\ufeff# a comment',
      '',
      'hOsT pi* !pi4',
      '  Port=2222\r',
      '\tHostName = 10.0.0.2 # home',
      'ProxyCommand ssh -W "[%h]:%p" jump # not a comment',
      '"User" ann',
      'Include a "b c"',
      'Match !final host x',
    ].join('\n');
    const at = (line: number) => ({ file: '/c', line });
    expect(parseConfig(text, '/c')).toEqual([
      { kind: 'host', patterns: ['pi*', '!pi4'], at: at(3) },
      { kind: 'option', keyword: 'port', words: ['2222'], rest: '2222', at: at(4) },
      {
        kind: 'option',
        keyword: 'hostname',
        words: ['10.0.0.2'],
        rest: '10.0.0.2 # home',
        at: at(5),
      },
      {
        kind: 'option',
        keyword: 'proxycommand',
        words: ['ssh', '-W', '[%h]:%p', 'jump'],
        rest: 'ssh -W "[%h]:%p" jump # not a comment',
        at: at(6),
      },
      { kind: 'option', keyword: 'user', words: ['ann'], rest: 'ann', at: at(7) },
      { kind: 'include', patterns: ['a', 'b c'], at: at(8) },
      {
        kind: 'match',
        criteria: [
          { name: 'final', negated: true, value: '' },
          { name: 'host', negated: false, value: 'x' },
        ],
        at: at(9),
      },
    ]);
  });

  it.each([
    ['Port', 'port has no argument'],
    ['Port # 22', 'port has no argument'],
    ['User "ann', 'a quote is not closed'],
    ['= x', 'this line is not understood'],
    ['Host ""', 'host has an empty argument'],
    ['Match', 'match has no argument'],
    ['Match host', 'Match host has no argument'],
    ['Match colour red', 'Match has a criterion that is not known'],
    ['Match all host x', 'Match all cannot be combined'],
    ['Match # x', 'Match has no criterion'],
    ['Match exec "x', 'a quote is not closed'],
    ['\u001b[31mEvil', 'a keyword has no argument'],
  ])('refuses %j with its file and line', (line, why) => {
    try {
      parseConfig(`\n${line}\n`, '/home/ann/.ssh/config');
    } catch (error) {
      expect((error as ContractError).problem).toMatchObject({
        code: 'bad-ssh-config',
        facts: { file: '/home/ann/.ssh/config', line: 2, why },
      });
      return;
    }
    expect.fail('was taken');
  });

  it('gives lines or a refusal for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        try {
          parseConfig(text, '/c');
        } catch (error) {
          expect(error).toBeInstanceOf(ContractError);
        }
      }),
    );
  });
});
