import { randomUUID } from 'node:crypto';
import type { CallTools, MutationCall } from './call-tools.ts';
import { providerSettings } from './populate.ts';

/** Calls of the mutations by which an administrator sets the organisation up: all but users and webhooks. `categoryId` is one to put others below. */
export function settingsCalls(
  { api, organisation, next, fresh, make }: CallTools,
  categoryId: string | undefined,
): Record<string, MutationCall> {
  const { viewers, password } = organisation;
  const newDocument = () => ({ text: `query Q${randomUUID().replaceAll('-', '')} { viewer { id } }` });
  const newToken = () => ({ name: fresh('Bridge '), scopes: ['COMPLAINTS_READ'], password });
  const category = async () =>
    (await make('admin', 'createCategory', { name: fresh('Lids ') }, 'category { id version }'))[
      'category'
    ] as { id: string; version: number };
  const settings = async () => {
    const { viewer } = await api.get<{ viewer: { organisation: Record<string, unknown> } }>(
      viewers.admin,
      `{ viewer { organisation { version name registrationOpen publicFormOpen acknowledgeWithinDays finalResponseWithinDays
        rejectWindowDays reopenWindowDays closeAfterDays reminderDays redressLimitMinor currency timeZone showStaffSurnames
        staffSecondFactor consumerMailOn mailSenderName mailReplyTo } } }`,
    );
    return viewer.organisation;
  };

  return {
    saveIdentityProvider: {
      as: 'admin',
      input: async () => {
        const { identityProvider } = await api.get<{ identityProvider: { version: number } }>(
          viewers.admin,
          '{ identityProvider { version } }',
        );
        return { ...providerSettings, label: fresh('Provider '), version: identityProvider.version };
      },
    },
    createServiceToken: {
      as: 'admin',
      input: async () => newToken(),
    },
    revokeServiceToken: {
      as: 'admin',
      input: async () => {
        const { serviceToken } = await make('admin', 'createServiceToken', newToken(), 'serviceToken { id }');
        return { id: (serviceToken as { id: string }).id };
      },
    },
    createCategory: {
      as: 'admin',
      input: async () => ({ name: fresh('Spouts '), parentId: categoryId }),
    },
    updateCategory: { as: 'admin', input: async () => ({ ...(await category()), name: fresh('Covers ') }) },
    archiveCategory: { as: 'admin', input: category },
    restoreCategory: {
      as: 'admin',
      input: async () => {
        const { id, version } = await category();
        await make('admin', 'archiveCategory', { id, version }, 'category { id }');
        return { id, version: version + 1 };
      },
    },
    registerDocument: { as: 'admin', input: async () => newDocument() },
    removeDocument: {
      as: 'admin',
      input: async () => {
        const { document } = await make('admin', 'registerDocument', newDocument(), 'document { id }');
        return { id: (document as { id: string }).id };
      },
    },
    verifyAudit: { as: 'admin', input: async () => ({}) },
    updateOrganisation: {
      as: 'admin',
      input: async () => ({ ...(await settings()), redressLimitMinor: next() }),
    },
  };
}
