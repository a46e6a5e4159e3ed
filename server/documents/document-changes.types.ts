import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Field, ID, Info, InputType, ObjectType } from 'type-graphql';
import type { Context } from '../context.ts';
import { UserError } from '../graphql/errors.types.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import type { Refusal } from '../shared/refusal.ts';
import { findDocument } from './document.queries.ts';
import { TrustedDocument } from './document.types.ts';

@InputType({ description: 'Make a document known.' })
export class RegisterDocumentInput {
  @Field(() => String, {
    description:
      'The document, exactly as clients hash it: white space counts. It fits the schema; 1 to 50,000 characters.',
  })
  text!: string;
}

@InputType({ description: 'Make a document unknown.' })
export class RemoveDocumentInput {
  @Field(() => ID, { description: 'The document.' })
  id!: string;
}

@ObjectType({ description: 'The document that is known now, or why it is not.' })
export class RegisterDocumentPayload {
  documentId!: string | null;

  @Field(() => TrustedDocument, { nullable: true, description: 'The document; null when there are errors.' })
  document(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<TrustedDocument | null> | null {
    return this.documentId ? findDocument(context, info, this.documentId) : null;
  }

  @Field(() => [UserError], { description: 'Why it is not known; empty when it is.' })
  errors!: Refusal[];
}

@ObjectType({ description: 'That a document is unknown now, or why not.' })
export class RemoveDocumentPayload {
  documentId!: string | null;

  @Field(() => ID, { nullable: true, description: 'Its id; null when there are errors.' })
  removedId(): string | null {
    return this.documentId && toGlobalId('TrustedDocument', this.documentId);
  }

  @Field(() => [UserError], { description: 'Why it was not removed; empty when it was.' })
  errors!: Refusal[];
}
