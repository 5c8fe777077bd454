// What the studio is asked. Addresses are relative to the page: a proxy may put a prefix before them.

// Sends a request; a response of any kind is one.
export async function request(method, address, body) {
  return fetch(address, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => { throw new Error("The studio does not answer. Is ./jbang course still running?"); });
}

async function ask(method, address, body) {
  const response = await request(method, address, body);
  if (!response.ok) throw new Error((await response.text()).trim());
  return response;
}

export const get = async address => (await ask("GET", address)).json();
export const post = async (address, body = {}) => (await ask("POST", address, body)).json();
export const put = async (address, body) => (await ask("PUT", address, body)).json();

// Sends a request whose response comes line by line, and gives each line to `each`.
export async function stream(address, body, each, method = "POST") {
  const reader = (await ask(method, address, body)).body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    lines.filter(Boolean).forEach(line => each(JSON.parse(line)));
  }
}
