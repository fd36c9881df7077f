// A unit tells somebody that she may be refused to write to it.

import { desk } from "./forms.mjs";

export const WHY = "Du har skrevet at du skal skade dem som kommer hjem til deg.";

/** Tells whoever wrote in a conversation. */
export async function noticesBlock(staff, thread, reasons = WHY) {
  await staff.open(`${desk.at(thread)}/stenging`);
  await staff.page.getByLabel("Hvorfor?").fill(reasons);
  return staff.press("Send varselet");
}
