/** What a TLS connection says when it does not come about, by the codes of Node and OpenSSL. */
import { type ContractError, refuse } from '../../contract/errors.ts';

const untrusted = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'INVALID_CA',
  'INVALID_PURPOSE',
]);

const outOfDate = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

/** Alerts of a server that does not take our certificate, or wants one that it did not get. */
const clientAlert =
  /_ALERT_(BAD_CERTIFICATE|CERTIFICATE_REQUIRED|UNKNOWN_CA|CERTIFICATE_(UNKNOWN|EXPIRED|REVOKED)|UNSUPPORTED_CERTIFICATE|NO_CERTIFICATE|ACCESS_DENIED)$|_TLSV1_CERTIFICATE_REQUIRED$/;

/** The other side answered in plain text. */
const noTls =
  /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNKNOWN_PROTOCOL)$/;

const tooOld = /^ERR_SSL_(UNSUPPORTED_PROTOCOL|TLSV1_ALERT_PROTOCOL_VERSION)$/;

/**
 * `error:0A00010B:SSL routines:a_function:wrong version number:…`: Node gives some failures as
 * EPROTO with OpenSSL's text; BoringSSL, which Electron has, writes the reason in capitals.
 */
const opensslText = /error:[0-9A-F]+:SSL routines:[^:]*:([^:]+)/i;

function codeOf({ code, message }: PeerError): string {
  if (typeof code !== 'string') return '';
  const reason = code === 'EPROTO' ? opensslText.exec(String(message))?.[1] : undefined;
  return reason === undefined
    ? code
    : `ERR_SSL_${reason.trim().toUpperCase().replaceAll(' ', '_')}`;
}

interface PeerError {
  readonly message?: unknown;
  readonly code?: unknown;
  readonly host?: unknown;
  readonly cert?: {
    readonly subjectaltname?: unknown;
    readonly subject?: { readonly CN?: unknown };
  };
}

/** `DNS:docker.lan, IP Address:10.0.0.2` as a person reads it. */
function namesIn({ cert }: PeerError): string {
  const { subjectaltname, subject } = cert ?? {};
  const text = typeof subjectaltname === 'string' ? subjectaltname : String(subject?.CN ?? '');
  return text.replaceAll(/(DNS|IP Address):/g, '').slice(0, 500);
}

/** Undefined for what has nothing to do with TLS. */
export function decodeTlsError(error: unknown, detail: string): ContractError | undefined {
  const failure = (error ?? {}) as PeerError;
  const code = codeOf(failure);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const host = typeof failure.host === 'string' ? failure.host : '';
    return refuse('tls-wrong-name', 'The certificate of the engine is for another name.', {
      facts: { host, names: namesIn(failure) },
      detail,
    });
  }
  if (untrusted.has(code)) {
    return refuse('tls-unknown-authority', 'Nobody known here vouches for the engine.', {
      detail: code,
    });
  }
  if (outOfDate.has(code)) {
    return refuse('tls-unknown-authority', 'The certificate of the engine is out of date.', {
      facts: { reason: code === 'CERT_HAS_EXPIRED' ? 'expired' : 'not-yet-valid' },
      detail: code,
    });
  }
  if (clientAlert.test(code)) return wantsCertificate(code);
  if (noTls.test(code)) {
    return refuse('not-an-engine', 'What answers at this address does not speak TLS.', {
      detail: code,
    });
  }
  if (tooOld.test(code)) {
    return refuse('not-supported', 'The engine speaks only versions of TLS before 1.2.', {
      detail: code,
    });
  }
  return undefined;
}

export function wantsCertificate(detail: string): ContractError {
  return refuse('tls-client-certificate', 'The engine asks for a certificate that it knows.', {
    detail,
  });
}
