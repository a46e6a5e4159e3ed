import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Field, Info, Mutation, ObjectType, Query, Resolver, type ClassType } from 'type-graphql';
import type { Context } from '../context.ts';
import { sql } from '../db/sql.ts';
import { change, type ChangeScope } from '../graphql/change.ts';
import { conflictOn } from '../graphql/conflict-on.ts';
import { UserError } from '../graphql/errors.types.ts';
import { readOne } from '../graphql/read.ts';
import type { Answer, Refusal } from '../shared/refusal.ts';
import { archiveCategory, restoreCategory } from './archive-category.ts';
import {
  ArchiveCategoryInput,
  CreateCategoryInput,
  RestoreCategoryInput,
  UpdateCategoryInput,
} from './category-inputs.types.ts';
import { categoryShape, listCategories } from './category.queries.ts';
import { Category } from './category.types.ts';
import { createCategory } from './create-category.ts';
import { updateCategory } from './update-category.ts';

interface CategoryPayloadSource {
  categoryId: string | null;
  errors: Refusal[];
}

/** A payload that carries the category as it is after the change. */
function categoryPayload(name: string): ClassType<CategoryPayloadSource> {
  @ObjectType(name, { description: 'The category after the change, or why nothing was changed.' })
  class Payload {
    categoryId!: string | null;

    @Field(() => Category, {
      nullable: true,
      description: 'The category after the change; null when there are errors.',
    })
    category(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<Category | null> | null {
      const { categoryId } = this;
      if (!categoryId) return null;
      return readOne(context, info, categoryShape, (row) => sql.raw('??.id = ?::uuid', [row, categoryId]));
    }

    @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
    errors!: Refusal[];
  }
  return Payload;
}

const CreateCategoryPayload = categoryPayload('CreateCategoryPayload');
const UpdateCategoryPayload = categoryPayload('UpdateCategoryPayload');
const ArchiveCategoryPayload = categoryPayload('ArchiveCategoryPayload');
const RestoreCategoryPayload = categoryPayload('RestoreCategoryPayload');

@Resolver()
export class CategoryResolver {
  @Query(() => [Category], { description: 'The root categories by name, with their sub-categories inside.' })
  categories(
    @Arg('includeArchived', () => Boolean, {
      defaultValue: false,
      description: 'True: also those that cannot be chosen any more, on both levels.',
    })
    includeArchived: boolean,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Category[]> {
    return listCategories(context, info, includeArchived ? 'all' : 'usable');
  }

  @Mutation(() => CreateCategoryPayload, {
    description: 'Adds a category, or a sub-category of a root. For administrators.',
  })
  createCategory(
    @Arg('input', () => CreateCategoryInput, { description: 'The new category.' }) input: CreateCategoryInput,
    @Ctx() context: Context,
  ): Promise<CategoryPayloadSource> {
    return changeCategory(context, (scope) => createCategory(scope, input));
  }

  @Mutation(() => UpdateCategoryPayload, {
    description: 'Renames a category, for the complaints that have it too. For administrators.',
  })
  updateCategory(
    @Arg('input', () => UpdateCategoryInput, { description: 'The new name.' }) input: UpdateCategoryInput,
    @Ctx() context: Context,
  ): Promise<CategoryPayloadSource> {
    return changeCategory(context, (scope) => updateCategory(scope, input));
  }

  @Mutation(() => ArchiveCategoryPayload, {
    description:
      'Takes a category, and with a root its sub-categories, out of what can be chosen; complaints that have it keep it. For administrators.',
  })
  archiveCategory(
    @Arg('input', () => ArchiveCategoryInput, { description: 'Which category.' }) input: ArchiveCategoryInput,
    @Ctx() context: Context,
  ): Promise<CategoryPayloadSource> {
    return changeCategory(context, (scope) => archiveCategory(scope, input));
  }

  @Mutation(() => RestoreCategoryPayload, {
    description: 'Lets an archived category be chosen again. For administrators.',
  })
  restoreCategory(
    @Arg('input', () => RestoreCategoryInput, { description: 'Which category.' }) input: RestoreCategoryInput,
    @Ctx() context: Context,
  ): Promise<CategoryPayloadSource> {
    return changeCategory(context, (scope) => restoreCategory(scope, input));
  }
}

async function changeCategory(
  context: Context,
  useCase: (scope: ChangeScope) => Promise<Answer<{ categoryId: string }>>,
): Promise<CategoryPayloadSource> {
  const answer = await change(context, useCase).catch(
    conflictOn('categories_name_unique', 'There is a category of this name here already.', ['name']),
  );
  return answer.ok ? { ...answer.value, errors: [] } : { categoryId: null, errors: answer.refusals };
}
