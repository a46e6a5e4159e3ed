import type { AsyncLocalStorage } from 'node:async_hooks';
import { fileURLToPath } from 'node:url';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [
    tailwindcss(),
    sveltekit({
      adapter: { ...adapter({ out: '../build/web' }), emulate: () => ({ platform: requestOfDevelopment }) },
      compilerOptions: { runes: true },
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self'],
          // The one inline style that SvelteKit itself writes: its announcer for screen readers.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
          'img-src': ['self', 'data:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'manifest-src': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
          'base-uri': ['none'],
        },
      },
    }),
  ],
  resolve: { alias: { $shared: fromHere('../server/shared') } },
  // Fonts and icons stay files: the content security policy takes no data: fonts.
  build: { assetsInlineLimit: 0 },
  server: { fs: { allow: [fromHere('..')] } },
});

/** `npm run dev`: the server keeps the request where SvelteKit's development server would lose it (server/process/load-dev-web.ts). */
function requestOfDevelopment(): App.Platform {
  const { redressCurrentRequest } = globalThis as unknown as {
    redressCurrentRequest: AsyncLocalStorage<App.Platform['req']>;
  };
  return { req: redressCurrentRequest.getStore() as App.Platform['req'] };
}
