import { describe, expect, test } from 'vitest';
import { javaScriptModes, signIn, useWorld } from './journey.ts';
import { asApi, moveCase, submitCase, userId } from './staff-cases.ts';

const world = useWorld();

describe.each(javaScriptModes)('%s', (_, javaScript) => {
  const mode = javaScript ? 'one' : 'two';

  test('the administrator adds a user, who sets a password by the link, is signed in, and signs in again with it', async () => {
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'admin');
    await page.goto('/acme/users');
    await page.getByRole('link', { name: 'Add a user' }).click();
    await page.getByLabel('Name', { exact: true }).fill(`Ulla Neu ${mode}`);
    await page.getByLabel('User name').fill('support');
    await page.getByLabel('Role').selectOption({ value: 'SUPPORT' });
    await page.getByRole('button', { name: 'Add the user' }).click();
    await page.getByText('This username is taken. Choose another.').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe(`Ulla Neu ${mode}`);
    await page.getByLabel('User name').fill(`ulla.${mode}`);
    await page.getByRole('button', { name: 'Add the user' }).click();
    const link = await page.getByLabel('Link').inputValue();

    const newcomer = await world.browser.newPage({ javaScript });
    await newcomer.goto(link);
    await newcomer.getByLabel('Password', { exact: true }).fill('four quiet grey herons');
    await newcomer.getByLabel('The same password again').fill('four quiet grey herons');
    await newcomer.getByRole('button', { name: 'Save the password and sign in' }).click();
    await newcomer.getByRole('heading', { level: 1, name: 'My work' }).waitFor();

    const later = await world.browser.newPage({ javaScript });
    await later.goto('/acme/sign-in');
    await later.getByLabel('User name').fill(`ulla.${mode}`);
    await later.getByLabel('Password').fill('four quiet grey herons');
    await later.getByRole('button', { name: 'Sign in' }).click();
    await later.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
  });

  test('a user with unclosed complaints cannot be disabled; without them they are out at once, and come back when enabled', async () => {
    const admin = await asApi(world, 'admin');
    const support2 = await userId(admin, 'support2');
    const filed = await submitCase(world, 'Somebody has it');
    await moveCase(admin, 'assignComplaint', filed, { assigneeId: support2 });
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'admin');
    await page.goto(`/acme/users/${support2}`);
    await page.locator('summary', { hasText: 'Disable' }).click();
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByText(/1 complaint that is not closed is assigned to Sue Support/).waitFor();

    await moveCase(admin, 'assignComplaint', filed, { assigneeId: await userId(admin, 'support') });
    const other = await world.browser.newPage({ javaScript });
    await signIn(world, other, 'support2');
    await other.goto('/acme/desk');
    await other.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByText('The user cannot sign in any more.').waitFor();
    await other.reload();
    await other.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();

    await page.getByRole('button', { name: 'Enable' }).click();
    await page.getByText('The user was enabled.').waitFor();
    await signIn(world, other, 'support2');
    await other.goto('/acme/desk');
    await other.getByRole('heading', { level: 1, name: 'My work' }).waitFor();
  });

  test('another role and name hold at once; a reset password gives a link and ends the old one', async () => {
    const admin = await asApi(world, 'admin');
    const manager2 = await userId(admin, 'manager2');
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'admin');
    await page.goto(`/acme/users/${manager2}`);
    await page.getByLabel('Name', { exact: true }).fill(`Mia Other ${mode}`);
    await page.getByLabel('Role', { exact: true }).selectOption({ value: 'HELP_DESK' });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The user was saved.').waitFor();
    await page.getByRole('heading', { level: 1, name: `Mia Other ${mode}` }).waitFor();
    await page.getByText('Reset the password').or(page.getByText('New link')).first().click();
    await page.getByRole('button', { name: 'Make the link' }).click();
    expect(await page.getByLabel('Link').inputValue()).toMatch(/\/acme\/invitation\/\S+$/);
    await expect(asApi(world, 'manager2')).rejects.toThrow('could not sign in');
  });

  test('categories are added on two levels, renamed, archived and restored; a doubled name is refused', async () => {
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'admin');
    await page.goto('/acme/categories');
    const add = page.getByRole('region', { name: 'Add a category' });
    await add.getByLabel('Name').fill(`Trains ${mode}`);
    await add.getByRole('button', { name: 'Add it' }).click();
    await page.getByText(`“Trains ${mode}” can be chosen now.`).waitFor();
    await add.getByLabel('Name').fill(`trains ${mode}`);
    await add.getByRole('button', { name: 'Add it' }).click();
    await page.getByText('There is a category of this name here already.').waitFor();

    const row = page
      .getByRole('listitem')
      .filter({ hasText: `Trains ${mode}` })
      .first();
    await row.locator('summary', { hasText: 'Change' }).first().click();
    await row.getByText('Add a sub-category', { exact: true }).click();
    await row.getByLabel('Name', { exact: true }).fill('Late');
    await row.getByRole('button', { name: 'Add it' }).click();
    await page.getByText('“Late” can be chosen now.').waitFor();

    const late = row.getByRole('listitem').filter({ hasText: 'Late' });
    await late.locator('summary', { hasText: 'Change' }).click();
    await late.getByText('Rename', { exact: true }).first().click();
    await late.getByLabel('New name').fill('Too late');
    await late.getByRole('button', { name: 'Rename' }).click();
    await page.getByText('The category is called “Too late” now.').waitFor();
    const tooLate = row.getByRole('listitem').filter({ hasText: 'Too late' });
    if (!(await tooLate.getByRole('button', { name: 'Archive' }).isVisible())) {
      await tooLate.locator('summary', { hasText: 'Change' }).click();
    }
    await tooLate.getByRole('button', { name: 'Archive' }).click();
    await page.getByText('The category was archived.').waitFor();
    expect(await tooLate.getByText('Archived', { exact: true }).isVisible()).toBe(true);
    if (!(await tooLate.getByRole('button', { name: 'Restore' }).isVisible())) {
      await tooLate.locator('summary', { hasText: 'Change' }).click();
    }
    await tooLate.getByRole('button', { name: 'Restore' }).click();
    await page.getByText('The category can be chosen again.').waitFor();
  });

  test('settings are saved whole or not at all, each mistake beside its field', async () => {
    const page = await world.browser.newPage({ javaScript });
    await signIn(world, page, 'admin');
    await page.goto('/acme/settings');
    await page.getByLabel('Reminders on days').fill('20, 5');
    await page.getByLabel('Final response within').fill('many');
    await page.getByRole('button', { name: 'Save the settings' }).click();
    await page.getByText('Give a whole number of days.').waitFor();
    expect(await page.getByLabel('Reminders on days').inputValue()).toBe('20, 5');
    await page.getByLabel('Final response within').fill('30');
    await page.getByRole('button', { name: 'Save the settings' }).click();
    await page
      .getByText(/in ascending order|Give days from 1/)
      .first()
      .waitFor();
    await page.getByLabel('Reminders on days').fill('3, 7');
    await page.getByLabel('Redress without a second pair of eyes').fill('123.45');
    await page.getByLabel('Time zone').selectOption('Europe/Helsinki');
    await page.getByLabel('The public form is open').uncheck();
    await page.getByRole('button', { name: 'Save the settings' }).click();
    await page.getByText('The settings were saved.').waitFor();
    await page.goto('/acme/settings');
    expect(await page.getByLabel('Final response within').inputValue()).toBe('30');
    expect(await page.getByLabel('Redress without a second pair of eyes').inputValue()).toBe('123.45');
    expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/Helsinki');

    const visitor = await world.browser.newPage({ javaScript });
    await visitor.goto('/acme/complain');
    await visitor.getByText('There is no public form here').waitFor();
    await page.getByLabel('The public form is open').check();
    await page.getByRole('button', { name: 'Save the settings' }).click();
    await page.getByText('The settings were saved.').waitFor();
  });
});
