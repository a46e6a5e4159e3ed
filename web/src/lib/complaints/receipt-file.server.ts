import { error } from '@sveltejs/kit';

/** A complaint's receipt as a file to keep; 404 when there is none. */
export function receiptFile(
  complaint: { reference: string; receipt: { document: string } | null } | null | undefined,
): Response {
  if (!complaint?.receipt) error(404, 'There is no receipt for this complaint.');
  return new Response(`${complaint.receipt.document}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="receipt-${complaint.reference}.json"`,
      'cache-control': 'no-store',
    },
  });
}
