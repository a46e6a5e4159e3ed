import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** A test as it stands in the source: its name as written, `%s` and `$place` not filled in. */
export interface NamedTest {
  name: string;
  /** It, or a group around it, is skipped, or runs only under a condition. */
  isSkipped: boolean;
}

const runners: ReadonlySet<string> = new Set(['it', 'test']);
const groups: ReadonlySet<string> = new Set(['describe', 'suite']);
const skips: ReadonlySet<string> = new Set(['skip', 'todo', 'skipIf', 'runIf', 'fails', 'only']);

/** Every test of a file, read from its source without running it. */
export function namedTestsOf(file: string): NamedTest[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: NamedTest[] = [];
  const walk = (node: ts.Node, isInSkipped: boolean): void => {
    if (!ts.isCallExpression(node)) return ts.forEachChild(node, (child) => walk(child, isInSkipped));
    const words = wordsOf(node.expression);
    const [root = ''] = words;
    const isSkipped = isInSkipped || words.some((word) => skips.has(word));
    const [title] = node.arguments;
    if (runners.has(root) && title && ts.isStringLiteralLike(title))
      found.push({ name: title.text, isSkipped });
    const isGroup = groups.has(root);
    ts.forEachChild(node, (child) => walk(child, isGroup ? isSkipped : isInSkipped));
  };
  walk(source, false);
  return found;
}

/** `describe.skip.each([…])` as its words: describe, skip, each. */
function wordsOf(expression: ts.Expression): string[] {
  if (ts.isIdentifier(expression)) return [expression.text];
  if (ts.isPropertyAccessExpression(expression))
    return [...wordsOf(expression.expression), expression.name.text];
  if (ts.isCallExpression(expression) || ts.isTaggedTemplateExpression(expression))
    return wordsOf(ts.isCallExpression(expression) ? expression.expression : expression.tag);
  return [];
}
