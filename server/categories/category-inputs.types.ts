import { Field, ID, InputType, Int } from 'type-graphql';

const nameText = '1 to 120 characters; unique within its parent, upper and lower case being the same.';
const versionText =
  'The version that the change is based on; refused with `STALE_VERSION` when the category was changed since.';

@InputType({ description: 'A new category.' })
export class CreateCategoryInput {
  @Field(() => String, { description: nameText })
  name!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The category that it stands under: a root that is not archived. Left out for a root.',
  })
  parentId?: string | null;
}

@InputType({ description: "A category's new name." })
export class UpdateCategoryInput {
  @Field(() => ID, { description: 'The category.' })
  id!: string;

  @Field(() => Int, { description: versionText })
  version!: number;

  @Field(() => String, { description: nameText })
  name!: string;
}

@InputType({ description: 'Which category cannot be chosen any more.' })
export class ArchiveCategoryInput {
  @Field(() => ID, { description: 'The category.' })
  id!: string;

  @Field(() => Int, { description: versionText })
  version!: number;
}

@InputType({ description: 'Which category can be chosen again.' })
export class RestoreCategoryInput {
  @Field(() => ID, { description: 'The category.' })
  id!: string;

  @Field(() => Int, { description: versionText })
  version!: number;
}
