import { consumer, type Story } from '../story.ts';

/** What the two consumers with accounts complained about. The first thing that a person tries in the demo is to answer a resolution. */
export const consumerAccountStories: readonly Story[] = [
  {
    from: 'Emily Carter',
    intake: 'account',
    ago: 12,
    subject: 'Dishwasher leaks after the repair',
    text:
      'Your technician replaced the inlet hose of my dishwasher on the 3rd. Since then there is a puddle in front of it after every ' +
      'wash, worse than before. The wooden floor is starting to lift at one corner. I have stopped using the machine.',
    wants: 'Repair it properly, and look at the floor.',
    category: 'Repair and warranty / Not repaired properly',
    priority: 'high',
    steps: [
      { ago: 11, by: 'helpdesk1', do: 'assign', to: 'support1' },
      {
        ago: 11,
        by: 'support1',
        do: 'reply',
        text:
          'I am sorry that the repair made it worse, Ms Carter. Please leave the tap of the machine closed. I have asked for the report ' +
          'of the visit, and I will call you with a new appointment by Thursday.',
      },
      {
        ago: 10,
        by: consumer,
        do: 'reply',
        text: 'The tap is closed. Mornings suit me best, before ten. I have put photographs of the floor aside.',
      },
      {
        ago: 8,
        by: 'support1',
        do: 'resolution note',
        text: 'Report of the visit: the hose clamp was not tightened to torque. Second technician fitted a new clamp and hose; 3 test washes, dry.',
      },
      {
        ago: 2,
        by: 'support1',
        do: 'resolve',
        outcome: 'upheld',
        explanation:
          'You were right. The clamp of the new hose had not been tightened as it should, so water escaped at each wash. Our second ' +
          'technician has fitted a new hose and clamp and ran three washes without a drop. The flooring specialist found two boards to replace.',
        rootCause: 'Repair step not checked: the torque of the clamp is missing from the checklist of inlet hoses.',
        remedy: 'Repaired at no cost, two boards replaced next week at our expense, and $85.00 for the days without a dishwasher.',
        redressMinor: 8_500,
      },
    ],
  },
  {
    from: 'Emily Carter',
    intake: 'account',
    ago: 9,
    subject: 'Refund for the returned headphones is $20 short',
    text:
      'I returned the Northwind headphones unopened within ten days. The receipt of the return says $149.00, but only $129.00 arrived on my card.',
    wants: 'The missing $20.00.',
    category: 'Billing and refunds / Refund not received',
    steps: [
      { ago: 8, by: 'support2', do: 'start' },
      {
        ago: 3,
        by: 'support2',
        do: 'resolve',
        outcome: 'partly_upheld',
        explanation:
          'The $20.00 were the promotional voucher that you paid with, and vouchers come back as a voucher, as its terms say. But our ' +
          'confirmation named the full amount as a refund to the card, which was wrong, and nobody told you where the voucher went.',
        rootCause: 'The confirmation of a return adds vouchers to the amount that goes back to the card.',
        remedy: 'The voucher of $20.00 is in your account again, valid for twelve months instead of three.',
      },
    ],
  },
  {
    from: 'Emily Carter',
    intake: 'account',
    ago: 6,
    subject: 'Coffee machine shows error E14 since the first day',
    text:
      'The Brewline 300 that I bought in the Lincoln Park shop shows E14 and stops in the middle of every second cup. Descaling and a reset ' +
      'did not help. The line for help told me to descale it again.',
    category: 'Faulty product / Kitchen appliances',
    steps: [
      { ago: 5, by: 'helpdesk2', do: 'assign', to: 'support1' },
      {
        ago: 4,
        by: 'support1',
        do: 'ask',
        text: 'Could you tell me the serial number? It is on the plate under the water tank and begins with BL3.',
      },
    ],
  },
  {
    from: 'Emily Carter',
    intake: 'account',
    ago: 1,
    subject: 'Delivery of the freezer was moved for the third time',
    text:
      'The freezer was promised for the 9th, then the 14th, then today. This morning I got a message that it will be the 27th. I took a day ' +
      'off each time. Nobody could tell me on the phone whether there is a freezer at all.',
    wants: 'A date that holds, or my money back.',
    category: 'Delivery / Late',
    steps: [],
  },
  {
    from: 'Marcus Bell',
    intake: 'account',
    ago: 20,
    subject: 'Charged twice for the same television',
    text: 'My card was charged $899.00 on the day of the order and $899.00 again on the day of the delivery. There was one television.',
    wants: 'One of the two charges back, and the fee that my bank took for the overdraft.',
    category: 'Billing and refunds / Charged twice',
    priority: 'high',
    steps: [
      { ago: 19, by: 'helpdesk1', do: 'assign', to: 'support2' },
      {
        ago: 18,
        by: 'support2',
        do: 'wait',
        text: 'Acquirer asked for the trace of both authorisations (ticket 88-20417).',
      },
      { ago: 13, by: 'support2', do: 'resume' },
      {
        ago: 4,
        by: 'support2',
        do: 'resolve',
        outcome: 'upheld',
        explanation:
          'The first charge was an authorisation that should have lapsed when the shipment was split. It was collected by mistake. The ' +
          '$899.00 went back to your card yesterday, and your bank shows them within three working days.',
        rootCause: 'Split shipments make a second authorisation without releasing the first one.',
        remedy: 'Refund of the second charge, and $35.00 for the fee of your bank.',
        redressMinor: 3_500,
      },
    ],
  },
];
