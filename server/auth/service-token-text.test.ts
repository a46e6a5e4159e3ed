import { describe, expect, it } from 'vitest';
import { newTenantKey } from '../tenancy/tenant.ts';
import { newServiceToken, readServiceToken } from './service-token-text.ts';

const tenantKey = newTenantKey();

describe('the text of a service token', () => {
  it('has the shape that scanners for secrets are told, wherever it stands', () => {
    const documented = /\brdr_[a-z2-7]{65}\b/;
    for (let made = 0; made < 100; made += 1) {
      const { text } = newServiceToken(newTenantKey());
      expect(documented.exec(`const token = "${text}";`)?.[0]).toBe(text);
      expect(documented.exec(`Authorization: Bearer ${text}\n`)?.[0]).toBe(text);
    }
  });

  it('tells its organisation, and the hash that is kept', () => {
    const { text, hash, ending } = newServiceToken(tenantKey);
    expect(readServiceToken(text)).toEqual({ tenantKey, hash });
    expect(hash).toHaveLength(32);
    expect(text.endsWith(ending)).toBe(true);
  });

  it('is another one each time, with 160 random bits', () => {
    const secrets = Array.from({ length: 1_000 }, () => newServiceToken(tenantKey).text.slice(30, 62));
    expect(new Set(secrets).size).toBe(1_000);
    for (const secret of secrets) expect(secret).toMatch(/^[a-z2-7]{32}$/);
  });

  it('is not taken with any one character changed, left out or added', () => {
    const { text } = newServiceToken(tenantKey);
    for (let at = 0; at < text.length; at += 1) {
      const other = text[at] === 'a' ? 'b' : 'a';
      expect(readServiceToken(text.slice(0, at) + other + text.slice(at + 1)), `at ${at}`).toBeNull();
      expect(readServiceToken(text.slice(0, at) + text.slice(at + 1))).toBeNull();
      expect(readServiceToken(`${text.slice(0, at)}a${text.slice(at)}`)).toBeNull();
    }
    for (const odd of ['', 'rdr_', text.toUpperCase(), ` ${text}`, `${text}\n`, `${text}=`]) {
      expect(readServiceToken(odd)).toBeNull();
    }
  });
});
