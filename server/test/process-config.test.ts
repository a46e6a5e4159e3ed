import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { signingKeyOf } from '../auth/signing-key.ts';
import { ConfigError } from '../config-error.ts';
import { loadConfig } from '../config.ts';
import { cleanUp, makeDataDir } from './server-process.ts';

afterAll(cleanUp);

const DATABASE_URL = 'postgres://app:hidden-word@db.example.org/redress';
const SECRET_KEY = 'a secret of more than thirty-two bytes';
const AUDIT_SIGNING_KEY = Buffer.alloc(32, 1).toString('base64');

describe('the mode', () => {
  test('is the demo without a database and production with one', () => {
    expect(loadConfig({ DATA_DIR: makeDataDir() }).mode).toBe('demo');
    expect(loadConfig({ DATABASE_URL, SECRET_KEY, AUDIT_SIGNING_KEY }).mode).toBe('production');
    expect(loadConfig({ DATABASE_URL, SECRET_KEY, AUDIT_SIGNING_KEY, REDRESS_MODE: 'demo' }).mode).toBe(
      'demo',
    );
  });
});

describe('the secret key', () => {
  test('is made once outside production and kept where nobody else reads it', () => {
    const DATA_DIR = makeDataDir();
    const { secretKey } = loadConfig({ DATA_DIR });
    expect(Buffer.byteLength(secretKey)).toBeGreaterThanOrEqual(32);
    expect(loadConfig({ DATA_DIR }).secretKey).toBe(secretKey);
    expect(loadConfig({ DATA_DIR: makeDataDir() }).secretKey).not.toBe(secretKey);
    expect(statSync(join(DATA_DIR, 'secret.key')).mode & 0o777).toBe(0o600);
  });

  test('that was kept and is damaged is not replaced silently', () => {
    const DATA_DIR = makeDataDir();
    writeFileSync(join(DATA_DIR, 'secret.key'), 'short\n');
    expect(() => loadConfig({ DATA_DIR })).toThrow(/secret\.key is damaged/);
  });
});

describe('the key that signs the audit trail', () => {
  test('is made once outside production and kept where nobody else reads it', () => {
    const DATA_DIR = makeDataDir();
    const { auditSigningKey } = loadConfig({ DATA_DIR });
    expect(loadConfig({ DATA_DIR }).auditSigningKey).toBe(auditSigningKey);
    expect(statSync(join(DATA_DIR, 'audit-signing.pem')).mode & 0o777).toBe(0o600);
    writeFileSync(join(DATA_DIR, 'audit-signing.pem'), 'short\n');
    expect(() => loadConfig({ DATA_DIR })).toThrow(/audit-signing\.pem is damaged/);
  });

  test('may be PEM, or base64 of PKCS #8 or of the 32 bytes: all are the same key', () => {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const der = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
    const forms = [pem, der.toString('base64'), der.subarray(-32).toString('base64')];
    const ids = forms.map((AUDIT_SIGNING_KEY) => {
      const config = loadConfig({ DATABASE_URL, SECRET_KEY, AUDIT_SIGNING_KEY });
      return signingKeyOf(config.auditSigningKey).id;
    });
    expect(ids).toEqual([ids[0], ids[0], ids[0]]);
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const wrong = rsa.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(() => loadConfig({ DATABASE_URL, SECRET_KEY, AUDIT_SIGNING_KEY: wrong })).toThrow(
      /is not an Ed25519 private key/,
    );
  });
});

describe('a secret', () => {
  test('may be in a file, whose last newline does not count', () => {
    const file = join(makeDataDir(), 'key');
    writeFileSync(file, `${SECRET_KEY}\n`);
    expect(loadConfig({ DATABASE_URL, AUDIT_SIGNING_KEY, SECRET_KEY_FILE: file }).secretKey).toBe(SECRET_KEY);
  });

  test('is given once: not by value and by file', () => {
    expect(() => loadConfig({ DATABASE_URL, SECRET_KEY, SECRET_KEY_FILE: '/etc/hostname' })).toThrow(
      'SECRET_KEY and SECRET_KEY_FILE are both given; keep one of them.',
    );
  });

  test('in a file that is missing or empty is refused by the name of the variable', () => {
    const empty = join(makeDataDir(), 'empty');
    writeFileSync(empty, '\n');
    expect(() => loadConfig({ DATABASE_URL_FILE: '/no/such/file' })).toThrow(
      /^DATABASE_URL_FILE names \/no\/such\/file/,
    );
    expect(() => loadConfig({ DATABASE_URL_FILE: empty })).toThrow(/which is empty/);
  });
});

