/** What we use of Altair, the editor in the frame: its start-up options, and the context that it gives a plugin (API version 1). */
export interface AltairWindow extends Window {
  AltairGraphQL?: {
    init(options: Record<string, unknown>): void;
    plugins: Record<string, new () => { initialize(context: AltairContext): void }>;
  };
  getAltairConfig?(): { options: { initialHeaders: Record<string, string> } };
}

export interface AltairContext {
  app: {
    createWindow(tab: Record<string, unknown>): Promise<string>;
    setEndpoint(windowId: string, url: string): unknown;
    setHeader(windowId: string, name: string, value: string): Promise<void>;
    getWindowState(windowId: string): Promise<AltairTab | undefined>;
    getCurrentWindowState(): Promise<AltairTab | undefined>;
  };
  events: {
    on(
      event: 'current-window.change' | 'query.change',
      listener: (change: { windowId: string }) => void,
    ): unknown;
  };
}

export interface AltairTab {
  windowId: string;
  windowName: string;
  query: string;
  variables: string;
  headers: { key: string; value: string }[];
}

/** The plugin is nothing but this class and a manifest of ours; the editor asks nobody whether it may load it. */
const plugin = { name: 'altair-graphql-plugin-redress', version: '1.0.0', folder: '/playground/plugin' };

/** Starts the editor in a frame that was loaded, and gives the context of our plugin when it is ready. */
export function startAltair(
  altair: AltairWindow,
  options: { isDark: boolean; firstTab: { name: string; query: string; variables: string } },
): Promise<AltairContext> {
  return new Promise((resolve, reject) => {
    const { AltairGraphQL } = altair;
    if (!AltairGraphQL) return reject(new Error('The editor did not load.'));
    AltairGraphQL.plugins.RedressPlugin = class {
      initialize = resolve;
    };
    altair.localStorage.setItem(
      'altair:db:__user_plugin_approved_map',
      JSON.stringify({ value: { url: { [plugin.name]: [plugin.version] } } }),
    );
    const { name, query, variables } = options.firstTab;
    const theme = options.isDark ? 'dark' : 'light';
    AltairGraphQL.init({
      endpointURL: '/graphql',
      initialName: name,
      initialQuery: query,
      initialVariables: variables,
      initialHeaders: {},
      // Subscriptions come as server-sent events, with the headers of their tab.
      subscriptionsEndpoint: new URL('/graphql/stream', location.href).href,
      initialSubscriptionRequestHandlerId: 'graphql-sse',
      instanceStorageNamespace: 'redress_',
      // Tokens stand in the headers of the tabs: what the editor would keep of them stays out of the browser's storage.
      preserveState: false,
      disableAccount: true,
      initialSettings: {
        theme,
        'theme.dark': theme,
        'alert.disableWarnings': true,
        'alert.disableUpdateNotification': true,
        'banners.disable': true,
        'plugin.list': [`url:${plugin.name}@${plugin.version}::[url]->[${plugin.folder}]`],
      },
    });
  });
}
