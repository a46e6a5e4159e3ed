import {
  accepts,
  acceptSpoken,
  ask,
  assign,
  note,
  rejects,
  reopen,
  reply,
  resolutionNote,
  resolve,
  resume,
  says,
  start,
  wait,
  withdraws,
} from '../steps.ts';
import { consumer, type Story } from '../story.ts';

/** What was answered in the last three months. */
export const answeredStories: readonly Story[] = [
  {
    from: 'Irena Dvořák',
    intake: 'public_form',
    ago: 17,
    subject: 'Invoice in Czech with English words in it',
    text: '“Splatnost: due in 14 days.” My customers are translators. You can imagine.',
    category: 'Software fault / Invoicing',
    priority: 'low',
    steps: [
      start(16, 'ts_support2'),
      resolve(6, 'ts_support2', {
        outcome: 'upheld',
        explanation:
          'Four phrases had been left untranslated. They are in Czech since the version of Monday; thank you for the list, we took your wording.',
        rootCause: 'New phrases went out before the translation was back.',
        remedy: 'Translated.',
      }),
    ],
  },
  {
    from: 'Walid Benali',
    intake: 'public_form',
    ago: 28,
    subject: 'Taxi receipts without the number of the car',
    text: 'In Brussels the number must be on it. Three of my drivers were fined, €125 each.',
    wants: 'The number, and the fines.',
    category: 'Software fault / Invoicing',
    priority: 'high',
    steps: [
      assign(28, 'ts_helpdesk', 'ts_support'),
      ask(
        27,
        'ts_support',
        'Could you send the three notices? The date on them decides whether it was our version or the one before.',
      ),
      says(26, 'All three attached, all after the update of the 2nd.'),
      resolutionNote(
        20,
        'ts_support',
        'Field was dropped from the small receipt in 9.1. Above my limit: asked Oskar to decide.',
      ),
      resolve(8, 'ts_manager', {
        outcome: 'upheld',
        explanation:
          'The number was on the receipt until version 9.0 and was lost in 9.1. It is back, and we pay the three fines, since your drivers could not have known.',
        rootCause: 'Field removed from the small receipt without a look at the rules of each city.',
        remedy: 'Number on the receipt again, €375.00 for the fines.',
        redressMinor: 37_500,
      }),
    ],
  },
  {
    from: 'Greta Hofer',
    intake: 'public_form',
    ago: 23,
    subject: 'Overnight guests are counted as two nights',
    text: 'Who arrives after midnight pays two nights. On an alp they all arrive late.',
    category: 'Software fault / Invoicing',
    steps: [
      start(22, 'ts_support'),
      resolve(18, 'ts_support', {
        outcome: 'partly_upheld',
        explanation:
          'The end of the day can be set, and it stood at midnight. That this setting is in a menu called “Advanced reports” is our fault.',
        rootCause: 'Setting where nobody looks for it.',
        remedy: 'End of the day set to 5:00 with you on the phone; the setting moves to the first page.',
      }),
      accepts(16),
    ],
  },
  {
    from: 'Aoife Brennan',
    intake: 'public_form',
    ago: 37,
    subject: 'Outage on our strongest Saturday',
    text: 'From 10:40 to 14:15 nothing worked. We wrote the sales on the back of bookmarks.',
    wants: 'What is in the contract for such a day.',
    category: 'Service outage',
    priority: 'high',
    steps: [
      start(36, 'ts_manager'),
      resolve(31, 'ts_manager', {
        outcome: 'upheld',
        explanation:
          'For three and a half hours our payment service could not be reached. The contract gives you a tenth of the month; as it was the strongest day of the year, we make it the whole month.',
        rootCause:
          'Certificate of the payment service ran out; its renewal had failed for a week without an alarm.',
        remedy: '€89.00, one month.',
        redressMinor: 8_900,
      }),
      accepts(31),
    ],
  },
  {
    from: 'Katarzyna Nowak',
    intake: { channel: 'phone', by: 'ts_helpdesk' },
    ago: 37,
    subject: 'Drivers could not sign on during the outage',
    text: 'Eleven lorries stood still for an hour on the Saturday of the outage.',
    category: 'Service outage',
    steps: [
      assign(36, 'ts_manager', 'ts_support2'),
      resolve(32, 'ts_support2', {
        outcome: 'partly_upheld',
        explanation:
          'The outage was ours. The app can sign on without a connection when “offline work” is switched on, which was offered to you last year.',
        rootCause: 'Certificate of the payment service ran out; offline work was not switched on.',
        remedy: 'A tenth of the month, and offline work switched on for all eleven.',
        redressMinor: 1_990,
      }),
      acceptSpoken(30, 'ts_helpdesk', 'Telephone, 8:50: accepts, asks for the instructions in Polish. Sent.'),
    ],
  },
  {
    from: 'Helena Costa',
    intake: 'public_form',
    ago: 52,
    subject: 'Wrong advice about the tax rate for plants',
    text: 'Your support told me 13 %. It is 6 % for what I sell. I have charged too much for a quarter.',
    category: 'Support quality / Wrong advice',
    steps: [
      start(51, 'ts_manager'),
      resolve(47, 'ts_manager', {
        outcome: 'upheld',
        explanation:
          'Our colleague should not have given advice on taxes at all. You asked us a clear question and got a clear and wrong answer.',
        rootCause: 'No rule on what support may say about taxes.',
        remedy: 'Corrected invoices for the quarter made by us; €120.00 for your tax adviser.',
        redressMinor: 12_000,
      }),
      accepts(45),
    ],
  },
  {
    from: 'Sean Doyle',
    intake: 'public_form',
    ago: 70,
    subject: 'Annual plan renewed two days before my reminder',
    text: 'The mail “your plan renews soon” came on the 14th. It had renewed on the 12th: €348.',
    category: 'Subscription / Renewal and cancellation',
    steps: [
      start(69, 'ts_support2'),
      resolve(65, 'ts_support2', {
        outcome: 'upheld',
        explanation:
          'The reminder was late, so you could not decide. The plan has been ended and the amount returned.',
        rootCause: 'Queue of mails stood still for four days.',
        remedy: '€348.00 returned.',
      }),
      accepts(63),
      reopen(50, consumer, 'Only €300 came back.'),
      note(49, 'ts_manager', 'Discount code of last year was subtracted again at the refund.'),
      resolve(48, 'ts_support2', {
        outcome: 'upheld',
        explanation:
          'A discount of last year was subtracted a second time. The missing €48.00 are on their way.',
        rootCause: 'Refund applies the discount of the first order.',
        remedy: '€48.00.',
        redressMinor: 4_800,
      }),
      accepts(47),
    ],
  },
  {
    from: 'Freya Nielsen',
    intake: 'public_form',
    ago: 62,
    subject: 'Report of the year without its last month',
    text: 'It ends a month too early. In three companies.',
    category: 'Software fault / Import and export',
    steps: [
      assign(61, 'ts_helpdesk', 'ts_support3'),
      resolve(60, 'ts_support3', {
        outcome: 'upheld',
        explanation:
          'The report was made while the last month was still open. It now says so on the first page and waits with the button until the month is closed.',
        rootCause: 'Open months are left out in silence.',
        remedy: 'Reports made anew for the three companies.',
      }),
    ],
  },
  {
    from: 'Pieter de Vries',
    intake: 'public_form',
    ago: 48,
    subject: 'Would like to have the dark colours on the till as well',
    text: 'In the evening the screen is like a headlight.',
    category: null,
    priority: 'low',
    steps: [
      start(47, 'ts_helpdesk'),
      assign(47, 'ts_helpdesk', 'ts_support'),
      resolve(46, 'ts_support', {
        outcome: 'out_of_scope',
        explanation:
          'This is a wish and not a complaint, and a good one. It is on the list of the team; you will get a message when it is there.',
        rootCause: 'None.',
        remedy: 'Wish entered in your name.',
      }),
      accepts(46),
    ],
  },
  {
    from: 'Chiara Rossi',
    intake: 'public_form',
    ago: 41,
    subject: 'Trial turned into a paid plan although I had not given a card',
    text: 'I had no card in there. You took the one from an account that I closed in 2021.',
    category: 'Subscription / Renewal and cancellation',
    steps: [
      start(40, 'ts_support2'),
      wait(39, 'ts_support2', 'Payment provider looks up from where the token of the card came.'),
      resume(33, 'ts_support2'),
      resolve(31, 'ts_support2', {
        outcome: 'upheld',
        explanation:
          'The provider found your old card by your address and attached it. We have had this switched off for all customers, your money is back, and the old card has been deleted.',
        rootCause: 'Automatic matching of cards at the payment provider.',
        remedy: '€29.00 returned, card deleted.',
      }),
      rejects(29, 'I still see the last four digits on the page for payment.'),
      resolve(26, 'ts_support2', {
        outcome: 'upheld',
        explanation:
          'You saw a stored copy of the page. It is gone now, I have looked at it from an account like yours.',
        rootCause: 'Page for payment stored for a week.',
        remedy: 'Stored copies of that page removed.',
      }),
      accepts(24),
    ],
  },
  {
    from: 'Magnus Eriksen',
    intake: { channel: 'phone', by: 'ts_helpdesk' },
    ago: 77,
    subject: 'Cannot read the small type on the tablet',
    text: 'He is 71 and wears glasses. The letters on the list of works do not grow with the setting of the tablet.',
    category: 'Software fault / Mobile app',
    steps: [
      assign(76, 'ts_helpdesk', 'ts_support'),
      resolve(71, 'ts_support', {
        outcome: 'upheld',
        explanation:
          'The list did not follow the setting. It does since version 9.1.4, which is on your tablet.',
        rootCause: 'Fixed sizes in one list of the app.',
        remedy: 'Corrected.',
      }),
      acceptSpoken(68, 'ts_helpdesk', 'Called back at 13:15; he reads me three lines aloud as a proof.'),
    ],
  },
  {
    from: 'Björn Håkansson',
    intake: 'public_form',
    ago: 84,
    subject: 'Offer of a colleague visible in my list',
    text: 'For a minute there was an offer of another building firm. I closed it at once, but I know their price now.',
    category: 'Privacy and data / Disclosure',
    priority: 'urgent',
    steps: [
      start(84, 'ts_manager'),
      reply(
        84,
        'ts_manager',
        'Thank you for telling us at once. The list is switched off for everybody until we know why.',
      ),
      resolve(80, 'ts_manager', {
        outcome: 'upheld',
        explanation:
          'A server had kept an answer too long and gave it to the next caller. Three firms were concerned, all of them have been told, and the authority too.',
        rootCause: 'Intermediate store without the customer in its key.',
        remedy: 'Store removed. The report of the incident is attached.',
      }),
      accepts(78),
    ],
  },
  {
    from: 'Ana Horvat',
    intake: 'public_form',
    ago: 30,
    subject: 'Double entry of an invoice number',
    text: 'Number 2214 was given twice. The tax office does not like that.',
    category: 'Software fault / Invoicing',
    steps: [withdraws(29, 'The second one was a copy that I had made myself. It says so in grey letters.')],
  },
  {
    from: 'Ruth Oppenheim',
    intake: { channel: 'email', by: 'ts_helpdesk' },
    ago: 56,
    subject: 'Contract for the processing of data missing',
    text: 'She asked twice for the contract under article 28 and was promised it.',
    category: 'Privacy and data / Access to data',
    steps: [
      start(55, 'ts_support2'),
      resolve(53, 'ts_support2', {
        outcome: 'withdrawn',
        explanation:
          'The contract was found in your mailbox during our call, signed by both sides two months ago. As you wished, we close the matter.',
        rootCause: 'None; the mail had been sorted into another folder.',
        remedy: 'Contract sent once more.',
      }),
      acceptSpoken(52, 'ts_helpdesk', 'By phone at 17:20, confirms that it is settled.'),
    ],
  },
];
