import { Field, ID, ObjectType, Root } from 'type-graphql';
import { connectionType } from '../graphql/connection.types.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { Node } from '../graphql/node.types.ts';
import { DateTime } from '../graphql/scalars.ts';

@ObjectType({
  implements: Node,
  description:
    'A GraphQL document that the organisation has registered: everybody there may run it by its hash, also where unknown documents are refused.',
})
export class TrustedDocument {
  @Field(() => ID, { name: 'id', description: 'Opaque and stable.' })
  globalId(@Root() row: { id: string }): string {
    return toGlobalId('TrustedDocument', row.id);
  }

  @Field(() => String, {
    description:
      'SHA-256 of its text in UTF-8, 64 hexadecimal digits; a request names it as `documentId: "sha256:…"`.',
  })
  hash!: string;

  @Field(() => String, { description: 'The names of its operations.' })
  name!: string;

  @Field(() => String, { description: 'The document as it was registered.' })
  text!: string;

  @Field(() => DateTime, { description: 'Since when it is known.' })
  registeredAt!: Date;
}

export const TrustedDocumentConnection = connectionType<TrustedDocument>(
  'TrustedDocument',
  () => TrustedDocument,
  'registered documents',
);
