import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Field, Info, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { change } from '../graphql/change.ts';
import { UserError } from '../graphql/errors.types.ts';
import type { Refusal } from '../shared/refusal.ts';
import { findOrganisation } from './organisation.queries.ts';
import { Organisation, PublicForm, UpdateOrganisationInput } from './organisation.types.ts';
import { findPublicForm, type OpenForm } from './public-form.ts';
import { updateOrganisation } from './update-organisation.ts';

@ObjectType({ description: 'The organisation after the change, or why nothing was changed.' })
class UpdateOrganisationPayload {
  isChanged!: boolean;

  @Field(() => Organisation, {
    nullable: true,
    description: 'The organisation after the change; null when there are errors.',
  })
  organisation(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Organisation | null> | null {
    return this.isChanged ? findOrganisation(context, info) : null;
  }

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  errors!: Refusal[];
}

@Resolver()
export class OrganisationResolver {
  @Query(() => PublicForm, {
    nullable: true,
    description:
      'What a visitor needs to complain without an account; null when there is no such organisation or its form is closed.',
  })
  publicForm(
    @Arg('organisation', () => String, {
      description: "The organisation's short name, as in its web address.",
    })
    organisation: string,
    @Ctx() context: Context,
  ): Promise<OpenForm | null> {
    return findPublicForm(context, organisation);
  }

  @Mutation(() => UpdateOrganisationPayload, {
    description: "Changes the organisation's settings. For administrators.",
  })
  async updateOrganisation(
    @Arg('input', () => UpdateOrganisationInput, { description: 'The settings as they shall be.' })
    input: UpdateOrganisationInput,
    @Ctx() context: Context,
  ): Promise<{ isChanged: boolean; errors: Refusal[] }> {
    const answer = await change(context, (scope) => updateOrganisation(scope, input));
    return { isChanged: answer.ok, errors: answer.ok ? [] : answer.refusals };
  }
}
