import { Field, ID, Int, ObjectType, Root } from 'type-graphql';
import { connectionType } from '../graphql/connection.types.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { Node } from '../graphql/node.types.ts';
import { DateTime } from '../graphql/scalars.ts';

@ObjectType({ implements: Node, description: 'Somebody who complains. An account is optional.' })
export class Person {
  @Field(() => ID, { name: 'id', description: 'Opaque and stable.' })
  globalId(@Root() row: { id: string }): string {
    return toGlobalId('Person', row.id);
  }

  @Field(() => Int, { description: 'Grows with each change; inputs that change the person carry it.' })
  version!: number;

  @Field(() => String, { description: 'How the person is called.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'An e-mail address.' })
  email!: string | null;

  @Field(() => String, { nullable: true, description: 'A telephone number, as it was given.' })
  phone!: string | null;

  @Field(() => String, { nullable: true, description: 'A postal address.' })
  address!: string | null;

  @Field(() => Boolean, { description: 'True for the unknown complainant of an imported case.' })
  isImported!: boolean;

  @Field(() => Boolean, { description: 'True when the person has an account of their own.' })
  hasAccount!: boolean;

  @Field(() => DateTime, { description: 'When the person became known.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'How many complaints the person has made.' })
  complaintCount!: number;
}

export const PersonConnection = connectionType<Person>('Person', () => Person, 'people');
