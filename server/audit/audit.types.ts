import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Field, ID, Info, InputType, ObjectType, Root } from 'type-graphql';
import { RoleEnum } from '../auth/role.types.ts';
import type { Context } from '../context.ts';
import { connectionType } from '../graphql/connection.types.ts';
import { graphqlEnum } from '../graphql/enum.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { Node } from '../graphql/node.types.ts';
import { DateTime } from '../graphql/scalars.ts';
import type { Role } from '../shared/roles.ts';
import type { Actor, FieldChange } from './audit.store.ts';
import { auditSentence } from './audit-sentence.ts';

export const ActorKinds = graphqlEnum<Actor['kind']>(
  'ActorKind',
  'What acted.',
  ['user', 'person', 'service', 'system', 'import', 'operator'],
  {
    user: 'A user who signed in.',
    person: 'A complainant without an account, by the public form or a tracking link.',
    service: 'Software of a partner, with a service token.',
    system: "The system's own clock.",
    import: 'An import of complaints.',
    operator: 'The operator of the installation, on the command line.',
  },
);

@ObjectType({ description: 'One field before and after, as text.' })
export class Change {
  @Field(() => String, { description: 'What the field is called.' })
  field!: string;

  @Field(() => String, { nullable: true, description: 'Before; null when there was nothing.' })
  from!: string | null;

  @Field(() => String, { nullable: true, description: 'After; null when there is nothing.' })
  to!: string | null;
}

interface RawSubject {
  raw_subject_type: string;
  raw_subject_id: string;
}

/** Sessions are not a type of the API. */
function subjectTypeName({ raw_subject_type: type }: RawSubject): string | null {
  return type === 'session' ? null : type.charAt(0).toUpperCase() + type.slice(1);
}

@ObjectType({
  implements: Node,
  description: 'One entry of the audit trail: who did what to what, when, and by which client.',
})
export class AuditEvent {
  @Field(() => ID, { name: 'id', description: 'Opaque and stable.' })
  globalId(@Root() row: { id: string }): string {
    return toGlobalId('AuditEvent', row.id);
  }

  @Field(() => String, {
    description: 'What happened, for software: `user.disabled`. New ones may be added.',
  })
  action!: string;

  @Field(() => String, { description: 'What happened, as a sentence.' })
  summary(
    @Root() row: { raw_action: string; raw_actor_name: string; raw_subject_label: string | null },
  ): string {
    return auditSentence(row.raw_actor_name, row.raw_action, row.raw_subject_label);
  }

  @Field(() => String, {
    description:
      'What kind of thing it happened to: `complaint`, `user`, `person`, `category`, `organisation`, `session`, `webhookEndpoint`, `trustedDocument`, `serviceToken`.',
  })
  subjectType!: string;

  @Field(() => ID, { nullable: true, description: 'The id of that thing; null for sessions.' })
  subjectId(@Root() row: RawSubject): string | null {
    const typeName = subjectTypeName(row);
    return typeName && toGlobalId(typeName, row.raw_subject_id);
  }

  @Field(() => Node, { nullable: true, description: 'That thing as it is now; null for sessions.' })
  subject(
    @Root() row: RawSubject,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> | null {
    const typeName = subjectTypeName(row);
    return typeName ? context.findNode(typeName, row.raw_subject_id, info) : null;
  }

  @Field(() => String, {
    nullable: true,
    description: 'What that thing was called at the time: a reference, a username.',
  })
  subjectLabel!: string | null;

  @Field(() => String, { description: 'Who did it, as they were called at the time.' })
  actorName!: string;

  @Field(() => ActorKinds, { description: 'What kind of actor that is.' })
  actorKind!: Actor['kind'];

  @Field(() => RoleEnum, { nullable: true, description: 'The role in which it was done.' })
  actorRole!: Role | null;

  @Field(() => DateTime, { description: 'When it happened.' })
  occurredAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'The software that was used, by its own name (User-Agent).',
  })
  client!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The request, as in the `x-request-id` header and the logs.',
  })
  requestId!: string | null;

  @Field(() => [Change], { description: 'The fields that changed.' })
  changes!: FieldChange[];
}

export const AuditEventConnection = connectionType<AuditEvent>(
  'AuditEvent',
  () => AuditEvent,
  'audit events',
);

@InputType({ description: 'Which events of the audit trail; all conditions must hold.' })
export class AuditEventFilter {
  @Field(() => ID, { nullable: true, description: 'What happened to this thing.' })
  subjectId?: string | null;

  @Field(() => ID, { nullable: true, description: 'What this user, person or service token did.' })
  actorId?: string | null;

  @Field(() => [String], { nullable: true, description: 'These actions, such as `complaint.resolved`.' })
  action?: string[] | null;

  @Field(() => DateTime, { nullable: true, description: 'From this moment on, inclusive.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Before this moment, exclusive.' })
  before?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Contained in the name of the actor or the thing, or in the action; case does not matter.',
  })
  text?: string | null;
}
