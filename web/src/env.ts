import { defineEnvVars } from '@sveltejs/kit/env';

/** What the web app reads from the environment; the server sets both before it loads the web app. */
export const variables = defineEnvVars({
  REDRESS_MODE: {
    schema: (value) => value ?? 'production',
    description: 'The demo lists its organisations and sign-ins on the front page.',
  },
  PUBLIC_URL: {
    schema: (value) => value ?? 'http://localhost',
    description: 'The address that people use; https makes the cookies Secure with the __Host- prefix.',
  },
});
