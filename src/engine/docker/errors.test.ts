import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../contract/errors.ts';
import { cleanDetail, decodeRefusal, decodeSocketError } from './errors.ts';
import type { Operation } from './refusal.ts';

/** Texts that the bed's engines do not give: other versions and settings. Recorded from their users. */
const recorded: readonly (readonly [ErrorCode, Operation, string])[] = [
  [
    'not-found',
    'container-inspect',
    'container f134d864afab does not exist in database: no such container',
  ],
  [
    'port-in-use',
    'container-start',
    'driver failed programming external connectivity on endpoint web (c0ffee): Error starting userland proxy: listen tcp4 0.0.0.0:8080: bind: address already in use',
  ],
  [
    'port-in-use',
    'container-start',
    'failed to set up container networking: driver failed programming external connectivity on endpoint web (c0ffee): failed to bind host port for 0.0.0.0:8080:172.17.0.2:80/tcp: address already in use',
  ],
  [
    'port-in-use',
    'container-start',
    'rootlessport listen tcp 0.0.0.0:8080: bind: address already in use',
  ],
  ['rate-limited', 'image-pull', 'toomanyrequests: You have reached your pull rate limit.'],
  [
    'registry-unauthorized',
    'image-pull',
    "pull access denied for a/b, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
  ],
  [
    'registry-insecure',
    'image-pull',
    'Get "https://10.0.0.1:5000/v2/": http: server gave HTTP response to HTTPS client',
  ],
  [
    'registry-unreachable',
    'image-pull',
    'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host',
  ],
  [
    'registry-unreachable',
    'image-pull',
    'Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
  ],
  [
    'platform-unavailable',
    'image-pull',
    'no matching manifest for linux/arm64/v8 in the manifest list entries',
  ],
  [
    'platform-unavailable',
    'container-create',
    'image with reference a:1 was found but does not match the specified platform: wanted linux/arm64, actual: linux/amd64',
  ],
  [
    'image-in-use',
    'image-remove',
    'conflict: unable to delete 90cf86f59f8d (cannot be forced) - image is being used by running container 63777057219b',
  ],
  [
    'image-has-children',
    'image-remove',
    'conflict: unable to delete 90cf86f59f8d (cannot be forced) - image has dependent child images',
  ],
  [
    'removal-in-progress',
    'container-remove',
    'removal of container 63777057219b is already in progress',
  ],
  [
    'container-paused',
    'container-remove',
    'cannot remove container "/x": container is paused and must be unpaused first',
  ],
  ['container-paused', 'container-start', 'cannot start a paused container, try unpause instead'],
  ['no-space', 'image-load', 'write /x/layer.tar: no space left on device'],
  [
    'exec-format-error',
    'container-start',
    'standard_init_linux.go:228: exec user process caused: exec format error',
  ],
  [
    'executable-not-found',
    'container-start',
    'crun: executable file `nosuch` not found in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found',
  ],
  ['bind-source-missing', 'container-start', 'statfs /no/such: no such file or directory'],
  [
    'executable-not-found',
    'exec-start',
    'OCI runtime exec failed: exec failed: unable to start container process: exec: "bash": executable file not found in $PATH: unknown',
  ],
  ['resource-limit', 'network-connect', 'all predefined address pools have been fully subnetted'],
  [
    'wrong-archive',
    'image-load',
    'open /var/lib/docker/tmp/docker-import-1/bin/json: no such file or directory',
  ],
];

describe('decodeRefusal', () => {
  it.each(recorded)('%s on %s: %s', (code, operation, text) => {
    const { problem } = decodeRefusal({
      status: 500,
      text: JSON.stringify({ message: text }),
      about: { operation, id: 'thing' },
    });
    expect(problem.code).toBe(code);
    expect(problem.detail).toBe(text);
    expect(problem.message).toMatch(/^\S.*\.$/);
  });

  it('falls back by status, and never throws', () => {
    const code = (status: number, text: string, operation: Operation = 'container-start') =>
      decodeRefusal({ status, text, about: { operation } }).code;
    expect(code(404, '{"message":"what?"}')).toBe('not-found');
    expect(code(404, 'what?', 'image-inspect')).toBe('image-not-found');
    expect(code(400, '')).toBe('bad-parameter');
    expect(code(501, '')).toBe('not-supported');
    expect(code(500, '<html>')).toBe('engine-error');
    expect(decodeRefusal({ status: 500, text: '{"message":1}' }).code).toBe('engine-error');
  });

  it('a connection refused is about a registry only when something is pulled', () => {
    const text = 'dial tcp 10.0.0.1:5000: connect: connection refused';
    const decode = (operation: Operation) =>
      decodeRefusal({ status: 500, text, about: { operation } });
    expect(decode('image-pull').code).toBe('registry-unreachable');
    expect(decode('container-start').code).toBe('engine-error');
  });

  it('a file that a container lacks is not a missing bind source', () => {
    const text = 'exec: "/x": stat /x: no such file or directory: unknown';
    const { problem } = decodeRefusal({
      status: 400,
      text,
      about: { operation: 'container-start' },
    });
    expect(problem.code).toBe('executable-not-found');
  });

  it('shows no password and no novel', () => {
    expect(cleanDetail('Get https://me:secret@host/v2/: no')).toBe('Get https://***@host/v2/: no');
    expect(cleanDetail('x'.repeat(10_000)).length).toBeLessThan(2_100);
  });
});

describe('decodeSocketError', () => {
  it.each([
    ['ENOENT', 'engine-absent'],
    ['ECONNREFUSED', 'engine-refused'],
    ['EACCES', 'engine-denied'],
    ['ECONNRESET', 'engine-gone'],
    ['ETIMEDOUT', 'engine-timeout'],
    ['HPE_INVALID_CONSTANT', 'not-an-engine'],
    ['EWHATEVER', 'engine-refused'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-unknown-authority'],
    ['CERT_HAS_EXPIRED', 'tls-unknown-authority'],
    ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'tls-client-certificate'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tls-client-certificate'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'not-an-engine'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'not-supported'],
  ])('%s is %s', (code, expected) => {
    expect(decodeSocketError(Object.assign(new Error('x'), { code })).code).toBe(expected);
  });

  it.each([
    ['tls_validate_record_header:wrong version number:../x.c:77:', 'not-an-engine'],
    ['OPENSSL_internal:WRONG_VERSION_NUMBER', 'not-an-engine'],
    ['ssl3_read_bytes:tlsv13 alert certificate required:../x.c:1:', 'tls-client-certificate'],
    ['OPENSSL_internal:TLSV1_CERTIFICATE_REQUIRED', 'tls-client-certificate'],
  ])('EPROTO with %s is %s', (said, expected) => {
    const error = new Error(`write EPROTO 409D:error:0A00010B:SSL routines:${said}`);
    expect(decodeSocketError(Object.assign(error, { code: 'EPROTO' })).code).toBe(expected);
  });
});
