import type { Story } from '../story.ts';

export const firstStories: readonly Story[] = [
  {
    from: 'Jonas Weber',
    intake: 'account',
    ago: 8,
    subject: 'Invoices show the old VAT number since the update',
    text:
      'Since version 9.2 every invoice that I send carries the VAT number of my former company, although the settings show the new one. ' +
      'Two customers have sent invoices back.',
    wants: 'The right number, and a way to correct the invoices that are out.',
    category: 'Software fault / Invoicing',
    priority: 'high',
    steps: [
      { ago: 7, by: 'ts_helpdesk', do: 'assign', to: 'ts_support' },
      {
        ago: 2,
        by: 'ts_support',
        do: 'resolve',
        outcome: 'upheld',
        explanation:
          'The update took the number from the template of 2019 instead of the settings. Version 9.2.1, which you have since last night, reads it ' +
          'from the settings, and the menu of an invoice has "Correct and send again".',
        rootCause: 'The migration of templates in 9.2 preferred values stored in the template.',
        remedy: 'Corrected, and one month free of charge.',
      },
    ],
  },
];
