/** What went wrong with a request to the outside; the message never tells an address. */
export type OutboundFault = 'address' | 'unreachable' | 'too-slow' | 'too-large' | 'broken';

/** A request to the outside that got no answer, or one that is not taken. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';
  readonly fault: OutboundFault;

  constructor(fault: OutboundFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}
