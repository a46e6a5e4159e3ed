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
  withdrawSpoken,
} from '../steps.ts';
import { consumer, type Story } from '../story.ts';

/** What was answered in the last three months: waiting for the consumer's word, accepted, closed unanswered, reopened, withdrawn. */
export const answeredStories: readonly Story[] = [
  {
    from: 'Olivia Grant',
    intake: 'public_form',
    ago: 18,
    subject: 'Kettle lid breaks off',
    text: 'The lid broke at the hinge after six weeks. Boiling water ran over the worktop, luckily not over me.',
    category: 'Faulty product / Kitchen appliances',
    priority: 'high',
    steps: [
      start(17, 'support1'),
      resolutionNote(12, 'support1', 'Hinge with a bubble in the plastic, visible in the photograph.'),
      resolve(6, 'support1', {
        outcome: 'upheld',
        explanation:
          'The hinge has a fault in the material. A new kettle of another series is on its way to you, and we have told the maker of the danger.',
        rootCause: 'Air bubbles in the hinge, batch 0311.',
        remedy: 'New kettle of another series and $30.00.',
        redressMinor: 3_000,
      }),
    ],
  },
  {
    from: 'Jerome Baptiste',
    intake: { channel: 'phone', by: 'helpdesk1' },
    ago: 25,
    subject: 'Freezer failed and the food was lost',
    text: 'Eight months old, stopped over a weekend. He lists meat and fish for about $380.00 and has kept the receipts of most of it.',
    wants: 'Repair, and the food.',
    category: 'Faulty product / Kitchen appliances',
    steps: [
      assign(25, 'helpdesk1', 'support1'),
      note(20, 'support1', 'Compressor changed on site. Receipts copied: $341.20.'),
      resolve(7, 'support1', {
        outcome: 'upheld',
        explanation:
          'The compressor failed within the warranty, and the food was lost because of it. We pay what the receipts show and round it up.',
        rootCause: 'Compressor of a series with a known weak start relay.',
        remedy: 'Compressor changed, $350.00 for the food.',
        redressMinor: 35_000,
      }),
    ],
  },
  {
    from: 'Aisha Rahman',
    intake: 'public_form',
    ago: 40,
    subject: 'Delivery slot missed, nobody called',
    text: 'Between 8 and 12, it said. At six in the evening I went to bed with a fever. They rang at nine.',
    category: 'Delivery / Late',
    steps: [
      start(39, 'support3'),
      resolve(33, 'support3', {
        outcome: 'upheld',
        explanation:
          'The driver’s tour was changed at ten without a message to those who were moved to the evening. That must not happen.',
        rootCause: 'Messages are not sent when a tour is changed by hand.',
        remedy: 'The fee of the delivery, $39.00, is returned.',
        redressMinor: 3_900,
      }),
      accepts(32),
    ],
  },
  {
    from: 'Walter Nguyen',
    intake: { channel: 'phone', by: 'helpdesk2' },
    ago: 55,
    subject: 'Extractor hood too loud for the promised class',
    text: 'Caller measured 71 dB with his phone; the brochure says 58. He understands that a phone is no instrument, but it is not possible to talk next to it.',
    category: 'Faulty product / Kitchen appliances',
    steps: [
      assign(54, 'helpdesk2', 'support1'),
      resolve(43, 'support1', {
        outcome: 'not_upheld',
        explanation:
          'Our technician measured 59 dB on the level for which the class is given; on the boost level, which the class does not cover, 70 dB. The hood does what is promised.',
        rootCause: 'The brochure does not say for which level the class holds.',
        remedy:
          'The level that is switched on first was changed to the quiet one, and the brochure gets a line about it.',
      }),
      acceptSpoken(
        41,
        'helpdesk2',
        'On the phone at 10:20: “I would have liked it quieter, but it was explained well. Leave it at that.”',
      ),
    ],
  },
  {
    from: 'Theo Papadakis',
    intake: 'public_form',
    ago: 63,
    subject: 'Screen protector stuck on crooked and with dust',
    text: 'I paid $15.00 so that a professional sticks it on. It is crooked and has a hair under it.',
    category: 'Service in the shop / Staff',
    priority: 'low',
    steps: [
      start(62, 'support3'),
      resolve(61, 'support3', {
        outcome: 'upheld',
        explanation: 'Please come by at any time, we put on a new one while you wait.',
        rootCause: 'Work done at the till instead of at the bench.',
        remedy: 'New protector, and the $15.00 back.',
        redressMinor: 1_500,
      }),
    ],
  },
  {
    from: 'Fiona Gallagher',
    intake: 'public_form',
    ago: 50,
    subject: 'Baby monitor loses the signal in the next room',
    text: '“300 metres”, it says on the box. It loses the signal through one wall.',
    category: 'Faulty product / Phones and computers',
    steps: [
      start(49, 'support2'),
      ask(
        48,
        'support2',
        'What is the wall made of, and is there a wireless router near one of the two parts?',
      ),
      says(47, 'Brick. The router stands next to the cot, I had not thought of that.'),
      reply(46, 'support2', 'Could you move it by two metres and try for a night?'),
      says(44, 'It works now. Still, three hundred metres is a joke.'),
      resolve(43, 'support2', {
        outcome: 'partly_upheld',
        explanation:
          'The device is in order. The distance on the box is measured in an open field, and a customer cannot know this from the box. We have asked the maker to change it and say it on our page since today.',
        rootCause: 'The range is advertised for the open field.',
        remedy: 'Text on the page changed; you may return the monitor within 30 more days.',
      }),
      accepts(42),
    ],
  },
  {
    from: 'Henry Osei',
    intake: 'public_form',
    ago: 80,
    subject: 'Student discount was not given at the till',
    text: 'The poster says 10 % for students. The cashier did not know it, the manager was at lunch.',
    category: 'Billing and refunds / Price and discounts',
    steps: [
      start(79, 'support3'),
      resolve(77, 'support3', {
        outcome: 'upheld',
        explanation:
          'The discount holds. Please reply with the number on your receipt, and we send the difference.',
        rootCause: 'The campaign was not told to the staff at the tills.',
        remedy: '10 % of $219.00 to your card.',
        redressMinor: 2_190,
      }),
      accepts(75),
      reopen(58, consumer, 'Eighteen days, and no $21.90. I gave the number of the receipt twice.'),
      assign(57, 'manager1', 'support2'),
      resolve(56, 'support2', {
        outcome: 'upheld',
        explanation:
          'The payment was prepared and never released. It has been sent today, I have checked it myself.',
        rootCause: 'Payments under $25.00 wait for a collective release that nobody makes.',
        remedy: '$21.90 paid, and $10.00 for the wait.',
        redressMinor: 3_190,
      }),
      accepts(54),
    ],
  },
  {
    from: 'Luisa Ferreira',
    intake: { channel: 'email', by: 'helpdesk1' },
    ago: 36,
    subject: 'Iron leaves brown stains',
    text: 'From the second time on, brown water on white blouses. I only use water from the bottle.',
    category: 'Faulty product / Laundry',
    steps: [
      assign(35, 'helpdesk1', 'support3'),
      resolve(29, 'support3', {
        outcome: 'upheld',
        explanation:
          'Residues of the production were in the tank of this batch. We exchange the iron and pay for the cleaning of the blouses.',
        rootCause: 'Tank not rinsed by the maker.',
        remedy: 'New iron, $48.00 for the cleaning.',
        redressMinor: 4_800,
      }),
    ],
  },
  {
    from: 'Bernard Okoye',
    intake: { channel: 'in_person', by: 'helpdesk2' },
    ago: 29,
    subject: 'Was followed through the shop by security',
    text: 'He looked at televisions with his son. A guard walked behind them through three aisles and asked at the exit for the bag, in front of the child.',
    wants: 'An apology, not a voucher.',
    category: 'Service in the shop / Staff',
    priority: 'urgent',
    steps: [
      start(29, 'manager2'),
      note(
        27,
        'manager2',
        'Watched the recording with the shop manager. No reason whatsoever. Talked with the security firm.',
      ),
      resolve(23, 'manager2', {
        outcome: 'upheld',
        explanation:
          'I have seen the recording. There was no reason to follow you, and none to ask for the bag. I apologise to you and to your son, and I would like to do so in person.',
        rootCause: 'Security staff of a firm without training for our shops.',
        remedy:
          'Personal apology. The firm’s staff are trained by us from now on, and the guard no longer works in our shops.',
      }),
      acceptSpoken(
        21,
        'helpdesk2',
        'Came by with his son on Saturday, spoke with Ingrid for half an hour, and said that the matter is settled for him.',
      ),
    ],
  },
  {
    from: 'Kenji Watanabe',
    intake: { channel: 'other', by: 'helpdesk1' },
    ago: 26,
    subject: 'App shows the price without tax',
    text: 'Two stars in the app store: “In the app the camera costs $450.00, at the end $487.13. All other shops show what I pay.” He gave his name when we asked.',
    category: 'Web shop and account',
    steps: [
      start(25, 'support3'),
      resolve(24, 'support3', {
        outcome: 'out_of_scope',
        explanation:
          'Prices without tax are usual and lawful in our state, and the tax depends on the address. It is a decision on prices and not something that we got wrong with your order; we have passed on your suggestion.',
        rootCause: 'None: a general wish about the display of prices.',
        remedy: 'Suggestion passed to the team of the app.',
      }),
    ],
  },
  {
    from: 'Gloria Estevez',
    intake: { channel: 'phone', by: 'helpdesk1' },
    ago: 21,
    subject: 'Hearing aid batteries of the wrong size, three times',
    text: 'She orders by phone because she cannot read the site. Three times size 13 came instead of 312.',
    category: 'Delivery / Wrong item',
    steps: [
      start(21, 'helpdesk1'),
      assign(20, 'helpdesk1', 'support3'),
      resolve(16, 'support3', {
        outcome: 'upheld',
        explanation:
          'In our form for orders by phone, both sizes stand one below the other with the same picture. The right ones come by courier today.',
        rootCause: 'Form for orders by phone shows no size.',
        remedy: 'Right batteries by courier; the wrong ones are yours.',
      }),
      acceptSpoken(14, 'helpdesk1', 'Called back at 15:05, batteries are there and fit. She is content.'),
    ],
  },
  {
    from: 'Ryan Schultz',
    intake: 'public_form',
    ago: 34,
    subject: 'Game console: the seller’s account is still signed in',
    text: 'Bought as new. On the first start a certain “DarkFox88” was signed in, with his friends and his credit card.',
    category: 'Faulty product / Phones and computers',
    priority: 'high',
    steps: [
      start(33, 'support2'),
      resolve(28, 'support2', {
        outcome: 'upheld',
        explanation:
          'The console was a return that should have gone to the outlet. You have had a new one since Tuesday. The former owner has been told.',
        rootCause: 'Returned goods with an intact seal are not opened before they go back to the shelf.',
        remedy: 'New console and a game of your choice.',
      }),
      accepts(27),
    ],
  },
  {
    from: 'Hannah Price',
    intake: 'public_form',
    ago: 58,
    subject: 'Curtains cut ten centimetres too short',
    text: 'I ordered 240 cm. Measured three times: 230.',
    category: 'Delivery / Wrong item',
    steps: [
      start(57, 'support3'),
      ask(
        56,
        'support3',
        'Was the length measured with or without the heading tape? A photograph with the tape measure would help.',
      ),
      withdraws(54, 'Without the tape. With it they are 240. My mistake, and I am sorry for the work.'),
    ],
  },
  {
    from: 'Victor Hale',
    intake: { channel: 'phone', by: 'helpdesk2' },
    ago: 31,
    subject: 'Invoice is missing for the tax office',
    text: 'Needs the invoice of an air conditioner with the address of his firm.',
    category: 'Billing and refunds / Price and discounts',
    priority: 'low',
    steps: [
      withdrawSpoken(
        31,
        'helpdesk2',
        'Invoice found during the call and sent by mail. Caller said that no complaint is needed.',
      ),
    ],
  },
  {
    from: 'Naomi Fischer',
    intake: 'public_form',
    ago: 75,
    subject: 'E-bike battery holds half of what was promised',
    text: '“Up to 110 km.” On the flat and with my 60 kg I get 48. The shop says that it is the wind.',
    wants: 'A battery that does what it says.',
    category: 'Repair and warranty / Warranty refused',
    steps: [
      assign(74, 'helpdesk1', 'support2'),
      wait(72, 'support2', 'Battery is on the test bench of the service partner.'),
      resume(62, 'support2'),
      resolve(60, 'support2', {
        outcome: 'upheld',
        explanation: 'On the test bench your battery reached 54 % of its capacity. It has been exchanged.',
        rootCause: 'Battery stored fully charged in the warehouse for more than a year.',
        remedy: 'New battery, and $60.00 for the trips to the shop.',
        redressMinor: 6_000,
      }),
      rejects(58, 'The new battery came without its key. I cannot lock it.'),
      resolve(55, 'support2', {
        outcome: 'upheld',
        explanation: 'Two keys with the right number came by registered mail, as you confirmed on the phone.',
        rootCause: 'Keys are kept apart from the batteries.',
        remedy: 'Keys sent.',
      }),
      accepts(53),
    ],
  },
  {
    from: 'Olivia Grant',
    intake: { channel: 'phone', by: 'helpdesk1' },
    ago: 68,
    subject: 'Television fell off the wall mount that we installed',
    text: 'Nobody was in the room. The screen is broken, the sideboard has a dent, and the wall has two holes the size of a fist.',
    wants: 'A television, a sideboard and a wall as they were.',
    category: 'Repair and warranty / Not repaired properly',
    priority: 'urgent',
    steps: [
      assign(68, 'helpdesk1', 'support1'),
      reply(
        67,
        'support1',
        'Ms Grant, I am glad that nobody was hurt. Please leave everything as it lies until our expert has been there, tomorrow at 11.',
      ),
      resolutionNote(
        64,
        'support1',
        'Expert: plugs for concrete in a hollow wall. Sum for television, sideboard and wall: $1,310.00. Above my limit, asked Ingrid.',
      ),
      resolve(62, 'manager2', {
        outcome: 'upheld',
        explanation:
          'The fitter used plugs for concrete in a hollow wall. That is our mistake alone, and we pay for everything that it broke.',
        rootCause: 'The kind of wall is not asked for in the order of an installation.',
        remedy: 'New television and mount installed; $590.00 for the sideboard and the wall.',
        redressMinor: 59_000,
      }),
      acceptSpoken(60, 'helpdesk1', 'Telephone, 13:10: “That was dealt with decently.” Accepts.'),
    ],
  },
  {
    from: 'Gloria Estevez',
    intake: { channel: 'phone', by: 'helpdesk2' },
    ago: 73,
    subject: 'Order for a radio placed twice by her and her daughter',
    text: 'She ordered by phone, her daughter on the site. Two radios are on the way.',
    category: 'Delivery / Wrong item',
    priority: 'low',
    steps: [
      start(73, 'helpdesk2'),
      assign(73, 'helpdesk2', 'support3'),
      resolve(71, 'support3', {
        outcome: 'withdrawn',
        explanation:
          'Your daughter told us that she keeps the second radio for herself. As you both wish, we close the matter.',
        rootCause: 'None.',
        remedy: 'None needed.',
      }),
      acceptSpoken(70, 'helpdesk2', 'Both on the phone at 17:45, both content.'),
    ],
  },
];
