// The built-in client: any bytes, cut, copied and slowed as the reader says.

import { targetsOf } from "../studio/views.js";
import { byteAt, count, escaped, unescaped } from "./bytes.js";

const HOST = "Host: 127.0.0.1\r\n";
const ORDER = JSON.stringify({ user: "ada", email: "ada@shop.example", items: [{ sku: "pen", quantity: 2 }] });

const TWICE = "two requests, a second apart";

function examplesOf(lab) {
  const target = targetsOf(lab).find(path => !path.startsWith("/slow/"));
  const get = `GET ${target} HTTP/1.1\r\n${HOST}\r\n`;
  const post = `POST ${lab >= "lab07" ? "/echo" : lab >= "lab04" ? "/users" : "/orders"} HTTP/1.1\r\n` + HOST;
  return {
    GET: get,
    [TWICE]: get.repeat(2),
    ...(lab === "lab06" ? { "a checkout": `POST /checkout HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nContent-Length: ${ORDER.length}\r\n\r\n${ORDER}` } : {
      "POST with a length": post + "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello",
      "POST in chunks": post + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    }),
    "a bare line feed": `GET ${target} HTTP/1.1\nHost: 127.0.0.1\n\n`,
    "garbage": "\x16\x03\x01\x02 this is no HTTP\r\n\r\n",
  };
}

const MOST_BYTES = 1 << 20;

const text = make("textarea", { id: "wire-text", rows: 9, spellcheck: false, autocapitalize: "off" });
const number = (properties = {}) => make("input", { type: "number", min: 1, ...properties });
const copies = number({ value: 1, max: 1000 });
const cut = number({ placeholder: "all", min: 0 });
const piece = number({ placeholder: "all" });
const pause = number({ value: 100, min: 0, max: 10000 });
const then = make("select", {}, new Option("wait for the response", "WAIT"), new Option("FIN: send no more, and wait", "FIN"),
  new Option("RST: reset the connection", "RST"));
const sizes = make("p", { className: "wire-sizes" });
const cutHere = press("Cut at the cursor", () => {
  cut.value = byteAt(text.value, text.selectionStart);
  say();
});
const whole = press("All of it", () => {
  cut.value = "";
  say();
});

export function begin(place, lab, send) {
  const examples = examplesOf(lab);
  const example = make("select", {}, new Option("choose", ""), ...Object.keys(examples).map(name => new Option(name, name)));
  const act = () => send(order());
  text.value = escaped(examples.GET);
  place.append(
    make("p", { className: "wire-row" }, make("label", {}, "Example ", example)),
    make("label", { htmlFor: text.id }, "Bytes"), text,
    make("p", { className: "wire-help" }, make("code", {}, "\\r\\n"), " is CR LF, ", make("code", {}, "\\x00"),
      " any byte. Line breaks are for your eyes and are not sent."),
    sizes,
    make("div", { className: "wire-row" }, make("label", {}, "Cut after byte ", cut), cutHere, whole),
    make("div", { className: "wire-row" }, make("label", {}, "Times in one write ", copies)),
    make("div", { className: "wire-row" }, make("label", {}, "Pieces of ", piece, " bytes"), make("label", {}, "every ", pause, " ms")),
    make("div", { className: "wire-row" }, make("label", {}, "Then ", then)),
    make("p", { className: "wire-help" }, "The client leaves after 10 s of silence."),
    make("p", { className: "wire-row" }, Object.assign(press("Send", act), { className: "wire-main", title: "Ctrl+Enter" })));
  example.addEventListener("change", () => {
    if (example.value) edit(examples[example.value], example.value === TWICE ? { size: examples.GET.length, millis: 1000 } : {});
    example.value = "";
  });
  for (const field of [text, cut, copies, piece]) field.addEventListener("input", say);
  document.addEventListener("selectionchange", () => document.activeElement === text && say());
  place.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) act();
  });
  say();
}

const chosen = (field, otherwise) => field.value === "" || Number.isNaN(field.valueAsNumber) ? otherwise : Math.floor(field.valueAsNumber);

function order() {
  const all = unescaped(text.value).repeat(Math.max(1, chosen(copies, 1)));
  return { text: all.slice(0, chosen(cut, all.length)), piece: chosen(piece, 0), pause: chosen(pause, 0), end: then.value };
}

function say() {
  const one = unescaped(text.value).length;
  const all = one * Math.max(1, chosen(copies, 1));
  const sent = Math.min(all, chosen(cut, all));
  const pieces = Math.ceil(sent / (chosen(piece, 0) || sent || 1));
  sizes.textContent = [`${count(one, "byte")}, the cursor is after byte ${byteAt(text.value, text.selectionStart)}`,
    `${count(sent, "byte")} in ${count(pieces, "write")}`].join("; ");
  if (all > MOST_BYTES) sizes.textContent += `: more than the ${count(MOST_BYTES, "byte")} that one order may have`;
}

// Puts bytes into the editor. `size` and `millis`: of the pieces, and of the pauses between them; without: one write.
export function edit(bytes, { size = "", millis = 100 } = {}) {
  text.value = escaped(bytes);
  copies.value = 1;
  cut.value = "";
  piece.value = size;
  pause.value = millis;
  say();
  text.focus();
  text.setSelectionRange(0, 0);
}
