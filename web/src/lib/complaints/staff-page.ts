import type { StaffComplaintQuery } from '#lib/api/generated.ts';
import type { CategoryTree } from './category-options.ts';

/** What the parts of the staff's page on one complaint share. */
export interface StaffPage {
  complaint: NonNullable<StaffComplaintQuery['complaint']>;
  viewer: NonNullable<StaffComplaintQuery['viewer']>;
  assignable: StaffComplaintQuery['assignable']['nodes'];
  categories: CategoryTree[];
  /** The page's own `form`. */
  form: unknown;
}
