import { graphqlEnum } from '../graphql/enum.ts';
import { roles, type Role } from '../shared/roles.ts';

export const RoleEnum = graphqlEnum<Role>(
  'Role',
  'What a user is in the organisation. A user has exactly one role.',
  roles,
  {
    consumer: 'Has complaints of their own.',
    help_desk: 'Takes complaints in, on behalf of consumers.',
    support: 'Solves complaints.',
    manager: 'Leads: assigns, decides, reports.',
    admin: "Runs the organisation's part of the installation; may do everything that a manager may.",
  },
);
