import type { DemoOrganisation } from '../story.ts';
import { acmePeople } from './people.ts';
import { answeredStories } from './answered.ts';
import { archiveStories } from './archive.ts';
import { currentStories } from './current.ts';
import { emilyCarterStories } from './emily-carter.ts';
import { marcusBellStories } from './marcus-bell.ts';

/** A retailer of electronics and household appliances with shops, a web shop and a repair service. */
export const acme: DemoOrganisation = {
  slug: 'acme',
  name: 'Acme Corporation',
  timeZone: 'America/Chicago',
  currency: 'USD',
  redressLimitMinor: 50_000,
  opensAtMinuteUtc: 14 * 60 + 5,
  staff: [
    { username: 'admin', displayName: 'Priya Raman', role: 'admin' },
    { username: 'manager1', displayName: 'Daniel Okafor', role: 'manager' },
    { username: 'manager2', displayName: 'Ingrid Solheim', role: 'manager' },
    { username: 'helpdesk1', displayName: 'Sofia Marchetti', role: 'help_desk' },
    { username: 'helpdesk2', displayName: 'Ben Adeyemi', role: 'help_desk' },
    { username: 'support1', displayName: 'Mara Lindqvist', role: 'support' },
    { username: 'support2', displayName: 'Tomás Herrera', role: 'support' },
    { username: 'support3', displayName: 'Yuki Tanabe', role: 'support' },
    { username: 'g.fitch', displayName: 'Gerald Fitch', role: 'support', leftAgo: 210 },
  ],
  people: acmePeople,
  categories: {
    Delivery: ['Late', 'Damaged in transit', 'Wrong item', 'Not received'],
    'Faulty product': ['Kitchen appliances', 'Laundry', 'Audio and TV', 'Phones and computers'],
    'Billing and refunds': ['Refund not received', 'Charged twice', 'Price and discounts'],
    'Repair and warranty': ['Repair takes too long', 'Warranty refused', 'Not repaired properly'],
    'Service in the shop': ['Staff', 'Accessibility'],
    'Web shop and account': [],
  },
  stories: [
    ...emilyCarterStories,
    ...marcusBellStories,
    ...currentStories,
    ...answeredStories,
    ...archiveStories,
  ],
};
