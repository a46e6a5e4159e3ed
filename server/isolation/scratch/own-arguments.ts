import type { ScratchOrganisation } from './scratch-tenants.ts';

/** What an organisation writes at a place that must be filled, so that the query finds something of its own. */
const ownArguments: Record<string, (own: ScratchOrganisation) => string> = {
  'Query.complaintByReference(reference)': ({ reference }) => reference,
  'Query.invitation(token)': ({ invitationToken }) => invitationToken,
  'Query.publicForm(organisation)': ({ organisation }) => organisation.tenant.slug,
  'Query.signInOptions(organisation)': ({ organisation }) => organisation.tenant.slug,
};

/** The value for a place; undefined when nobody has told one. An id is a complaint's when nothing else is told. */
export function ownArgument(
  { name, kind, isRequired }: { name: string; kind: string; isRequired: boolean },
  own: ScratchOrganisation,
): string | undefined {
  return ownArguments[name]?.(own) ?? (kind === 'ID' && isRequired ? own.ids['Complaint'] : undefined);
}
