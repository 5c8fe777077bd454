// What the studio is asked. Addresses are relative to the page: a proxy may put a prefix before them.

export class NoAnswer extends Error {
  constructor() { super("The studio does not answer. Is ./jbang course still running?"); }
}

// Sends a request; a response of any kind is one.
export async function request(method, address, body) {
  return fetch(address, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => { throw new NoAnswer(); });
}

async function ask(method, address, body) {
  const response = await request(method, address, body);
  if (!response.ok) throw new Error((await response.text()).trim());
  return response;
}

const asked = new Map();        // by address

// Asks for what is needed in a moment.
export function ahead(address) {
  const response = ask("GET", address);
  response.catch(() => {});
  asked.set(address, response);
}

export async function get(address) {
  const response = asked.get(address) ?? ask("GET", address);
  asked.delete(address);
  return (await response).json();
}

export const post = async (address, body = {}) => (await ask("POST", address, body)).json();
export const put = async (address, body) => (await ask("PUT", address, body)).json();

// Saves what the page still holds while it is being left. No one hears what comes of it.
export function keep(address, body) {
  const headers = { "Content-Type": "application/json" };
  fetch(address, { method: "PUT", keepalive: true, headers, body: JSON.stringify(body) }).catch(() => {});
}
