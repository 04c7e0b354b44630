import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContractError } from '../../contract/errors.ts';
import { addressText, parseAddress } from './parse-address.ts';

describe('parseAddress', () => {
  it.each([
    ['pi4', { host: 'pi4' }],
    ['  pi4 ', { host: 'pi4' }],
    ['pi@10.0.0.2', { user: 'pi', host: '10.0.0.2' }],
    ['pi@host:2222', { user: 'pi', host: 'host', port: 2222 }],
    ['pi@[::1]:22', { user: 'pi', host: '::1', port: 22 }],
    ['fe80::1%eth0', { host: 'fe80::1%eth0' }],
    ['2001:db8::7', { host: '2001:db8::7' }],
    ['ann@example.com@host', { user: 'ann@example.com', host: 'host' }],
    ['CORP\\ann@host', { user: 'CORP\\ann', host: 'host' }],
    ['ssh://pi@host', { user: 'pi', host: 'host' }],
    ['SSH://pi@host:22/', { user: 'pi', host: 'host', port: 22 }],
    [
      'ssh://ann%40example.com@host:22/run/user/1000/docker.sock',
      { user: 'ann@example.com', host: 'host', port: 22, socketPath: '/run/user/1000/docker.sock' },
    ],
    [
      'ssh://[2001:db8::1]:2222/run/my%20engine.sock',
      { host: '2001:db8::1', port: 2222, socketPath: '/run/my engine.sock' },
    ],
  ])('takes %s', (typed, address) => {
    expect(parseAddress(typed)).toEqual(address);
  });

  it.each([
    ['', 'address'],
    ['   ', 'address'],
    ['tcp://10.0.0.2:2376', 'address'],
    ['ssh://host?x=1', 'address'],
    ['ssh://host/a#b', 'address'],
    ['-oProxyCommand=touch x', 'host'],
    ['pi@-oProxyCommand=x', 'host'],
    ['-l@host', 'user'],
    ['@host', 'user'],
    ['pi@', 'host'],
    ['two words', 'host'],
    ['ann bob@host', 'user'],
    ['pi@ho"st', 'host'],
    ["pi@ho'st", 'host'],
    ['pi@host\nother', 'host'],
    ['pi@$(id)', 'host'],
    ['p`id`@host', 'user'],
    ['pi:secret@host', 'user'],
    ['ssh://pi:secret@host', 'user'],
    ['ssh://pi%0a@host', 'user'],
    ['ssh://%zz@host', 'user'],
    ['ssh://host/%00', 'path'],
    ['host:', 'port'],
    ['host:0', 'port'],
    ['host:65536', 'port'],
    ['host:0x16', 'port'],
    ['[host]:22', 'host'],
    ['a:b:c', 'host'],
    ['[a:b]:22', 'host'],
  ])('refuses %j, naming %s', (typed, field) => {
    try {
      parseAddress(typed);
    } catch (error) {
      expect(error).toBeInstanceOf(ContractError);
      const { problem } = error as ContractError;
      expect(problem).toMatchObject({ code: 'bad-parameter' });
      expect(problem.facts).toEqual({ field });
      expect(JSON.stringify(problem)).not.toContain('secret');
      return;
    }
    expect.fail('was taken');
  });

  it('gives an address or a refusal for any text, and reads back what it writes', () => {
    const parts = fc.array(
      fc.constantFrom('a', '@', ':', '[', ']', '-', '%', '/', '::1', '22', ' ', '"'),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          parts.map((list) => list.join('')),
        ),
        (typed) => {
          let address: ReturnType<typeof parseAddress>;
          try {
            address = parseAddress(typed);
          } catch (error) {
            expect(error).toBeInstanceOf(ContractError);
            return;
          }
          expect(address.host).not.toMatch(/^-|[\s'"`]/);
          expect(address.user ?? 'x').not.toMatch(/^-|[\s'"`]/);
          const { socketPath: _, ...place } = address;
          expect(parseAddress(addressText(address))).toEqual(place);
        },
      ),
    );
  });
});
