import { Ctx, Field, ID, ObjectType, Root } from 'type-graphql';
import { viewerOf, type Context } from '../context.ts';
import { connectionType } from '../graphql/connection.types.ts';
import { toGlobalId } from '../graphql/global-id.ts';
import { DateTime } from '../graphql/scalars.ts';
import { deviceName } from './device-name.ts';

interface RawSession {
  id: string;
  client: string | null;
}

@ObjectType({ description: 'A place where the viewer is signed in.' })
export class UserSession {
  @Field(() => ID, { name: 'id', description: 'Opaque and stable; the id of the viewer in that session.' })
  globalId(@Root() row: RawSession): string {
    return toGlobalId('Session', row.id);
  }

  @Field(() => String, {
    description: 'The software and device in words, as they call themselves: “Firefox on Windows”.',
  })
  device(@Root() row: RawSession): string {
    return deviceName(row.client);
  }

  @Field(() => Boolean, { description: 'True for the session that asks.' })
  isCurrent(@Root() row: RawSession, @Ctx() context: Context): boolean {
    return row.id === viewerOf(context).sessionId;
  }

  @Field(() => DateTime, { description: 'When the user signed in.' })
  startedAt!: Date;

  @Field(() => DateTime, { description: 'When it was last used, to about five minutes.' })
  lastUsedAt!: Date;

  @Field(() => DateTime, { description: 'When it ends at the latest: 30 days after the sign-in.' })
  expiresAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When a used-up refresh token came once more, so that somebody else has had it: the session ended then. Null otherwise.',
  })
  reuseDetectedAt!: Date | null;
}

export const UserSessionConnection = connectionType<UserSession>(
  'UserSession',
  () => UserSession,
  'sessions',
);
