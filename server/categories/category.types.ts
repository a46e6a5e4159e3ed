import { Field, ID, Int, ObjectType, Root } from 'type-graphql';
import { toGlobalId } from '../graphql/global-id.ts';
import { Node } from '../graphql/node.types.ts';

@ObjectType({ implements: Node, description: 'What complaints are about, in the terms of the organisation; on two levels.' })
export class Category {
  @Field(() => ID, { name: 'id', description: 'Opaque and stable.' })
  globalId(@Root() row: { id: string }): string {
    return toGlobalId('Category', row.id);
  }

  @Field(() => Int, { description: 'Grows with each change; inputs that change the category carry it.' })
  version!: number;

  @Field(() => String, { description: 'Its name, unique within its parent.' })
  name!: string;

  @Field(() => Boolean, { description: 'True when new complaints cannot have it any more.' })
  isArchived!: boolean;

  @Field(() => Category, { nullable: true, description: 'The category that this one is a part of.' })
  parent!: Category | null;

  @Field(() => [Category], { description: 'Its sub-categories, by name, archived ones included.' })
  children!: Category[];

  @Field(() => Int, { nullable: true, description: 'How many complaints have it, sub-categories not counted. For staff.' })
  complaintCount!: number | null;
}
