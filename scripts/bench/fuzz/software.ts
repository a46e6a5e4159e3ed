import { createPools } from '../../../server/db/pools.ts';
import {
  createTokenAsOperator,
  listTokensAsOperator,
  revokeTokenAsOperator,
} from '../../../server/service-tokens/operator-tokens.ts';
import { toGlobalId } from '../../../server/graphql/global-id.ts';
import { tokenScopes } from '../../../server/shared/token-scopes.ts';

const scopesOf = {
  'software with every scope': tokenScopes.join(','),
  'software with one scope': 'complaints:submit',
  'software whose token ended': tokenScopes.join(','),
} as const;

export type SoftwareName = keyof typeof scopesOf;
export const softwareNames = Object.keys(scopesOf) as SoftwareName[];

/** New service tokens of an organisation: what inputs did to earlier ones does not matter. */
export async function makeTokens(
  databaseUrl: string,
  tenantKey: string,
): Promise<Record<SoftwareName, string>> {
  const pools = createPools({ databaseUrl, maxConnections: 2 });
  try {
    const make = async (name: SoftwareName) => {
      const wish = { name, scopes: scopesOf[name], expires: undefined };
      const made = await createTokenAsOperator(pools, tenantKey, wish);
      if (!('text' in made)) throw new Error(made.problem);
      return made.text;
    };
    const tokens = {
      'software with every scope': await make('software with every scope'),
      'software with one scope': await make('software with one scope'),
      'software whose token ended': await make('software whose token ended'),
    };
    const ended = (await listTokensAsOperator(pools, tenantKey)).find(
      ({ name, ending }) =>
        name === 'software whose token ended' && tokens['software whose token ended'].endsWith(ending),
    );
    await revokeTokenAsOperator(pools, tenantKey, toGlobalId('ServiceToken', ended?.id ?? ''));
    return tokens;
  } finally {
    await pools.end();
  }
}
