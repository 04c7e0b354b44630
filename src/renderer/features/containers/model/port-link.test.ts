import { describe, expect, it } from 'vitest';
import type { PortBinding } from '../../../../contract/containers.ts';
import { engineMachine, portLink } from './port-link.ts';

const port = (part: Partial<PortBinding>): PortBinding => ({
  containerPort: 80,
  protocol: 'tcp',
  hostPort: 8080,
  hostIp: '0.0.0.0',
  ...part,
});
const here = 'unix:///var/run/docker.sock';

describe('portLink', () => {
  it('leads to the machine of the engine', () => {
    expect(portLink(port({}), here)).toBe('http://localhost:8080');
    expect(portLink(port({ hostIp: '::' }), 'tcp://10.0.0.2:2376')).toBe('http://10.0.0.2:8080');
    expect(portLink(port({}), 'ssh://pi@kitchen.local')).toBe('http://kitchen.local:8080');
  });

  it('keeps the address that a port is bound to', () => {
    expect(portLink(port({ hostIp: '192.168.1.5' }), here)).toBe('http://192.168.1.5:8080');
    expect(portLink(port({ hostIp: 'fd00::1' }), here)).toBe('http://[fd00::1]:8080');
    expect(portLink(port({ hostIp: '127.0.0.1' }), here)).toBe('http://127.0.0.1:8080');
  });

  it('is https where the port inside usually is', () => {
    expect(portLink(port({ containerPort: 8443 }), here)).toBe('https://localhost:8080');
  });

  it('is none where no browser gets', () => {
    expect(portLink(port({ hostPort: null }), here)).toBeUndefined();
    expect(portLink(port({ protocol: 'udp' }), here)).toBeUndefined();
    expect(portLink(port({ hostIp: '127.0.0.1' }), 'tcp://10.0.0.2:2376')).toBeUndefined();
  });
});

describe('engineMachine', () => {
  it('reads the name out of an address', () => {
    expect(engineMachine('tcp://[fd00::1]:2376')).toBe('[fd00::1]');
    expect(engineMachine('npipe:////./pipe/docker_engine')).toBe('localhost');
  });
});
