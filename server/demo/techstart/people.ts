import type { DemoPerson } from '../story.ts';

/** Who complains to TechStart. */
export const techstartPeople: readonly DemoPerson[] = [
  {
    name: 'Jonas Weber',
    username: 'ts_consumer',
    email: 'jonas@weber-tischlerei.example',
    phone: '+49 351 555 0177',
    address: 'Bautzner Str. 81, 01099 Dresden, Germany',
  },
];
