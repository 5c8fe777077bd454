// --- form: what a lab's page shows of its starter: the guided one, or the open one, which is loaded when it is wanted ---

const formed = /^lab\d\d$/.test(document.body.dataset.page) && document.querySelector("main .excerpt") ? document.body.dataset.page : "";
let openForm = null;          // what the page has in place of the guided starter's methods, once it is loaded
let wantedForm = "guided";

function loadOpenForm() {
  return openForm ??= new Promise((resolve, reject) => {
    const excerpts = [...document.querySelectorAll("main .excerpt")];
    const script = make("script", { src: new URL(formed + "-open.js", site).href });
    script.addEventListener("load", () => {
      const guided = Object.entries(window.openForm.guided).flatMap(([at, count]) => {
        const block = [excerpts[at]];
        while (block.length < count) block.push(block.at(-1).previousElementSibling);
        return block;
      });
      const open = Object.entries(window.openForm.open).map(([at, html]) => {
        excerpts[at].insertAdjacentHTML("afterend", html);
        const part = excerpts[at].nextElementSibling;
        part.hidden = true;
        for (const pre of part.querySelectorAll("pre")) dressCode(pre);
        return part;
      });
      resolve({ guided, open });
    });
    script.addEventListener("error", () => {
      openForm = null;
      reject(new Error(`The open starter's part of this page could not be read: ${formed}-open.js`));
    });
    document.head.append(script);
  });
}

async function showForm(form) {
  if (!formed || form === wantedForm) return;
  wantedForm = form;
  try {
    const { guided, open } = await loadOpenForm();
    if (form !== wantedForm) return;
    for (const block of guided) block.hidden = form === "open";
    for (const block of open) block.hidden = form !== "open";
  } catch (problem) {
    wantedForm = "guided";
    say(problem.message);
  }
  root.dataset.form = wantedForm;
  document.dispatchEvent(new CustomEvent("chosen", { detail: "form" }));      // the text has another length
}

// In the studio, the learner's files decide. Elsewhere it is the altitude, as in the studio at a lab's beginning, until
// the reader chooses.
if (formed && !root.classList.contains("live")) {
  const ways = ["guided", "open"].map(form => press(form, () => {
    memory.write("form." + formed, form);
    byAltitude();
  }));
  const command = make("code");
  document.querySelector("dl.card")?.append(make("div", { className: "form" }, make("dt", { textContent: "Starter" }),
    make("dd", {}, make("span", { className: "choice", role: "group", ariaLabel: "Starter" }, ...ways), command)));
  const byAltitude = async () => {
    const usual = ["middle", "senior"].includes(root.dataset.altitude) ? "open" : "guided";
    const form = memory.read("form." + formed) ?? usual;
    await showForm(form);
    for (const way of ways) way.ariaPressed = String(way.textContent === wantedForm);
    command.textContent = `./jbang course ${wantedForm} ${formed}`;
  };
  document.addEventListener("chosen", ({ detail: name }) => name === "altitude" && byAltitude());
  byAltitude();
}
