import { Field, ID, ObjectType, Root } from 'type-graphql';
import { RoleEnum } from '../../auth/role.types.ts';
import { connectionType } from '../../graphql/connection.types.ts';
import { toGlobalId } from '../../graphql/global-id.ts';
import { Node } from '../../graphql/node.types.ts';
import { DateTime } from '../../graphql/scalars.ts';
import type { CommentKind } from '../../shared/complaint.ts';
import type { Role } from '../../shared/roles.ts';
import { CommentKinds } from '../complaint.enums.ts';

@ObjectType({
  implements: Node,
  description: 'Something written on a complaint. It is never changed or deleted.',
})
export class Comment {
  @Field(() => ID, { name: 'id', description: 'Opaque and stable.' })
  globalId(@Root() row: { id: string }): string {
    return toGlobalId('Comment', row.id);
  }

  @Field(() => CommentKinds, { description: 'Who sees it, and what it is for.' })
  kind!: CommentKind;

  @Field(() => String, {
    description: 'The text as it was written, without markup; 20,000 characters at most.',
  })
  body!: string;

  @Field(() => String, {
    description: 'Who wrote it; consumers see given names of staff when the organisation set it so.',
  })
  authorName!: string;

  @Field(() => RoleEnum, {
    nullable: true,
    description: "The author's role today; null for software, which has none.",
  })
  authorRole!: Role | null;

  @Field(() => DateTime, { description: 'When it was written.' })
  createdAt!: Date;

  @Field(() => Boolean, { description: 'True when the viewer wrote it.' })
  isMine!: boolean;
}

export const CommentConnection = connectionType<Comment>('Comment', () => Comment, 'comments');
