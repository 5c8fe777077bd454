// A worker that all tabs of a browser share: it holds their stream. The lock of a tab that is gone is free.

import { join, leave } from "./wire.js";

addEventListener("connect", ({ ports: [port] }) => {
  let tab = null;
  port.addEventListener("message", ({ data: { lock, wish, left } }) => {
    if (lock) navigator.locks?.request(lock, () => tab && leave(tab));
    if (wish) join(wish, message => port.postMessage(message));
    if (left) leave(left);
    tab = wish?.tab ?? null;
  });
  port.start();
});
