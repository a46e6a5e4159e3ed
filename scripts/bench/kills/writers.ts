import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphqlClient } from '../support/graphql-client.ts';
import type { Random } from '../support/random.ts';
import type { Ledger } from './ledger.ts';

const submit = `mutation ($input: SubmitComplaintInput!) { submitComplaint(input: $input) {
  complaint { id reference version } errors { code } } }`;
const comment = `mutation ($input: AddCommentInput!) { addComment(input: $input) { comment { id } errors { code } } }`;
const withdraw = `mutation ($input: WithdrawComplaintInput!) { withdrawComplaint(input: $input) {
  complaint { id } errors { code } } }`;

interface Submitted {
  id: string;
  reference: string;
  version: number;
}

/** A consumer who complains, comments and withdraws without a pause until `isOver`, and notes what was acknowledged. */
export async function writeUntil(
  isOver: () => boolean,
  { name, client, ledger, random }: { name: string; client: GraphqlClient; ledger: Ledger; random: Random },
): Promise<void> {
  let count = 0;
  let open: Submitted[] = [];
  const words = () => {
    const text = `${name} ${(count += 1)}`;
    ledger.sent.add(text);
    return text;
  };
  const write = async () => {
    const target = open.length > 0 && !random.oneIn(3) ? random.pick(open) : null;
    if (target === null) {
      const subject = words();
      const data = await client.run(submit, { input: { subject, description: `What ${subject} is about.` } });
      const made = (data.submitComplaint as { complaint: Submitted }).complaint;
      ledger.complaints.set(subject, made);
      open.push(made);
    } else if (random.oneIn(4)) {
      // Whether it is acknowledged or not: its version is not known any more.
      open = open.filter((other) => other !== target);
      await client.run(withdraw, { input: { id: target.id, version: target.version } });
      ledger.withdrawn.add(target.id);
    } else {
      const body = words();
      await client.run(comment, { input: { complaintId: target.id, body } });
      ledger.comments.set(body, { complaintId: target.id });
    }
  };
  while (!isOver()) {
    try {
      await write();
    } catch {
      // Not acknowledged: it may be there or not, and both are right.
      await sleep(50);
    }
  }
}
