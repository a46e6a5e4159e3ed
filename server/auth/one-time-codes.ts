import { Secret, TOTP } from 'otpauth';

/** What RFC 6238 leaves open, as every authenticator app knows it. */
const parameters = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
// A device's clock may be one step off, each way.
const stepsOff = 1;

/** A new secret of 160 bits, as RFC 4226 recommends. */
export function newTotpSecret(): Buffer {
  return Buffer.from(new Secret({ size: 20 }).bytes);
}

/** The secret for people who type it (base32), and the address that an authenticator app takes as a QR code. */
export function describeTotpSecret(
  bytes: Buffer,
  { issuer, label }: { issuer: string; label: string },
): { secret: string; uri: string } {
  const secret = secretOf(bytes);
  return { secret: secret.base32, uri: new TOTP({ ...parameters, secret, issuer, label }).toString() };
}

/** The time step whose code this is, at most one away from now; null when it is none. Spaces are ignored. */
export function totpStep(bytes: Buffer, typed: string, now: Date): number | null {
  const token = typed.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const timestamp = now.getTime();
  const secret = secretOf(bytes);
  const delta = TOTP.validate({ ...parameters, token, secret, timestamp, window: stepsOff });
  return delta === null ? null : TOTP.counter({ period: parameters.period, timestamp }) + delta;
}

function secretOf(bytes: Buffer): Secret {
  return new Secret({ buffer: new Uint8Array(bytes).buffer });
}
