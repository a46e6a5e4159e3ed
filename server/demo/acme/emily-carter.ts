import {
  accepts,
  ask,
  assign,
  classify,
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

const from = 'Emily Carter';
const intake = 'account';

/** What consumer1 complained about: something in every status, and two resolutions to answer. */
export const emilyCarterStories: readonly Story[] = [
  {
    from,
    intake,
    ago: 12,
    subject: 'Dishwasher leaks after the repair',
    text: 'Your technician replaced the inlet hose of my dishwasher two weeks ago. Since then there is a puddle in front of it after every wash, worse than before. The wooden floor is starting to lift at one corner. I have stopped using the machine.',
    wants: 'Repair it properly, and look at the floor.',
    category: 'Repair and warranty / Not repaired properly',
    steps: [
      assign(11, 'helpdesk1', 'support1'),
      classify(11, 'helpdesk1', { priority: 'high' }),
      reply(
        11,
        'support1',
        'I am sorry that the repair made it worse, Ms Carter. Please leave the tap of the machine closed. I have asked for the report of the visit, and I will call you with a new appointment by Thursday.',
      ),
      says(
        10,
        'The tap is closed. Mornings suit me best, before ten. I have put photographs of the floor aside.',
      ),
      note(
        8,
        'support1',
        'Second technician was there at 8:40. Flooring specialist booked separately, he sends his estimate to me.',
      ),
      resolutionNote(
        5,
        'support1',
        'Report of the first visit: the hose clamp was not tightened to torque. New clamp and hose fitted; three test washes, dry.',
      ),
      resolve(2, 'support1', {
        outcome: 'upheld',
        explanation:
          'You were right. The clamp of the new hose had not been tightened as it should, so water escaped at each wash. Our second technician has fitted a new hose and clamp and ran three washes without a drop. The flooring specialist found two boards to replace.',
        rootCause:
          'Repair step not checked: the torque of the clamp is missing from the checklist for inlet hoses.',
        remedy:
          'Repaired at no cost, two boards replaced next week at our expense, and $85.00 for the days without a dishwasher.',
        redressMinor: 8_500,
      }),
    ],
  },
  {
    from,
    intake,
    ago: 9,
    subject: 'Refund for the returned headphones is $20 short',
    text: 'I returned the Northwind headphones unopened within ten days. The receipt of the return says $149.00, but only $129.00 arrived on my card.',
    wants: 'The missing $20.00.',
    category: 'Billing and refunds / Refund not received',
    steps: [
      start(8, 'support2'),
      resolve(3, 'support2', {
        outcome: 'partly_upheld',
        explanation:
          'The $20.00 were the promotional voucher that you paid with, and vouchers come back as a voucher, as its terms say. But our confirmation named the full amount as a refund to the card, which was wrong, and nobody told you where the voucher went.',
        rootCause: 'The confirmation of a return adds vouchers to the amount that goes back to the card.',
        remedy: 'The voucher of $20.00 is in your account again, valid for twelve months instead of three.',
      }),
    ],
  },
  {
    from,
    intake,
    ago: 6,
    subject: 'Coffee machine shows error E14 since the first day',
    text: 'The Brewline 300 that I bought in the Lincoln Park shop shows E14 and stops in the middle of every second cup. Descaling and a reset did not help. Your hotline told me to descale it again.',
    category: 'Faulty product / Kitchen appliances',
    steps: [
      assign(5, 'helpdesk2', 'support1'),
      ask(
        4,
        'support1',
        'Could you tell me the serial number? It is on the plate under the water tank and begins with BL3. With it I can see whether your machine is from the series with the weak flow meter.',
      ),
    ],
  },
  {
    from,
    intake,
    ago: 1,
    subject: 'Delivery of the freezer was moved for the third time',
    text: 'The freezer was promised for one Monday, then for the Friday, then for today. This morning I got a message with yet another date. I took a day off each time. Nobody could tell me on the phone whether there is a freezer at all.',
    wants: 'A date that holds, or my money back.',
    category: 'Delivery / Late',
    steps: [],
  },
  {
    from,
    intake,
    ago: 24,
    subject: 'Extended warranty was sold to me although I said no',
    text: 'At the till I was asked three times whether I wanted the five-year protection for the kettle and said no three times. It is on the receipt all the same: $14.99 for a kettle of $39.00.',
    wants: 'Take it off, and talk to the people at the till.',
    category: 'Service in the shop / Staff',
    steps: [
      start(23, 'support3'),
      note(
        21,
        'support3',
        'Shop manager confirms the same complaint from two more customers in that week. All with the same cashier.',
      ),
      resolve(19, 'support3', {
        outcome: 'upheld',
        explanation:
          'A protection plan may only be added when the customer asks for it. That did not happen here, and you are not the only one. We have cancelled the plan.',
        rootCause: 'A sales target for protection plans that was counted per till.',
        remedy:
          'The $14.99 are back on your card. The target per till has been dropped in all shops of the region.',
        redressMinor: 1_499,
      }),
      accepts(18),
    ],
  },
  {
    from,
    intake,
    ago: 47,
    subject: 'Washing machine tears the duvet covers',
    text: 'Two duvet covers came out of the drum with the same triangular tear. There is a sharp edge behind the rubber of the door, one can feel it with a finger.',
    wants: 'A machine without an edge and $110.00 for the covers.',
    category: 'Faulty product / Laundry',
    steps: [
      assign(46, 'helpdesk1', 'support1'),
      resolve(38, 'support1', {
        outcome: 'partly_upheld',
        explanation:
          'The technician smoothed the edge of the door seal. As the covers were not shown to him, we offer half of their price.',
        rootCause: 'Burr at the door seal, a fault of manufacture.',
        remedy: 'Edge removed; $55.00 for the covers.',
        redressMinor: 5_500,
      }),
      rejects(
        36,
        'He never asked to see the covers. They lay on the table in the same room. I can send photographs of both.',
      ),
      ask(
        35,
        'support1',
        'Please send the photographs with the labels of the covers, and I will put it right.',
      ),
      says(
        34,
        'I have sent four photographs to the address in your message: both covers, both labels, and the tears with a ruler.',
      ),
      resolve(31, 'support1', {
        outcome: 'upheld',
        explanation:
          'Thank you for the photographs. Both tears match the burr that was removed. We should have asked for them before the first answer.',
        rootCause:
          'Burr at the door seal, a fault of manufacture; evidence was not asked for before the case was decided.',
        remedy: '$110.00 for both covers, paid to your card.',
        redressMinor: 11_000,
      }),
      accepts(30),
    ],
  },
  {
    from,
    intake,
    ago: 33,
    subject: 'Account was locked and my wish list is gone',
    text: 'After the new sign-in came to the web shop I could not get in for five days. When I finally could, the wish list with about sixty things for the new kitchen was empty.',
    category: 'Web shop and account',
    steps: [
      start(32, 'helpdesk2'),
      assign(31, 'helpdesk2', 'support3'),
      wait(30, 'support3', 'Web team looks for the list in the backup of the night before the change.'),
      resume(27, 'support3'),
      resolve(26, 'support3', {
        outcome: 'upheld',
        explanation:
          'Lists of accounts with two addresses were left behind when the new sign-in came. Yours is back with all 61 things, and we have written to the others whom it concerns.',
        rootCause: 'The move of the accounts matched by address and skipped those with two of them.',
        remedy: 'List restored; free delivery of the next order.',
      }),
    ],
  },
  {
    from,
    intake,
    ago: 16,
    subject: 'Vacuum cleaner advertised with a second battery that was not in the box',
    text: 'The page of the offer showed two batteries. In the box there was one. The chat said that the picture is only a symbol.',
    wants: 'The second battery.',
    category: 'Billing and refunds / Price and discounts',
    steps: [
      withdraws(15, 'The second battery came in a parcel of its own today. Nobody had told me. All is well.'),
    ],
  },
  {
    from,
    intake,
    ago: 70,
    subject: 'Toaster repaired twice and still burns one side',
    text: 'It has been with you twice now, ten days each time. It came back with a fine letter both times and burns the left side as it always did.',
    category: 'Repair and warranty / Not repaired properly',
    steps: [
      start(69, 'support1'),
      resolve(60, 'support1', {
        outcome: 'upheld',
        explanation: 'A third repair makes no sense. We have sent you a new toaster of the follow-up model.',
        rootCause:
          'The workshop tested the toaster without bread, so the difference between the sides did not show.',
        remedy: 'New toaster, delivered.',
      }),
      accepts(57),
      reopen(
        40,
        consumer,
        'The new one does exactly the same on the right side. I am sorry, but I would rather have the money now.',
      ),
      assign(39, 'manager1', 'support2'),
      note(
        39,
        'manager1',
        'Same fault in a second unit: Tomás, please ask purchasing whether the supplier knows of it before we answer.',
      ),
      wait(36, 'support2', 'Purchasing waits for the test report of the supplier on the heating elements.'),
    ],
  },
];
