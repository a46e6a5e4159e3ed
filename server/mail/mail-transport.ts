import { createTransport } from 'nodemailer';
import type { Config } from '../config.ts';
import { HopelessJob, JobFailure } from '../jobs/job-handler.ts';
import type { MailMessage } from './mail-message.ts';

/** Takes mail out of the house. */
export interface MailTransport {
  /** Where mail comes from. */
  from: string;
  /** Throws HopelessJob when the address was refused for good, JobFailure when another time may be better. */
  send(message: MailMessage): Promise<void>;
}

type MailConfig = Pick<Config, 'mode' | 'smtpUrl' | 'mailFrom'>;

/** Whether this installation does something with mail: outside production without a mail server it is shown in the log. */
export function sendsMail({ mode, smtpUrl }: MailConfig): boolean {
  return smtpUrl !== undefined || mode !== 'production';
}

/** The transport that the configuration asks for; null in production without a mail server. */
export function createMailTransport(config: MailConfig, log: (text: string) => void): MailTransport | null {
  const { smtpUrl, mailFrom = 'redress@localhost' } = config;
  if (smtpUrl !== undefined) return smtpTransport(smtpUrl, mailFrom);
  return sendsMail(config) ? logTransport(mailFrom, log) : null;
}

function smtpTransport(url: string, from: string): MailTransport {
  const smtp = createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    from,
    async send({ messageId, replyTo, to, ...message }) {
      try {
        await smtp.sendMail({
          ...message,
          to: { name: '', address: to },
          ...(replyTo === null ? {} : { replyTo: { name: '', address: replyTo } }),
          messageId: `<${messageId}>`,
          // No machine shall answer it (RFC 3834), Exchange's neither.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
      } catch (error) {
        throw failureOf(error);
      }
    },
  };
}

/** What the mail server's words mean for the mail. They are not repeated: they name the address. */
function failureOf(error: unknown): Error {
  const { code, command, response, responseCode } = error as {
    code?: string;
    command?: string;
    response?: string;
    responseCode?: number;
  };
  const status = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(response ?? '')?.[0];
  const told =
    responseCode === undefined ? (code ?? 'a fault') : [responseCode, status].filter(Boolean).join(' ');
  // Of the sender's name or password, a 5xx says nothing about this mail.
  const isAboutMail = command === 'RCPT TO' || command === 'DATA';
  if (isAboutMail && responseCode !== undefined && responseCode >= 500)
    return new HopelessJob(`The mail server refused the mail for good (${told}).`);
  if (code === 'EENVELOPE' && responseCode === undefined)
    return new HopelessJob('The address is not one that mail can be sent to.');
  return new JobFailure(`The mail server did not take the mail (${told}).`);
}

/** Shows each mail where the server was started, so that its link can be followed. Nothing leaves. */
function logTransport(from: string, log: (text: string) => void): MailTransport {
  return {
    from,
    send({ to, subject, text }) {
      const lines = [`To: ${to}`, `Subject: ${subject}`, '', ...text.trimEnd().split('\n')];
      log(
        [
          'A mail that was not sent, because there is no SMTP_URL:',
          ...lines.map((line) => `  | ${line}`),
        ].join('\n'),
      );
      return Promise.resolve();
    },
  };
}
