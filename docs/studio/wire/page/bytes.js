// Bytes as text, one char per byte: how they are shown, typed and copied.

const NAMES = { "\r": "\\r", "\n": "\\n", "\t": "\\t", "\\": "\\\\" };
const hex = (char, before) => before + char.charCodeAt(0).toString(16).padStart(2, "0");
const visible = char => NAMES[char] ?? hex(char, "\\x");

// As it is typed: each line feed also begins a new line.
export const escaped = text => text.replace(/[^ -[\]-~]/g, visible).replaceAll("\\n", "\\n\n");

// What was typed as bytes. Line breaks are for the eye alone; other characters are UTF-8.
export function unescaped(typed) {
  const control = { r: "\r", n: "\n", t: "\t", "\\": "\\" };
  return typed.replace(/\r?\n/g, "").replace(/\\(x[0-9a-fA-F]{2}|[rnt\\])|[^\0-\x7f]+/g, (all, code) => {
    if (!code) return String.fromCharCode(...new TextEncoder().encode(all));
    return code[0] === "x" ? String.fromCharCode(parseInt(code.slice(1), 16)) : control[code];
  });
}

// A place in the bytes for a place in what was typed.
export const byteAt = (typed, place) => unescaped(typed.slice(0, place).replace(/\\(x[0-9a-fA-F]?)?$/, "")).length;

// Elements for bytes, a line each; at most so many lines. Ends of lines and controls are told apart from text.
export function shown(text, mostLines) {
  const lines = text.split(/(?<=\n)/);
  const parts = lines.slice(0, mostLines).flatMap(line => [...pieces(line), ...(line.endsWith("\n") ? ["\n"] : [])]);
  if (lines.length > mostLines) parts.push(make("i", { textContent: `… ${count(lines.length - mostLines, "more line")}` }));
  return parts;
}

const pieces = line => line.split(/([^ -~]+)/).filter(Boolean).map(piece =>
  /^[ -~]/.test(piece) ? piece : make("b", { className: "wire-control", textContent: piece.replace(/[^]/g, visible) }));

// --- in words ---

const digits = new Intl.NumberFormat("en-US");
export const whole = number => digits.format(number);
export const count = (number, noun) => `${whole(number)} ${noun}${number === 1 ? "" : "s"}`;

export function time(millis) {
  if (millis >= 1000) return (millis / 1000).toFixed(millis < 10000 ? 2 : 1) + " s";
  return millis.toFixed(millis < 10 ? 2 : millis < 100 ? 1 : 0) + " ms";
}

// --- to copy ---

const quoted = text => "'" + text.replaceAll("'", "'\\''") + "'";

// For printf(1), which knows octal numbers everywhere.
const printf = text => quoted(text.replace(/[^ -~]|[\\%]/g, char => {
  if (char === "%") return "%%";
  return char === "\\" || char === "\r" || char === "\n" ? { "\\": "\\\\", "\r": "\\r", "\n": "\\n" }[char]
    : "\\" + char.charCodeAt(0).toString(8).padStart(3, "0");
}));

export const asNc = (text, port) => `printf ${printf(text)} | nc 127.0.0.1 ${port}`;

// curl writes the request line, Host and the framing itself: only a request that HTTP allows comes out the same.
export function asCurl(text, port) {
  const end = text.indexOf("\r\n\r\n");
  const [line, ...fields] = text.slice(0, Math.max(0, end)).split("\r\n");
  if (!/^[A-Z]+ \/[!-~]* HTTP\/1\.[01]$/.test(line) || fields.some(field => !/^[!-9;-~]+:[ -~]*$/.test(field))) {
    throw new Error("curl sends only what HTTP allows: copy this as nc.");
  }
  const [method, target] = line.split(" ");
  const body = text.slice(end + 4);
  const chunked = fields.some(field => /^transfer-encoding:.*chunked/i.test(field));
  const words = ["curl", "-i"];
  if (method === "HEAD") words.push("--head");
  else if (method !== (body ? "POST" : "GET")) words.push("-X", quoted(method));
  for (const field of fields) {
    if (!/^content-length:/i.test(field)) words.push("-H", quoted(/:\s*$/.test(field) ? field.replace(/:\s*$/, ";") : field));
  }
  words.push("--path-as-is", quoted(`http://127.0.0.1:${port}${target}`));
  if (!body) return words.join(" ");
  const content = chunked ? unchunked(body) : body;
  return `printf ${printf(content)} | ${[...words, "--data-binary", "@-"].join(" ")}`;
}

function unchunked(body) {
  let content = "";
  for (let rest = body, size; (size = parseInt(rest, 16)) > 0; rest = rest.slice(rest.indexOf("\n") + 1 + size + 2)) {
    content += rest.substr(rest.indexOf("\n") + 1, size);
  }
  return content;
}

// A line of the grader's transcripts: > was sent, < received.
export const asTranscript = (side, text) => escaped(text).replaceAll("\\\\", "\\").replace(/\n$/, "").split("\n")
  .map((line, i) => (i ? "  " : side === "CLIENT" ? "> " : "< ") + line).join("\n");
