import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import { actorOf } from '../audit/audit.store.ts';
import type { Context } from '../context.ts';
import { change, type ChangeScope } from '../graphql/change.ts';
import { PageArgs } from '../graphql/connection.types.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import type { Page } from '../graphql/page.ts';
import { readPage } from '../graphql/read.ts';
import type { Answer, Refusal } from '../shared/refusal.ts';
import { documentShape, listDocuments } from './document.queries.ts';
import {
  RegisterDocumentInput,
  RegisterDocumentPayload,
  RemoveDocumentInput,
  RemoveDocumentPayload,
} from './document-changes.types.ts';
import { TrustedDocumentConnection, type TrustedDocument } from './document.types.ts';
import { registerDocument, removeDocument, type DocumentChange } from './register-document.ts';

@Resolver()
export class DocumentResolver {
  @Query(() => TrustedDocumentConnection, {
    description:
      'The GraphQL documents that the organisation has registered, newest first. For administrators.',
  })
  trustedDocuments(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<TrustedDocument>> {
    return readPage(context, info, documentShape, args, () => listDocuments());
  }

  @Mutation(() => RegisterDocumentPayload, {
    description:
      'Makes a GraphQL document known to the organisation by the hash of its text. One that is known already stays as it is. For administrators.',
  })
  async registerDocument(
    @Arg('input', () => RegisterDocumentInput, { description: 'The document.' }) input: RegisterDocumentInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<{ documentId: string | null; errors: Refusal[] }> {
    return toPayload(
      await change(context, (scope) => registerDocument(changeOf(scope), info.schema, input.text)),
    );
  }

  @Mutation(() => RemoveDocumentPayload, {
    description: 'Makes a registered document unknown, within a second. For administrators.',
  })
  async removeDocument(
    @Arg('input', () => RemoveDocumentInput, { description: 'Which document.' }) input: RemoveDocumentInput,
    @Ctx() context: Context,
  ): Promise<{ documentId: string | null; errors: Refusal[] }> {
    const id = fromGlobalId('TrustedDocument', input.id);
    return toPayload(await change(context, (scope) => removeDocument(changeOf(scope), id)));
  }
}

function changeOf({ unit, viewer, context, now }: ChangeScope): DocumentChange {
  return { unit, actor: actorOf(viewer), origin: context.origin, now };
}

function toPayload(answer: Answer<{ documentId: string }>): { documentId: string | null; errors: Refusal[] } {
  return answer.ok
    ? { documentId: answer.value.documentId, errors: [] }
    : { documentId: null, errors: answer.refusals };
}
