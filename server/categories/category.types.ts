import { Field, ID, Int, ObjectType, Root } from 'type-graphql';
import { toGlobalId } from '../graphql/global-id.ts';
import { Node } from '../graphql/node.types.ts';

@ObjectType({
  implements: Node,
  description: 'What complaints are about, in the terms of the organisation. There are two levels.',
})
export class Category {
  @Field(() => ID, { name: 'id', description: 'Opaque and stable.' })
  globalId(@Root() row: { id: string }): string {
    return toGlobalId('Category', row.id);
  }

  @Field(() => Int, { description: 'Grows with each change; inputs that change the category carry it.' })
  version!: number;

  @Field(() => String, { description: 'Unique within its parent; upper and lower case are the same.' })
  name!: string;

  @Field(() => Boolean, {
    description: 'True when it cannot be chosen any more; complaints that have it keep it.',
  })
  isArchived!: boolean;

  @Field(() => Category, {
    nullable: true,
    description: 'The category that this one stands under; null for a root.',
  })
  parent!: Category | null;

  @Field(() => [Category], {
    description:
      'The sub-categories by name; empty for a sub-category. Without archived ones where the list was asked for without them.',
  })
  children!: Category[];

  @Field(() => Int, {
    nullable: true,
    description: 'How many complaints have exactly this category, sub-categories not counted. For staff.',
  })
  complaintCount!: number | null;
}
