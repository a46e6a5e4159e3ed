import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Category } from '../categories/category.types.ts';
import { User } from '../users/user.types.ts';

@ObjectType({ description: 'How many complaints have a category, sub-categories included.' })
export class CategoryCount {
  @Field(() => Category, {
    nullable: true,
    description: 'The category on the upper level; null for complaints without one.',
  })
  category!: Category | null;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'One day, in the time zone of the organisation.' })
export class DayCount {
  @Field(() => String, { description: 'As YYYY-MM-DD.' })
  day!: string;

  @Field(() => Int, { description: 'Complaints received on it.' })
  received!: number;

  @Field(() => Int, { description: 'Complaints closed on it, each by its first closing.' })
  closed!: number;
}

@ObjectType({ description: 'Counts over the complaints that the viewer may see.' })
export class ComplaintStatistics {
  @Field(() => Int, { description: 'All.' })
  total!: number;

  @Field(() => Int, { description: 'Open.' })
  open!: number;

  @Field(() => Int, { description: 'In progress, waiting ones included.' })
  inProgress!: number;

  @Field(() => Int, { description: 'In progress and waiting for somebody.' })
  waiting!: number;

  @Field(() => Int, { description: 'Resolved; the consumer has not answered.' })
  resolved!: number;

  @Field(() => Int, { description: 'Closed.' })
  closed!: number;

  @Field(() => Int, { description: 'The time for the final response is over and none is given.' })
  overdue!: number;

  @Field(() => Int, { description: 'The final response is due within 7 days.' })
  dueSoon!: number;

  @Field(() => Int, { description: 'Open or in progress, and nobody works on it.' })
  unassigned!: number;

  @Field(() => Int, { description: 'Assigned to the viewer and not closed.' })
  mine!: number;

  @Field(() => Int, { description: 'A manager must decide who takes it.' })
  needsManager!: number;

  @Field(() => Int, { description: 'Came back at least once, and not closed.' })
  reopened!: number;

  @Field(() => Int, { description: 'Closed in the last 30 days.' })
  closedLast30Days!: number;

  @Field(() => Int, { description: 'Received in the last 30 days.' })
  receivedLast30Days!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Days from receipt to the first closing, the median of those closed in the last 365 days; null when there are none.',
  })
  medianDaysToClose!: number | null;

  @Field(() => [CategoryCount], {
    description: 'Complaints that are not closed by category, the eight largest.',
  })
  byCategory!: CategoryCount[];

  @Field(() => [DayCount], { description: 'The last 30 days, today included, oldest first.' })
  byDay!: DayCount[];
}

@ObjectType({ description: 'What one member of staff has to do.' })
export class Workload {
  @Field(() => User, { description: 'Who.' })
  user!: User;

  @Field(() => Int, { description: 'In progress and assigned.' })
  open!: number;

  @Field(() => Int, { description: 'Of these, waiting for somebody.' })
  waiting!: number;

  @Field(() => Int, { description: 'Of these, overdue.' })
  overdue!: number;

  @Field(() => Int, { description: 'Of these, due within 7 days.' })
  dueSoon!: number;

  @Field(() => Int, { description: 'Resolutions given in the last 30 days.' })
  resolvedLast30Days!: number;
}
