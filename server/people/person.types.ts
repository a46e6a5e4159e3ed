import { Field, ID, Int, ObjectType, Root } from 'type-graphql';
import { connectionType } from '../graphql/connection.types.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { Node } from '../graphql/node.types.ts';
import { DateTime } from '../graphql/scalars.ts';

@ObjectType({
  implements: Node,
  description: 'Somebody who complains. An account is optional: many only telephone or write.',
})
export class Person {
  @Field(() => ID, { name: 'id', description: 'Opaque and stable.' })
  globalId(@Root() row: { id: string }): string {
    return toGlobalId('Person', row.id);
  }

  @Field(() => Int, { description: 'Grows with each change; inputs that change the person carry it.' })
  version!: number;

  @Field(() => String, { description: 'The full name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The e-mail address, when known.' })
  email!: string | null;

  @Field(() => String, { nullable: true, description: 'The telephone number, when known, as it was told.' })
  phone!: string | null;

  @Field(() => String, { nullable: true, description: 'The postal address, when known.' })
  address!: string | null;

  @Field(() => Boolean, { description: 'True for the unknown complainant of an imported complaint.' })
  isImported!: boolean;

  @Field(() => Boolean, {
    description: 'True when the person has an account, invited and disabled ones included.',
  })
  hasAccount!: boolean;

  @Field(() => DateTime, { description: 'When the person was first entered.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'How many complaints the person made, in every status.' })
  complaintCount!: number;
}

export const PersonConnection = connectionType<Person>('Person', () => Person, 'people');
