import { hash, verify, type Options } from '@node-rs/argon2';
import { passwordLength } from '../shared/limits.ts';
import { countGuesses, leastGuesses } from './password-guesses.ts';

// OWASP's first choice for argon2id; id is the library's default algorithm.
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Of a password that nobody knows: verified where there is no hash, so that the answer takes as long.
const hashOfNobody =
  '$argon2id$v=19$m=19456,t=2,p=1$dbMcO8T0CSRbdkFc/1KZvA$ZJI20EfL8apccskLQ0hC8nByLg+4dInZuIeum5A+QjI';

/** The argon2id hash of a password, salted anew each time. Unicode is normalised first: a password typed on another keyboard is the same. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

/** Whether the password has that hash. Without a hash the answer is no, and it takes as long as any other. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const isRight = await verify(passwordHash ?? hashOfNobody, password.normalize('NFKC'));
  return isRight && passwordHash !== null;
}

/**
 * Why a password cannot be set, as a sentence; null when it can. NIST SP 800-63B-4 §3.1.1.2: fifteen characters at least, 64 and more
 * accepted, no composition rules, not among the passwords that are guessed first, not made of what everybody knows: `known` are the
 * username and the organisation's names.
 *
 * The standard lets eight characters do beside a second factor. Ours are fifteen for everybody: an administrator may take a lost factor away
 * at any time, and then the password stands alone.
 */
export function passwordProblem(password: string, known: readonly string[]): string | null {
  const { least, most } = passwordLength;
  const length = [...password.normalize('NFKC')].length;
  if (length < least) return `A password has at least ${least} characters; this has ${length}.`;
  if (length > most) return `A password has at most ${most} characters; this has ${length}.`;
  if (countGuesses(password) < leastGuesses) {
    return 'This password is among the first that are guessed. Choose another, for example four words that have nothing to do with each other.';
  }
  if (countGuesses(password, known) < leastGuesses) {
    return 'This password is too close to the username or the name of the organisation. Choose another, for example a few words.';
  }
  return null;
}
