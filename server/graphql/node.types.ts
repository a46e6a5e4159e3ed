import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({
  description: 'Anything that has an id and can be fetched again by it.',
  resolveType: (value: { raw_type: string }) => value.raw_type,
})
export abstract class Node {
  @Field(() => ID, {
    description:
      'Opaque and stable. Ids of other organisations, and of things that the viewer may not see, find nothing.',
  })
  id!: string;
}
