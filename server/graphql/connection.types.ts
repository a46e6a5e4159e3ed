import { ArgsType, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import type { Page } from './page.ts';

/** The arguments of every connection. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many from the front, or after `after`: 0 to 100, 20 when nothing is said.',
  })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'A cursor of this connection: what follows it is given. Goes with `first`.',
  })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many from the end, or before `before`: 0 to 100.' })
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'A cursor of this connection: what precedes it is given. Goes with `last`.',
  })
  before?: string | null;
}

@ObjectType({ description: 'Where a page stands in its connection.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'More follow after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Others precede this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the first one on this page; null when the page is empty.',
  })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the last one on this page; null when the page is empty.',
  })
  endCursor!: string | null;
}

/** The connection type of a node type: `XConnection` with `XEdge`, as the Relay specification has them. */
export function connectionType<Row extends object>(
  name: string,
  node: () => ClassType,
  plural: string,
): ClassType<Page<Row>> {
  @ObjectType(`${name}Edge`, { description: `One of the ${plural}, with its place in the connection.` })
  class Edge {
    @Field(() => String, { description: 'The place: for `after` and `before`.' })
    cursor!: string;

    @Field(node, { description: 'What stands there.' })
    node!: Row;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${plural}.` })
  class Connection {
    @Field(() => [Edge], { description: 'The page, each with its cursor.' })
    edges!: Edge[];

    @Field(() => [node()], { description: 'The page without cursors.' })
    nodes!: Row[];

    @Field(() => PageInfo, { description: 'Where this page stands.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: `How many ${plural} there are in all, on every page together.` })
    totalCount!: number;
  }
  return Connection as ClassType<Page<Row>>;
}
