// What a story needs to be so before it begins, done by the same forms as a
// browser sends, without drawing them.

import assert from "node:assert/strict";

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#34;": '"', "&#38;": "&", "&#39;": "'", "&#60;": "<", "&#62;": ">" };
const plain = (text) => text.replace(/&[#a-z0-9]+;/g, (found) => ENTITIES[found] ?? found);

/** Sends the form of a page that goes to `action`, with what it hides and these fields. */
export async function sendForm(person, path, action, fields) {
  const { request } = person.context;
  const address = (there) => new URL(there, person.town.base).href;
  const page = await (await request.get(address(path))).text();
  const forms = [...page.matchAll(/<form\b[^>]*\baction="([^"]*)"[^>]*>(.*?)<\/form>/gs)];
  const form = forms.find(([, found]) => plain(found).split("?")[0] === action);
  assert.ok(form, `no form on ${path} goes to ${action}, but to ${forms.map(([, found]) => found)}`);
  const hidden = [...form[2].matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const all = { ...Object.fromEntries(hidden.map(([, name, value]) => [name, plain(value)])), ...fields };
  const answer = await request.post(address(plain(form[1])), { form: all, maxRedirects: 0 });
  assert.equal(answer.status(), 303, `the form of ${path} was answered ${answer.status()}:\n${await words(answer)}`);
  return answer.headers().location;
}

/** The address of the page that she writes to a unit on. */
export async function writePath(person, unit) {
  const page = await (await person.context.request.get(`${person.town.base}/helsekontakter`)).text();
  const contact = page.match(new RegExp(`href="/helsekontakter/([0-9a-f-]+)"[^>]*>${unit}<`));
  assert.ok(contact, `${person.name} has no contact called ${unit}`);
  return { write: `/meldinger/ny/til/${contact[1]}`, contact: `/helsekontakter/${contact[1]}` };
}

/** Writes and sends a message; the id of the conversation comes back. */
export async function writes(person, unit, topic, body) {
  const { write } = await writePath(person, unit);
  const check = await sendForm(person, write, write, { topic, body, act: "continue" });
  const receipt = await sendForm(person, check, check, { act: "send" });
  return receipt.match(/^\/meldinger\/([0-9a-f-]+)\/kvittering$/)[1];
}

/** Where staff find a conversation, and what they do there. */
export const desk = {
  at: (thread) => `/ansatt/samtaler/${thread}`,

  takes: (staff, thread) => sendForm(staff, desk.at(thread), `${desk.at(thread)}/ta`, {}),

  answers: (staff, thread, body, act = "send") =>
    sendForm(staff, desk.at(thread), `${desk.at(thread)}/svar`, { body, act }),

  closes: (staff, thread, fields) =>
    sendForm(staff, `${desk.at(thread)}/avslutt`, `${desk.at(thread)}/avslutt`, fields),

  async forwards(staff, thread, unit) {
    const path = `${desk.at(thread)}/send-videre`;
    const page = await (await staff.context.request.get(`${staff.town.base}${path}`)).text();
    const found = page.match(new RegExp(`for="unit-([0-9a-f-]+)"[^>]*>${unit}`));
    assert.ok(found, `${unit} cannot be chosen on ${path}`);
    return sendForm(staff, path, path, { unit: found[1] });
  },
};

/** Sets the town's clock to a day and a time of its own. */
export async function clockTo(person, { day, month, year = "2027", time }) {
  return sendForm(person, "/demo/klokke", "/demo/klokke", { day, month, year, time });
}

/** Moves the town's clock forward by a step of its own page. */
export async function clockStep(person, step) {
  return sendForm(person, "/demo", "/demo", { step });
}

async function words(answer) {
  const main = (await answer.text()).match(/<main.*<\/main>/s)?.[0] ?? "";
  return main.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
}
