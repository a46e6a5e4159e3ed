import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail as it came in: the envelope's recipient, the raw text and what a mail program makes of it. */
export interface ReceivedMail extends Email {
  recipient: string;
  raw: string;
}

/** A real SMTP server on 127.0.0.1. */
export interface MailServer {
  url: string;
  port: number;
  /** What it took, oldest first. */
  readonly mails: ReceivedMail[];
  /** Forgets what it took, and refuses nothing any more. */
  reset(): void;
  /** What it says to an address instead of taking it: a code and a text. */
  refuse(address: string, responseCode: number, text: string): void;
  /** Is called when a mail was taken, before the sender is told so. */
  onTaken: (mail: ReceivedMail) => void;
  /** The only mail to that address; throws when there are none or several. */
  onlyTo(address: string): ReceivedMail;
  stop(): Promise<void>;
}

/** Starts it on that port, or on a free one. */
export async function startMailServer(port = 0): Promise<MailServer> {
  const refusals = new Map<string, { responseCode: number; text: string }>();
  const mails: ReceivedMail[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      const refusal = refusals.get(address);
      if (!refusal) return done();
      done(Object.assign(new Error(refusal.text), { responseCode: refusal.responseCode }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('latin1');
        void PostalMime.parse(Buffer.concat(chunks)).then((email) => {
          const mail = { ...email, raw, recipient: session.envelope.rcptTo[0]?.address ?? '' };
          mails.push(mail);
          server.onTaken(mail);
          done();
        }, done);
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(port, '127.0.0.1', resolve));
  const { port: taken } = smtp.server.address() as AddressInfo;
  const server: MailServer = {
    url: `smtp://127.0.0.1:${taken}`,
    port: taken,
    mails,
    reset() {
      mails.length = 0;
      refusals.clear();
      server.onTaken = () => undefined;
    },
    refuse: (address, responseCode, text) => void refusals.set(address, { responseCode, text }),
    onTaken: () => undefined,
    onlyTo(address) {
      const found = mails.filter(({ recipient }) => recipient === address);
      if (found.length !== 1 || !found[0]) throw new Error(`${found.length} mails went to ${address}`);
      return found[0];
    },
    stop: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
  return server;
}

/** The link of a mail, as its text has it. */
export function linkIn(mail: ReceivedMail): string {
  const link = /https?:\/\/\S+/.exec(mail.text ?? '')?.[0];
  if (!link) throw new Error('The mail has no link');
  return link;
}
