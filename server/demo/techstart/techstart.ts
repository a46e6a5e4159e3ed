import type { DemoOrganisation } from '../story.ts';
import { techstartPeople } from './people.ts';
import { answeredStories } from './answered.ts';
import { archiveStories } from './archive.ts';
import { currentStories } from './current.ts';
import { jonasWeberStories } from './jonas-weber.ts';

/** A software company: invoicing, time sheets and a mobile app, sold by subscription. */
export const techstart: DemoOrganisation = {
  slug: 'techstart',
  name: 'TechStart Inc',
  timeZone: 'Europe/Dublin',
  currency: 'EUR',
  redressLimitMinor: 20_000,
  opensAtMinuteUtc: 8 * 60 + 20,
  staff: [
    { username: 'ts_admin', displayName: 'Niamh Gallagher', role: 'admin' },
    { username: 'ts_manager', displayName: 'Oskar Brandt', role: 'manager' },
    { username: 'ts_helpdesk', displayName: 'Leila Haddad', role: 'help_desk' },
    { username: 'ts_support', displayName: 'Rafael Moreira', role: 'support' },
    { username: 'ts_support2', displayName: 'Anna Kowalczyk', role: 'support' },
    { username: 'ts_support3', displayName: 'Dmitri Volkov', role: 'support' },
  ],
  people: techstartPeople,
  categories: {
    Subscription: ['Renewal and cancellation', 'Price change', 'Invoices'],
    'Software fault': ['Invoicing', 'Time sheets', 'Mobile app', 'Import and export'],
    'Service outage': [],
    'Support quality': ['Slow answer', 'Wrong advice'],
    'Privacy and data': ['Access to data', 'Deletion', 'Disclosure'],
  },
  stories: [...jonasWeberStories, ...currentStories, ...answeredStories, ...archiveStories],
};
