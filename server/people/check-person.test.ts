import { expect, it } from 'vitest';
import { InputChecks } from '../shared/checks.ts';
import { checkPerson } from './add-person.ts';

it.each([
  ['+44 20 7946 0000', 0],
  ['٠١٢٣٤٥', 0],
  ['ext. 112', 0],
  [' ', 0],
  ['call me maybe', 1],
  ['12', 1],
])('a telephone number has digits: %s', (phone, refusals) => {
  const checks = new InputChecks();
  checkPerson(checks, [], { name: 'Pia', phone });
  expect(checks.refusals).toHaveLength(refusals);
});
