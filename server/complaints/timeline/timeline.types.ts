import { Field, ID, ObjectType, Root } from 'type-graphql';
import { ActorKinds, Change } from '../../audit/audit.types.ts';
import type { Actor, FieldChange } from '../../audit/audit.store.ts';
import { RoleEnum } from '../../auth/role.types.ts';
import { connectionType } from '../../graphql/connection.types.ts';
import { toGlobalId } from '../../graphql/global-id.ts';
import { Node } from '../../graphql/node.types.ts';
import { DateTime } from '../../graphql/scalars.ts';
import type { Role } from '../../shared/roles.ts';
import { sentenceOf, withGivenNames } from './sentences.ts';

@ObjectType({
  implements: Node,
  description: "One step of a complaint's history: an event of the audit trail, in words.",
})
export class TimelineEvent {
  @Field(() => ID, { name: 'id', description: 'Opaque and stable.' })
  globalId(@Root() row: { id: string }): string {
    return toGlobalId('TimelineEvent', row.id);
  }

  @Field(() => String, {
    description: 'What happened, for software: `complaint.resolved`. New ones may be added.',
  })
  action!: string;

  @Field(() => String, { description: 'What happened, as a sentence.' })
  summary(
    @Root()
    row: {
      raw_action: string;
      raw_actor_name: string;
      raw_changes: FieldChange[];
      raw_hides_surnames: boolean;
    },
  ): string {
    const changes = row.raw_hides_surnames ? withGivenNames(row.raw_changes) : row.raw_changes;
    return sentenceOf({ action: row.raw_action, actor: row.raw_actor_name, changes });
  }

  @Field(() => String, {
    description: 'Who did it; consumers see given names of staff when the organisation set it so.',
  })
  actorName!: string;

  @Field(() => ActorKinds, { description: 'What kind of actor that is.' })
  actorKind!: Actor['kind'];

  @Field(() => RoleEnum, {
    nullable: true,
    description: 'The role in which it was done; null for the system.',
  })
  actorRole!: Role | null;

  @Field(() => DateTime, { description: 'When it happened.' })
  occurredAt!: Date;

  @Field(() => [Change], { description: 'The fields that changed; empty for consumers.' })
  changes!: FieldChange[];
}

export const TimelineEventConnection = connectionType<TimelineEvent>(
  'TimelineEvent',
  () => TimelineEvent,
  'events',
);
