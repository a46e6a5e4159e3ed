import {
  accepts,
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

const from = 'Marcus Bell';
const intake = 'account';

/** What consumer2 complained about. */
export const marcusBellStories: readonly Story[] = [
  {
    from,
    intake,
    ago: 20,
    subject: 'Charged twice for the same television',
    text: 'My card was charged $899.00 on the day of the order and $899.00 again on the day of the delivery. There was one television.',
    wants: 'One of the two charges back, and the fee that my bank took for the overdraft.',
    category: 'Billing and refunds / Charged twice',
    priority: 'high',
    steps: [
      assign(19, 'helpdesk1', 'support2'),
      wait(18, 'support2', 'Acquirer asked for the trace of both authorisations (ticket 88-20417).'),
      resume(13, 'support2'),
      resolve(4, 'support2', {
        outcome: 'upheld',
        explanation:
          'The first charge was an authorisation that should have lapsed when the shipment was split. It was collected by mistake. The $899.00 went back to your card yesterday, and your bank shows them within three working days.',
        rootCause: 'Split shipments make a second authorisation without releasing the first one.',
        remedy: 'Refund of the second charge, and $35.00 for the fee of your bank.',
        redressMinor: 3_500,
      }),
    ],
  },
  {
    from,
    intake,
    ago: 30,
    subject: 'Laptop came back from repair with somebody else’s hard disk',
    text: 'The laptop was with you for a broken hinge. It came back with a working hinge and with the photographs of a family that I do not know. Where are my data, and who has them?',
    wants: 'My own disk, and an honest account of what happened.',
    category: 'Repair and warranty / Not repaired properly',
    priority: 'urgent',
    steps: [
      start(30, 'manager1'),
      reply(
        30,
        'manager1',
        'Mr Bell, please switch the laptop off and do not copy anything. I have stopped all returns of that workshop for today. A courier brings you a box with a seal tomorrow between 9 and 11; I will call you before noon.',
      ),
      says(
        29,
        'The box has been collected. I want to know in writing whether anybody has looked at my files.',
      ),
      resolve(24, 'manager1', {
        outcome: 'upheld',
        explanation:
          'Your disk was in a laptop of the same model on the next bench. It was found on the same evening, sealed, and never switched on outside the workshop. The log of the disk shows no access after the day you handed it in.',
        rootCause: 'Disks were removed for the repair of hinges and laid down without a label.',
        remedy:
          'Disk returned and installed in your presence. Disks stay in the machine for repairs that do not need it.',
      }),
      rejects(
        21,
        'I asked in writing whether the other family has been told, and what you pay for three weeks without my work. Neither is answered.',
      ),
      assign(20, 'manager1', 'support2'),
      note(20, 'manager1', 'Tomás takes over the correspondence; I was in charge of the workshop that day.'),
      resolve(14, 'support2', {
        outcome: 'upheld',
        explanation:
          'The other family was told on the 2nd day, and their disk is with them. For the three weeks we follow the rate of the rental laptop that we should have offered.',
        rootCause: 'No rental laptop was offered although the repair took longer than five days.',
        remedy: '$240.00, the rate of a rental laptop for three weeks.',
        redressMinor: 24_000,
      }),
      rejects(
        10,
        'A rental rate is not the point. A client cancelled because I could not deliver his drawings; I wrote that twice, with his letter attached.',
      ),
    ],
  },
  {
    from,
    intake,
    ago: 5,
    subject: 'Gift card of $50 is not accepted online',
    text: 'The shop took the money for the card, the web shop says “unknown number”. I tried it on two computers and in the app.',
    category: 'Billing and refunds / Price and discounts',
    steps: [
      start(4, 'support3'),
      note(
        3,
        'support3',
        'Card is from roll 7714, which was never activated in the web shop. 300 cards. Told Ingrid.',
      ),
    ],
  },
  {
    from,
    intake,
    ago: 2,
    subject: 'Speaker crackles at low volume',
    text: 'The left one of the pair crackles as soon as the volume is under a third. I changed the cables and the sides; the noise moves with the speaker.',
    wants: 'One new speaker of the pair.',
    category: 'Faulty product / Audio and TV',
    steps: [],
  },
  {
    from,
    intake,
    ago: 28,
    subject: 'Two boxes of printer paper instead of the printer',
    text: 'The parcel had the right label and the right weight. Inside were two boxes of paper.',
    category: 'Delivery / Wrong item',
    steps: [
      start(27, 'helpdesk1'),
      assign(27, 'helpdesk1', 'support3'),
      resolve(22, 'support3', {
        outcome: 'upheld',
        explanation:
          'Two pallets were mixed up in the warehouse. Your printer has been sent by express; please keep the paper.',
        rootCause: 'Labels are printed in advance and stuck on by weight.',
        remedy: 'Printer delivered by express.',
      }),
      accepts(20),
    ],
  },
  {
    from,
    intake,
    ago: 95,
    subject: 'Manual of the soundbar only in Polish',
    text: 'The box has one manual and it is in Polish. I have nothing against Polish, but I cannot read it.',
    category: 'Faulty product / Audio and TV',
    priority: 'low',
    steps: [
      start(93, 'support1'),
      resolve(92, 'support1', {
        outcome: 'upheld',
        explanation:
          'The device came from a batch for another country. The manual in English is attached to this message, a printed one is in the post.',
        rootCause: 'Batch for another country in the central warehouse.',
        remedy: 'Printed manual sent.',
      }),
    ],
  },
  {
    from,
    intake,
    ago: 140,
    subject: 'Doorbell camera shows the neighbour’s garden',
    text: 'Since the update the app shows the picture of a camera that is not mine. I can see children playing. This must not be.',
    wants: 'That nobody sees my door, either.',
    category: 'Faulty product / Phones and computers',
    priority: 'urgent',
    steps: [
      start(140, 'support2'),
      resolutionNote(
        138,
        'support2',
        'Maker confirms: pairing codes given out twice in batch DB-0611. Cameras of that batch are unpaired by the maker tonight.',
      ),
      resolve(137, 'support2', {
        outcome: 'upheld',
        explanation:
          'Two cameras of one batch had the same pairing code. The maker has unpaired all of them, and your picture is yours alone since last night.',
        rootCause: 'The maker’s pairing codes were not unique within a batch.',
        remedy: 'Camera exchanged. The rest of the batch was taken off the shelves.',
      }),
      accepts(135),
    ],
  },
  {
    from,
    intake,
    ago: 61,
    subject: 'Old refrigerator was not taken along',
    text: 'I paid $25.00 for the old one to be taken along. The driver said that it was not on his list and left it in the corridor.',
    category: 'Delivery / Not received',
    steps: [withdraws(60, 'They came back the same evening and took it.')],
  },
];
