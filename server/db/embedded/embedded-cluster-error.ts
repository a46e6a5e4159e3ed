/** Says in one sentence why the embedded database cannot be used; the message is fit for a terminal. */
export class EmbeddedClusterError extends Error {
  override readonly name = 'EmbeddedClusterError';
}
