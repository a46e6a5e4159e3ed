import { actsForOrganisation } from '../../auth/viewer.ts';
import { sql } from '../../db/sql.ts';
import { expression, type FieldPlan, type Shape } from '../../graphql/shape.ts';

/** How the viewer's second factor is read: beside the settings' only row, because there may be no factor. */
export const secondFactorShape: Shape = {
  typeName: 'SecondFactor',
  table: 'settings',
  fields: {
    isOn: ofFactor('count(*) > 0'),
    isRequired: expression(({ row, viewer }) =>
      sql.raw('??.staff_second_factor and ?::boolean', [row, actsForOrganisation(viewer)]),
    ),
    onSince: ofFactor('max(f.confirmed_at)'),
    recoveryCodesLeft: ofFactor('coalesce(max(cardinality(f.recovery_codes)), 0)'),
  },
};

/** An aggregate over the viewer's confirmed factor: there is one, or none. */
function ofFactor(aggregate: string): FieldPlan {
  return expression(({ viewer }) =>
    sql.raw(
      `(select ${aggregate} from second_factors f where f.user_id = ?::uuid and f.confirmed_at is not null)`,
      [viewer.userId],
    ),
  );
}
