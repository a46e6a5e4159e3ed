import type { Bench } from './support/bench.ts';
import { withDemo } from './support/demo.ts';
import { quantile } from './support/quantile.ts';
import { randomOf } from './support/random.ts';
import { mannWhitney } from './support/mann-whitney.ts';
import { formatTable } from './support/table.ts';

const users = ['admin', 'manager1', 'helpdesk1', 'support1', 'consumer1', 'consumer2'];
// More failures for one account from everywhere would throttle it (server/shared/limits.ts).
const mostOfOneUser = 45;

/** Whether the time of a refusal tells which users there are. */
export const bench: Bench = {
  summary: 'a refused sign-in takes as long for a user that does not exist as for a wrong password',
  options: {
    attempts: { summary: `of each kind, ${users.length * mostOfOneUser} at most`, default: 240 },
    seed: { summary: 'where the random order begins', default: 20261122 },
  },
  // Each attempt comes from an address of its own: ten from one would be throttled.
  run: (options, print) =>
    withDemo({ TRUSTED_PROXIES: '127.0.0.0/8' }, async (url) => {
      const attempts = Math.min(options.number('attempts'), users.length * mostOfOneUser);
      const random = randomOf(options.number('seed'));
      const times = { wrong: [] as number[], unknown: [] as number[] };
      const bodies = new Set<string>();
      let sent = 0;
      const attempt = async (username: string): Promise<number> => {
        sent += 1;
        const query = `mutation { signIn(input: { organisation: "acme", username: "${username}", password: "not-the-password" }) { session { expiresAt } errors { code message path } } }`;
        const begun = performance.now();
        const response = await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'x-forwarded-for': `10.${sent >> 16}.${(sent >> 8) & 255}.${sent & 255}`,
          },
          body: JSON.stringify({ query }),
        });
        const text = await response.text();
        const took = performance.now() - begun;
        bodies.add(`${response.status} ${text}`);
        return took;
      };

      for (let round = 0; round < 20; round += 1) await attempt(`warming-up-${round}`);
      for (let round = 0; round < attempts; round += 1) {
        // Side by side and in a random order: whatever slows the machine down slows both.
        const wrong = async () => times.wrong.push(await attempt(users[round % users.length] as string));
        const unknown = async () => times.unknown.push(await attempt(`nobody-${round}`));
        for (const one of random.oneIn(2) ? [wrong, unknown] : [unknown, wrong]) await one();
      }

      const { share, z } = mannWhitney(times.wrong, times.unknown);
      const rows = Object.entries(times).map(([what, of]) => [
        what,
        ...[0.1, 0.5, 0.9].map((part) => `${quantile(of, part).toFixed(2)} ms`),
      ]);
      for (const line of formatTable(['password or user', 'p10', 'p50', 'p90'], rows)) print(line);
      print(
        `one of each: the unknown user took longer in ${(share * 100).toFixed(1)} % of the pairs; z = ${z.toFixed(2)}`,
      );
      for (const body of bodies) print(`answer: ${body.slice(0, 200)}`);
      return [
        ...(Math.abs(z) > 3.29 ? [`the times differ (z = ${z.toFixed(2)}, p < 0.001)`] : []),
        ...(bodies.size === 1 ? [] : [`there were ${bodies.size} different answers`]),
      ];
    }),
};
