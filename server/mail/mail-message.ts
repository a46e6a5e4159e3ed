import type { MailFacts } from './mail-facts.queries.ts';
import type { MailWords } from './mail-words.ts';

/** A mail as a transport takes it. */
export interface MailMessage {
  from: { name: string; address: string };
  replyTo: string | null;
  to: string;
  subject: string;
  /** Without angle brackets; the same however often the mail is sent. */
  messageId: string;
  text: string;
  html: string;
}

/** Makes the message of a mail's words and its link; `from` is the address of the installation. */
export function messageOf(facts: MailFacts, words: MailWords, link: string, from: string): MailMessage {
  const sender = oneLine(facts.senderName ?? facts.organisation);
  const footer = `${oneLine(facts.organisation)} sent this mail by itself. ${facts.replyTo ? 'Answers to it reach us, the link is faster' : 'Answers to it are not read'}.`;
  return {
    from: { name: sender, address: from },
    replyTo: facts.replyTo,
    to: facts.recipient,
    subject: oneLine(words.subject),
    messageId: `${facts.id}@${from.split('@').at(-1) ?? ''}`,
    text:
      [...words.paragraphs.map(oneLine), `${words.linkLabel}:\n${link}`, `--\n${footer}`].join('\n\n') + '\n',
    html: htmlOf(words, link, footer),
  };
}

function htmlOf({ paragraphs, linkLabel }: MailWords, link: string, footer: string): string {
  const lines = paragraphs.map((paragraph) => `<p>${escapeHtml(oneLine(paragraph))}</p>`);
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"></head><body>',
    ...lines,
    `<p><a href="${escapeHtml(link)}">${escapeHtml(linkLabel)}</a></p>`,
    `<p><small>${escapeHtml(footer)}</small></p>`,
    '</body></html>',
  ].join('\n');
}

/** White space and control characters as one space: a line break in a name must not begin a header. */
function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
