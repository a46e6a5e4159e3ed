import 'reflect-metadata';
import type { GraphQLSchema, OperationTypeNode } from 'graphql';
import { buildSchemaSync, getMetadataStorage } from 'type-graphql';
import { AuditResolver } from '../audit/audit.resolver.ts';
import { VerificationResolver } from '../audit/verification.resolver.ts';
import { CategoryResolver } from '../categories/category.resolver.ts';
import { CommentResolver } from '../complaints/comments/comment.resolver.ts';
import { ComplaintChangesResolver } from '../complaints/complaint-changes.resolver.ts';
import { SubmitComplaintsResolver } from '../complaints/bulk/submit-complaints.resolver.ts';
import { ComplaintResolver } from '../complaints/complaint.resolver.ts';
import { LiveResolver } from '../complaints/live/live.resolver.ts';
import { InvalidTransitionError } from '../complaints/lifecycle.types.ts';
import { PublicComplaintResolver } from '../complaints/public-complaint.resolver.ts';
import { DocumentResolver } from '../documents/document.resolver.ts';
import { errorTypes } from '../graphql/errors.types.ts';
import { MailResolver } from '../mail/mail.resolver.ts';
import { PersonResolver } from '../people/person.resolver.ts';
import { ReportResolver } from '../reports/report.resolver.ts';
import { SecondFactorResolver } from '../sessions/second-factor/second-factor.resolver.ts';
import { ServiceTokenResolver } from '../service-tokens/service-token.resolver.ts';
import { SessionResolver } from '../sessions/session.resolver.ts';
import { UserSessionResolver } from '../sessions/user-session.resolver.ts';
import { IdentityProviderResolver } from '../sessions/identity-provider/identity-provider.resolver.ts';
import { OrganisationResolver } from '../settings/organisation.resolver.ts';
import { UserResolver } from '../users/user.resolver.ts';
import { WebhookChangesResolver } from '../webhooks/webhook-changes.resolver.ts';
import { WebhookResolver } from '../webhooks/webhook.resolver.ts';
import { NodeResolver } from './nodes.ts';

/** The one schema of every tenant, without its guards. */
export function buildSchema(): GraphQLSchema {
  // A field that is a property of its object needs no resolver of type-graphql's around it.
  for (const field of getMetadataStorage().fields) field.simple = field.name === field.schemaName;
  const schema = buildSchemaSync({
    resolvers: [
      NodeResolver,
      ComplaintResolver,
      ComplaintChangesResolver,
      SubmitComplaintsResolver,
      LiveResolver,
      PublicComplaintResolver,
      CommentResolver,
      ReportResolver,
      PersonResolver,
      UserResolver,
      CategoryResolver,
      OrganisationResolver,
      AuditResolver,
      MailResolver,
      VerificationResolver,
      SessionResolver,
      SecondFactorResolver,
      UserSessionResolver,
      IdentityProviderResolver,
      DocumentResolver,
      ServiceTokenResolver,
      WebhookResolver,
      WebhookChangesResolver,
    ],
    orphanedTypes: [...errorTypes, InvalidTransitionError],
    validate: false,
    pubSub: unused,
  });
  // type-graphql gives the root types no description.
  for (const [operation, description] of Object.entries(rootDescriptions)) {
    const root = schema.getRootType(operation as OperationTypeNode);
    if (root) root.description = description;
  }
  return schema;
}

const rootDescriptions: Record<OperationTypeNode, string> = {
  query: 'What can be read. One operation is one snapshot of the database.',
  mutation:
    'What can be changed. Each field is one transaction; the fields of a document run one after the other.',
  subscription: 'What can be listened to.',
};

/** type-graphql asks for it as soon as there are subscriptions. What streams hear comes from server/live. */
const unused = {
  subscribe(): never {
    throw new Error('Streams are served by server/api/live');
  },
  publish: () => undefined,
};