describe('defaults and forms', () => {
  test('listen on the loopback address, port 4000, and an empty variable counts as absent', () => {
    const config = loadConfig({ DATA_DIR: makeDataDir(), PORT: '', HOST: '' });
    expect([config.host, config.port, config.publicUrl]).toEqual([
      '127.0.0.1',
      4000,
      'http://localhost:4000',
    ]);
  });

  test('take PUBLIC_URL with or without a slash at the end, and proxies as a list', () => {
    const config = loadConfig({
      DATABASE_URL,
      SECRET_KEY,
      AUDIT_SIGNING_KEY,
      PUBLIC_URL: 'https://complaints.example.org/',
      TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      OUTBOUND_ALLOW: '10.1.2.3,fd00::/8',
    });
    expect(config.publicUrl).toBe('https://complaints.example.org');
    expect(config.trustedProxies).toEqual(['10.0.0.0/8', '::1']);
    expect(config.outboundAllow).toEqual(['10.1.2.3', 'fd00::/8']);
  });
});

test.each([
  [{ REDRESS_MODE: 'prod' }, 'REDRESS_MODE must be demo, production, development or test.'],
  [{ PORT: '0' }, 'PORT must be a port number from 1 to 65535.'],
  [{ PORT: '70000' }, 'PORT must be a port number from 1 to 65535.'],
  [{ PORT: '80a' }, 'PORT must be a port number from 1 to 65535.'],
  [
    { DATABASE_URL: 'mysql://app:hidden-word@h/d' },
    'DATABASE_URL must be an address such as postgres://user:password@host:5432/database.',
  ],
  [
    { PUBLIC_URL: 'https://x.org/path' },
    'PUBLIC_URL must be an address without a path, such as https://complaints.example.org.',
  ],
  [
    { TRUSTED_PROXIES: '10.0.0.0/33' },
    'TRUSTED_PROXIES must be addresses or ranges, separated by commas, such as 10.0.0.0/8,::1.',
  ],
  [
    { TRUSTED_PROXIES: 'proxy' },
    'TRUSTED_PROXIES must be addresses or ranges, separated by commas, such as 10.0.0.0/8,::1.',
  ],
  [
    { OUTBOUND_ALLOW: '10.0.0.0/8;10.1.0.0/16' },
    'OUTBOUND_ALLOW must be addresses or ranges, separated by commas, such as 10.0.0.0/8,::1.',
  ],
  [{ DATABASE_POOLER: 'on' }, 'DATABASE_POOLER must be session or transaction.'],
  [
    { DATABASE_URL, SECRET_KEY, DATABASE_POOLER: 'transaction' },
    'DATABASE_POOLER=transaction needs DATABASE_DIRECT_URL, the same login past the pooler, for jobs and short work aside.',
  ],
  [
    { SMTP_URL: 'http://mail' },
    'SMTP_URL must be an address such as smtps://user:password@mail.example.org:465.',
  ],
  [{ MIGRATE_ON_START: 'yes' }, 'MIGRATE_ON_START must be true or false.'],
  [
    { DATABASE_URL, SECRET_KEY, MIGRATE_ON_START: 'true' },
    'MIGRATE_ON_START=true needs DATABASE_ADMIN_URL, the owner of the database who may migrate it.',
  ],
])('%o is refused by one sentence', (env, sentence) => {
  const DATA_DIR = makeDataDir();
  mkdirSync(DATA_DIR, { recursive: true });
  expect(() => loadConfig({ DATA_DIR, ...env })).toThrow(new ConfigError(sentence));
});
