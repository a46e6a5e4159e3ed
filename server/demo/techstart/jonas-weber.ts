import {
  accepts,
  ask,
  assign,
  note,
  rejects,
  reply,
  resolutionNote,
  resolve,
  resume,
  says,
  start,
  wait,
  withdraws,
} from '../steps.ts';
import type { Story } from '../story.ts';

const from = 'Jonas Weber';
const intake = 'account';

/** What ts_consumer, a joiner's workshop in Dresden, complained about. */
export const jonasWeberStories: readonly Story[] = [
  {
    from,
    intake,
    ago: 8,
    subject: 'Invoices show the old VAT number since the update',
    text: 'Since version 9.2 every invoice that I send carries the VAT number of my former company, although the settings show the new one. Two customers have sent invoices back.',
    wants: 'The right number, and a way to correct the invoices that are out.',
    category: 'Software fault / Invoicing',
    priority: 'high',
    steps: [
      assign(7, 'ts_helpdesk', 'ts_support'),
      reply(
        7,
        'ts_support',
        'I can see it in your account, Mr Weber. Please send no invoices until tomorrow noon; a correction is being tested tonight.',
      ),
      resolutionNote(
        6,
        'ts_support',
        'Templates from before 2020 keep a copy of the number. 341 accounts affected; patch 9.2.1.',
      ),
      resolve(2, 'ts_support', {
        outcome: 'upheld',
        explanation:
          'The update took the number from your template of 2019 instead of the settings. Version 9.2.1, which you have since last night, reads it from the settings, and the menu of an invoice has “Correct and send again”.',
        rootCause: 'The migration of templates in 9.2 preferred values stored in the template.',
        remedy: 'Corrected, and one month free of charge.',
        redressMinor: 2_900,
      }),
    ],
  },
  {
    from,
    intake,
    ago: 5,
    subject: 'Time sheets lose the break when the phone is offline',
    text: 'My people stamp on the building site where there is no signal. In the evening the break of 45 minutes has vanished from the time sheet, and I pay for it.',
    category: 'Software fault / Time sheets',
    steps: [
      start(4, 'ts_support2'),
      ask(
        3,
        'ts_support2',
        'Which version does the app show on one of the phones (Profile, at the very bottom), and are they iPhones or Android?',
      ),
    ],
  },
  {
    from,
    intake,
    ago: 1,
    subject: 'Reminder sent to a customer who had paid',
    text: 'A customer of twenty years got a second reminder with a fee although the payment was matched a week before. He was rightly angry with me.',
    wants: 'An explanation that I can show him.',
    category: 'Software fault / Invoicing',
    steps: [],
  },
  {
    from,
    intake,
    ago: 34,
    subject: 'Price raised although the contract says two years',
    text: 'The contract of last year says “fixed for 24 months”. From the first of the month you take €34 instead of €29.',
    category: 'Subscription / Price change',
    steps: [
      start(33, 'ts_support2'),
      resolve(29, 'ts_support2', {
        outcome: 'not_upheld',
        explanation: 'The terms allow us to raise prices with a notice of six weeks, which was sent to you.',
        rootCause: 'None on our side.',
        remedy: 'None.',
      }),
      rejects(
        27,
        'I do not speak of your terms, but of the contract that your salesman signed. Page 2, attached once more.',
      ),
      resolve(22, 'ts_support2', {
        outcome: 'upheld',
        explanation:
          'You are right, and I should have read page 2. The price is fixed until the 24 months are over.',
        rootCause: 'Individual contracts are not marked in the billing system.',
        remedy: 'Difference of €5.00 returned, price fixed as agreed.',
        redressMinor: 500,
      }),
      accepts(21),
    ],
  },
  {
    from,
    intake,
    ago: 66,
    subject: 'Export for the tax adviser has the dates in American order',
    text: 'The third of April has become the fourth of March. My tax adviser noticed it only because there was no 31st month.',
    category: 'Software fault / Import and export',
    steps: [
      assign(65, 'ts_helpdesk', 'ts_support3'),
      wait(
        64,
        'ts_support3',
        'Maker of the tax software checks whether the field of the country is read at all.',
      ),
      resume(60, 'ts_support3'),
      resolve(59, 'ts_support3', {
        outcome: 'upheld',
        explanation:
          'The export now writes dates as year-month-day, which every software reads in the same way. The quarter has been exported anew and is in your folder.',
        rootCause: 'The order of the date followed the language of the server.',
        remedy: 'Corrected, quarter exported anew.',
      }),
    ],
  },
  {
    from,
    intake,
    ago: 90,
    subject: 'Cannot add a fourth employee',
    text: 'The button is grey, and there is no word about why.',
    category: null,
    priority: 'low',
    steps: [
      note(89, 'ts_helpdesk', 'Plan includes three. Sent the list of plans.'),
      withdraws(
        89,
        'It was the size of my plan. A sentence next to the button would have saved us both the time.',
      ),
    ],
  },
  {
    from,
    intake,
    ago: 15,
    subject: 'Telephone support hung up after forty minutes',
    text: 'Forty minutes of music, then a click. Twice. The second time on a day on which I could not send a single invoice.',
    category: 'Support quality / Slow answer',
    steps: [
      start(14, 'ts_manager'),
      says(13, 'And the survey afterwards asked whether I would recommend you.'),
      resolve(10, 'ts_manager', {
        outcome: 'upheld',
        explanation:
          'The exchange drops calls after forty minutes, a setting of the former supplier that nobody knew. It has been removed, and from 10 minutes on we offer to call back.',
        rootCause: 'A limit in the telephone exchange.',
        remedy: 'Limit removed; call back offered from now on.',
      }),
      accepts(9),
    ],
  },
];
