import { DiemcauError } from '@diemcau/protocol';
import type { Person } from './people.js';

/** Milliseconds that the HIS may take to say who is signed in, while somebody is known who did not sign out. */
const patience = 4_000;

/**
 * Who is signed in; where neither the HIS nor the gateway can say, who was last and did not sign out. Refused is refused.
 * @param signIn asks for the person, and rejects with the reason
 */
export async function knownPerson(
  signIn: () => Promise<Person>,
  last: () => Promise<Person | undefined>,
  isLocked: () => boolean,
): Promise<Person> {
  const signing = signIn();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, patience, undefined)));
  try {
    const answered = await Promise.race([signing, late]);
    if (answered) return answered;
  } catch (error) {
    if (!DiemcauError.from(error).retryable || isLocked()) throw error;
  } finally {
    clearTimeout(timer);
  }
  return (isLocked() ? undefined : await last()) ?? signing;
}
