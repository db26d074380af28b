// Lines of a statement by keyboard alone: j and k move, Enter accepts, digits choose, e edits, s puts aside, u takes back.
(() => {
  "use strict";
  const table = document.getElementById("bank-lines");
  if (!table) return;
  const body = table.tBodies[0];
  const keysOff = "hoptac.keys.off";
  let place = 0;

  const rows = () => [...body.querySelectorAll("[data-line]")];
  const current = () => rows()[place];

  function show(next, { focus = true } = {}) {
    const all = rows();
    if (!all.length) return;
    place = Math.max(0, Math.min(next, all.length - 1));
    all.forEach((row, at) => row.classList.toggle("is-current", at === place));
    if (!focus) return;
    all[place].focus({ preventScroll: true });
    all[place].scrollIntoView({ block: "nearest" });
  }

  function press(deed) {
    current()?.querySelector(`[name="deed"][value="${deed}"]`)?.click();
  }

  // A key held down too long is no second decision.
  function once(event, deed) {
    if (!event.repeat) press(deed);
  }

  function choose(number) {
    const radio = current()?.querySelectorAll('[name="choice"]')[number - 1];
    if (radio) radio.checked = true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || localStorage.getItem(keysOff)) return;
    const target = event.target;
    if (target.closest?.("[popover], textarea, select, a, button, input:not([type=radio])")) return;
    const radio = target.matches?.("[type=radio]");
    const deeds = { e: "draft", s: "skip", u: "undo" };
    if (event.key === "j") show(place + 1);
    else if (event.key === "k") show(place - 1);
    else if (/^[1-9]$/.test(event.key)) choose(Number(event.key));
    else if (event.key === "Enter" && !radio) once(event, "accept");
    else if (deeds[event.key]) once(event, deeds[event.key]);
    else return;
    event.preventDefault();
  });

  body.addEventListener("focusin", (event) => {
    const at = rows().indexOf(event.target.closest("[data-line]"));
    if (at >= 0 && at !== place) show(at, { focus: false });
  });
  body.addEventListener("pointerdown", (event) => {
    const at = rows().indexOf(event.target.closest("[data-line]"));
    if (at >= 0) show(at, { focus: false });
  });

  // A row that was decided is replaced by what became of it; on to the next one that waits.
  document.addEventListener("htmx:after:swap", () => {
    const all = rows();
    const here = all[place];
    const isRefused = here?.querySelector("[role=alert]");
    const next = all.findIndex((row, at) => at > place && "open" in row.dataset);
    show(isRefused || next < 0 ? place : next);
  });

  // Lines that wait for a voucher being written have nothing to accept: begin behind them.
  show(Math.max(0, rows().findIndex((row) => "open" in row.dataset)), { focus: false });
})();
