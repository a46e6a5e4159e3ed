import { UserListDocument, type UserFilter } from '#lib/api/generated.ts';
import { pageVariables } from '#lib/api/page-variables.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { readEnums } from '#lib/api/url-enums.ts';
import { roleLabels } from '#lib/navigation/navigation.ts';
import { userStatusLabels } from '#lib/users/words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const { searchParams } = event.url;
  const role = readEnums(searchParams, 'role', roleLabels);
  const status = readEnums(searchParams, 'status', userStatusLabels);
  const filter: UserFilter = {
    ...(role.length > 0 && { role }),
    ...(status.length > 0 && { status }),
    text: searchParams.get('q')?.trim() || null,
  };
  const variables = { ...pageVariables(event.url, 25), filter };
  return loadPage(event, UserListDocument, variables, { audience: 'admin' });
};
