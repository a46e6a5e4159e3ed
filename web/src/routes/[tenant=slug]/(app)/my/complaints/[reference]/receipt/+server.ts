import { MyReceiptDocument } from '#lib/api/generated.ts';
import { loadPage } from '#lib/api/query.server.ts';
import { receiptFile } from '#lib/complaints/receipt-file.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const { reference } = event.params;
  const { complaint } = await loadPage(event, MyReceiptDocument, { reference }, { audience: 'consumer' });
  return receiptFile(complaint);
};
