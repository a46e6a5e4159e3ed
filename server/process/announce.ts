import type { Config } from '../config.ts';

/** Tells on the terminal where everything is; the demo's sign-ins too. */
export function announce(
  config: Config,
  { isEmbedded }: { isEmbedded: boolean },
  log: (line: string) => void,
): void {
  const { mode, publicUrl } = config;
  log(`Redress is ready (${mode}).`);
  log(`  Web app     ${publicUrl}`);
  log(`  GraphQL     ${publicUrl}/graphql`);
  log(`  Playground  ${publicUrl}/playground`);
  log(`  E-mail      ${mailLine(config)}`);
  const { metrics } = config.telemetry;
  if (metrics) log(`  Metrics     http://${metrics.host}:${metrics.port}/metrics`);
  if (isEmbedded) log(`  Data        ${config.dataDir}`);
  if (mode === 'demo' || mode === 'development') for (const line of SIGN_INS) log(line);
  if (mode !== 'production') log('Ctrl-C stops it.');
}

/** Never the mail server's address: its password stands in it. */
function mailLine({ smtpUrl, mailFrom, mode }: Config): string {
  if (smtpUrl !== undefined) return `sent from ${mailFrom}`;
  return mode === 'production'
    ? 'off: there is no SMTP_URL'
    : 'shown here instead of being sent: there is no SMTP_URL';
}

const SIGN_INS = [
  '',
  '  Organisation  User          Password      Role',
  '  acme          admin         admin123      system administrator',
  '  acme          manager1      manager123    manager',
  '  acme          helpdesk1     helpdesk123   help desk agent',
  '  acme          support1      support123    support staff',
  '  acme          consumer1     consumer123   consumer (consumer2 too)',
  '  techstart     ts_admin      admin123      system administrator',
  '  techstart     ts_consumer   consumer123   consumer',
  '',
];
