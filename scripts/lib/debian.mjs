/**
 * What the machine offers to the tests, and Debian's packages that they need. No dependency: this
 * runs before `npm ci`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

/** The bed unpacks its engines itself; these are what it and the browser tests want of the system. */
export const systemPackages = [
  'ca-certificates',
  'chromium',
  'chromium-headless-shell',
  'fonts-noto-cjk',
  'iproute2',
  'iptables',
  'openssh-client',
  'openssl',
  'python3',
  'util-linux',
];

const aptLimitMs = 20 * 60_000;

/**
 * Why engines cannot be started here, or undefined when they can.
 *
 * @param {{ uid?: number, hasApt?: boolean }} [machine] for tests
 * @returns {string | undefined}
 */
export function whyNoEngines({ uid = process.getuid?.() ?? -1, hasApt = isDebian() } = {}) {
  if (!hasApt) return 'it takes Debian, whose packages the engines are unpacked from';
  if (uid !== 0) return 'it takes root: network namespaces and mounts are made';
  return undefined;
}

function isDebian() {
  return existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
}

/**
 * The packages of the list that are not installed.
 *
 * @param {readonly string[]} packages
 */
export function missingPackages(packages) {
  const { stdout } = spawnSync(
    'dpkg-query',
    ['-W', '-f', '${Package} ${db:Status-Abbrev}\n', ...packages],
    {
      encoding: 'utf8',
    },
  );
  const present = new Set(
    (stdout ?? '')
      .split('\n')
      .filter((line) => / ii\s*$/.test(line))
      .map((line) => line.split(' ')[0]),
  );
  return packages.filter((name) => !present.has(name));
}

/**
 * Installs what is missing, quietly; throws with apt's last lines.
 *
 * @param {readonly string[]} packages
 */
export function installPackages(packages) {
  apt(['update']);
  apt(['install', '-y', '--no-install-recommends', ...packages]);
}

/** @param {string[]} args */
function apt(args) {
  const { status, stdout, stderr, error } = spawnSync('apt-get', ['-q', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: 64 * 1024 * 1024,
    timeout: aptLimitMs,
  });
  if (status === 0) return;
  const words = `${stdout ?? ''}${stderr ?? ''}`.trim().split('\n').slice(-5).join('\n');
  throw new Error(`apt-get ${args[0]} failed: ${error?.message ?? words}`);
}
