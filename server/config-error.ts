/** Says in one sentence which environment variable is wrong and what would be right; fit for a terminal. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
