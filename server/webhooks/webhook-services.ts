import type { Services } from '../context.ts';

/** What delivering needs. */
export type WebhookServices = Pick<Services, 'pools' | 'config' | 'now' | 'fetchOutside' | 'lookUpOutside'>;
