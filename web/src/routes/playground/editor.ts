import { startAltair, type AltairContext, type AltairWindow } from './altair.ts';
import { keepTabs, keptTabs, type Tab } from './kept-tabs.ts';
import styles from './editor.css?url';

/** The editor, as the page around it uses it. */
export interface Editor {
  /** What every tab sends as `Authorization` from now on, those that are opened later too; null for nothing. */
  setAuthorization(value: string | null): Promise<void>;
  /** Opens a tab and goes there. */
  open(tab: Tab): Promise<void>;
}

const welcome: Tab = {
  name: 'Who am I?',
  query: `# The API that the web app uses too. Ctrl+Enter runs the operation that the cursor is in.
# Sign in above: every tab then sends the token. Examples for each role are above too.

query WhoAmI {
  viewer {
    displayName
    role
    organisation { name slug timeZone currency }
  }
}
`,
  variables: '{}',
};

/** Starts the editor in its frame, with the tabs of before. */
export async function startEditor(frame: HTMLIFrameElement, isDark: boolean): Promise<Editor> {
  const altair = frame.contentWindow as AltairWindow;
  const link = altair.document.createElement('link');
  Object.assign(link, { rel: 'stylesheet', href: styles });
  altair.document.head.append(link);
  const [firstTab = welcome, ...others] = keptTabs();
  const context = await startAltair(altair, { isDark, firstTab });

  const endpoint = new URL('/graphql', location.href).href;
  let authorization: string | null = null;
  /** The tabs that there are, or were. */
  const known = new Set<string>();

  async function fillHeader(windowId: string): Promise<void> {
    const state = await context.app.getWindowState(windowId);
    if (!state) return void known.delete(windowId);
    const sent = state.headers.find(({ key }) => key === 'Authorization')?.value ?? '';
    if (sent !== (authorization ?? ''))
      await context.app.setHeader(windowId, 'Authorization', authorization ?? '');
  }
  function meet(windowId: string): void {
    known.add(windowId);
    void fillHeader(windowId);
  }

  context.events.on('current-window.change', ({ windowId }) => meet(windowId));
  const first = await context.app.getCurrentWindowState();
  if (first) known.add(first.windowId);
  const editor: Editor = {
    async setAuthorization(value) {
      authorization = value;
      const options = altair.getAltairConfig?.().options;
      if (options) options.initialHeaders = value === null ? {} : { Authorization: value };
      await Promise.all([...known].map(fillHeader));
    },
    async open({ name, query, variables }) {
      const headers = authorization === null ? [] : [{ key: 'Authorization', value: authorization }];
      const windowId = await context.app.createWindow({
        version: 1,
        type: 'window',
        windowName: name,
        apiUrl: endpoint,
        query,
        variables,
        headers,
      });
      // Each tab reads the schema for itself, and this is when.
      context.app.setEndpoint(windowId, endpoint);
      meet(windowId);
      if (variables !== '{}') showVariables(altair.document);
    },
  };
  for (const tab of others) await editor.open(tab);
  followTabs(context, known);
  return editor;
}

/** Opens the pane of the variables, which a new tab has closed, when the tab is drawn. */
function showVariables(page: Document): void {
  const closedAtMost = 60;
  setTimeout(() => {
    const title = page.querySelector<HTMLElement>('.variables-editor--title');
    const pane = title?.closest('.variables-editor-container');
    if (pane && pane.getBoundingClientRect().height < closedAtMost) title?.click();
  }, 100);
}

/** Keeps what is written in the tabs; not their headers. */
function followTabs({ app, events }: AltairContext, known: ReadonlySet<string>): void {
  const settleMilliseconds = 500;
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function keep(): Promise<void> {
    const tabs = await Promise.all([...known].map((windowId) => app.getWindowState(windowId)));
    keepTabs(
      tabs.flatMap((tab) =>
        tab ? [{ name: tab.windowName, query: tab.query, variables: tab.variables }] : [],
      ),
    );
  }
  const keepSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void keep(), settleMilliseconds);
  };
  events.on('query.change', keepSoon);
  events.on('current-window.change', keepSoon);
}
