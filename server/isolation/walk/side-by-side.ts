import type { GraphQLField } from 'graphql';
import type { Viewer } from '../../auth/viewer.ts';
import type { ScratchOrganisation } from '../scratch/scratch-tenants.ts';
import { placesOf } from './places.ts';
import { ownArguments, queryDocument } from './walk-queries.ts';
import { ask, sameAnswer, type Answer, type Walk } from './walk.ts';

interface Question {
  side: ScratchOrganisation;
  viewer: Viewer;
  variables: Record<string, unknown>;
}

/**
 * Asks one query as both organisations in one tick, with the same arguments and with each one's own, several times over: everybody
 * gets what they get when nobody else asks. What outlives its request, such as a loader, gives itself away here.
 */
export async function askSideBySide(walk: Walk, field: GraphQLField<unknown, unknown>): Promise<void> {
  const { ours, theirs, notebook } = walk;
  const name = `Query.${field.name}`;
  for (const typeName of field.name === 'node' ? Object.keys(ours.ids) : [null]) {
    const argumentsOf = (side: ScratchOrganisation) => {
      const own = ownArguments(walk, field, side);
      return own && typeName ? { ...own, id: side.ids[typeName] } : own;
    };
    const [our, their] = [argumentsOf(ours), argumentsOf(theirs)];
    // What cannot be asked was told as not covered.
    if (!our || !their) return;
    const document = queryDocument(walk, field, typeName ? [typeName] : []);
    const asOurs = { side: ours, viewer: ours.organisation.viewers.admin };
    const asTheirs = { side: theirs, viewer: theirs.organisation.viewers.admin };
    const questions: Question[] = [
      { ...asTheirs, variables: their },
      { ...asOurs, variables: our },
      { ...asOurs, variables: their },
      { ...asTheirs, variables: our },
    ];
    // The name of an organisation, or a token of its own, asks for what that organisation shows to everybody who has it.
    const isShown = placesOf('Query', field).some(
      ({ path }) => path[0] === 'organisation' || path[0] === 'token',
    );
    const asked = isShown ? questions.slice(0, 2) : questions;
    const put = ({ side, viewer, variables }: Question) =>
      ask(walk, side, viewer, `${name}, side by side`, document, variables);
    const alone: Answer[] = [];
    for (const question of asked) alone.push(await put(question));
    const together = await Promise.all([...asked, ...asked.toReversed()].map(put));
    const expected = [...alone, ...alone.toReversed()];
    notebook.looked('answers compared side by side', together.length);
    together.forEach((answer, at) => {
      if (!sameAnswer(answer, expected[at] as Answer))
        notebook.found(
          'side-by-side',
          name,
          'is answered in another way when another organisation asks at the same moment.',
        );
    });
    for (const [at, answer] of [...alone, ...together].entries()) {
      const { side } = [...asked, ...asked, ...asked.toReversed()][at] as Question;
      const trace = (side === ours ? walk.theirMarks : walk.ourMarks).tracesIn(answer);
      if (trace)
        notebook.found(
          'leak',
          `${name}, side by side`,
          `the answer of one organisation has ${trace} of another.`,
        );
    }
  }
}
