import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Field, Info, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { change } from '../graphql/change.ts';
import { PageArgs } from '../graphql/connection.types.ts';
import { UserError } from '../graphql/errors.types.ts';
import type { Page } from '../graphql/page.ts';
import { readPage } from '../graphql/read.ts';
import type { Answer, Refusal } from '../shared/refusal.ts';
import { createPerson } from './create-person.ts';
import { CreatePersonInput, UpdatePersonInput } from './person-inputs.types.ts';
import { findPerson, listPeople, personShape } from './person.queries.ts';
import { Person, PersonConnection } from './person.types.ts';
import { updatePerson } from './update-person.ts';

interface PersonPayloadSource {
  personId: string | null;
  errors: Refusal[];
}

@ObjectType({ description: 'The person, or why none was added.' })
class CreatePersonPayload {
  personId!: string | null;

  @Field(() => Person, { nullable: true, description: 'The person; null when there are errors.' })
  person(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<Person | null> | null {
    return this.personId ? findPerson(context, info, this.personId) : null;
  }

  @Field(() => [UserError], { description: 'Why nothing was written; empty when it was.' })
  errors!: Refusal[];
}

@ObjectType({ description: 'The person after the change, or why nothing was changed.' })
class UpdatePersonPayload extends CreatePersonPayload {}

@Resolver()
export class PersonResolver {
  @Query(() => PersonConnection, { description: 'The people who complain, newest first. For staff.' })
  people(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('text', () => String, {
      nullable: true,
      description:
        'Words of name, e-mail address, telephone number or postal address: each must be found, and may be the beginning of a word. Case and accents do not matter.',
    })
    text: string | null,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<Person>> {
    return readPage(
      context,
      info,
      personShape,
      args,
      ({ viewer }) => listPeople(viewer, text ?? null),
      text ?? null,
    );
  }

  @Mutation(() => CreatePersonPayload, {
    description:
      'Adds somebody who complains, without an account. For the help desk, managers and administrators.',
  })
  async createPerson(
    @Arg('input', () => CreatePersonInput, { description: 'The new person.' }) input: CreatePersonInput,
    @Ctx() context: Context,
  ): Promise<PersonPayloadSource> {
    return toPayload(await change(context, (scope) => createPerson(scope, input)));
  }

  @Mutation(() => UpdatePersonPayload, {
    description:
      'Changes what is known of a person; searches find their complaints by it at once. For the help desk, managers and administrators.',
  })
  async updatePerson(
    @Arg('input', () => UpdatePersonInput, { description: 'The person as they shall be known.' })
    input: UpdatePersonInput,
    @Ctx() context: Context,
  ): Promise<PersonPayloadSource> {
    return toPayload(await change(context, (scope) => updatePerson(scope, input)));
  }
}

function toPayload(answer: Answer<{ personId: string }>): PersonPayloadSource {
  return answer.ok ? { ...answer.value, errors: [] } : { personId: null, errors: answer.refusals };
}
