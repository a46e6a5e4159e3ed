import type { DemoPerson } from '../story.ts';

/** Who complains to Acme: two have accounts, the others phoned, wrote, came by or used the public form. */
export const acmePeople: readonly DemoPerson[] = [
  {
    name: 'Emily Carter',
    username: 'consumer1',
    email: 'emily.carter@mail.example',
    phone: '+1 312 555 0142',
    address: '1420 W Fullerton Ave, Chicago, IL 60614',
  },
  {
    name: 'Marcus Bell',
    username: 'consumer2',
    email: 'marcus.bell@mail.example',
    phone: '+1 608 555 0119',
    address: '77 Langdon St, Madison, WI 53703',
  },
];
