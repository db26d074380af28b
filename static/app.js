// What the pages do beyond HTML and htmx. Everything here improves a page that works without it.
(() => {
  "use strict";
  const root = document.documentElement;
  const words = document.body.dataset;
  root.classList.add("js");

  // ── dates: a button beside the box opens the system's calendar ──
  function addDatePicker(box) {
    const field = box.querySelector("[data-date]");
    const sprite = document.querySelector(".icon use")?.getAttribute("href")?.split("#")[0];
    if (!sprite || !("showPicker" in HTMLInputElement.prototype) || box.querySelector(".date-picker")) return;
    const holder = document.createElement("span");
    holder.className = "date-picker";
    holder.innerHTML = `<button type="button" class="btn"><svg class="icon" aria-hidden="true"><use href="${sprite}#calendar"/></svg></button><input type="date" tabindex="-1" aria-hidden="true">`;
    const [button, picker] = holder.children;
    button.setAttribute("aria-label", `${words.pickDate}: ${field.labels?.[0]?.textContent.trim() || ""}`);
    button.addEventListener("click", () => {
      const [day, month, year] = field.value.split(/[/.-]/);
      picker.value = year?.length === 4 ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
      picker.showPicker();
    });
    picker.addEventListener("change", () => {
      if (!picker.value) return;
      field.value = picker.value.split("-").reverse().join("/");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
    box.append(holder);
  }

  // ── files: too large is said before anything is sent ──
  function checkFile(field) {
    const tooLarge = [...field.files].some((file) => file.size > Number(field.dataset.maxBytes));
    const box = field.closest(".field");
    box.querySelector("[data-file-error]")?.remove();
    box.classList.toggle("has-error", tooLarge);
    if (tooLarge) {
      const sentence = document.createElement("p");
      sentence.className = "field-error";
      sentence.dataset.fileError = "";
      sentence.setAttribute("role", "alert");
      sentence.textContent = field.dataset.tooLarge;
      field.closest(".file-box").after(sentence);
    }
    const named = box.querySelector(".file-box output");
    named.textContent = [...field.files].map((file) => file.name).join(", ") || named.dataset.none;
    return !tooLarge;
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("[data-max-bytes]")) checkFile(event.target);
  });

  // ── sending: once, and nothing typed is lost ─────────
  const changed = new Set();
  const sent = new Set();
  const buttonsOf = (form) => [...form.elements].filter((element) => element.type === "submit");

  // ── a session that ended while somebody typed: what was sent is filled in again after signing in ──
  // It is kept in this tab alone, and no longer than until the next page that is not the door.
  const DRAFT = "hoptac.sent";
  const HOMES = "hoptac.homes";
  const NOT_TYPED = ["_csrf_token", "request_key"];
  const stored = (key) => JSON.parse(sessionStorage.getItem(key) || "null");
  const store = (key, value) => sessionStorage.setItem(key, JSON.stringify(value));
  const viewer = () => document.querySelector(".sidebar-viewer")?.textContent.trim() || "";
  const guarded = () => [...document.querySelectorAll("form[data-guard]")];
  const actionOf = (form) => form.getAttribute("action");

  function keepSent(form) {
    const fields = [...form.elements]
      .filter((field) => field.name && !NOT_TYPED.includes(field.name) && !["password", "file", "submit", "fieldset"].includes(field.type))
      .map((field) => [field.name, ["checkbox", "radio"].includes(field.type) ? [field.value, field.checked] : field.value]);
    store(DRAFT, { viewer: viewer(), action: actionOf(form), home: stored(HOMES)?.[actionOf(form)], fields });
  }

  function fillAgain(form, fields) {
    form.dispatchEvent(new CustomEvent("hoptac:fill", { detail: fields }));
    for (const [name, value] of fields) {
      const found = [...form.elements].filter((field) => field.name === name);
      if (!Array.isArray(value)) found.forEach((field) => { field.value = value; });
      else found.filter((field) => field.value === value[0]).forEach((field) => { field.checked = value[1]; });
    }
    for (const field of [form, ...form.querySelectorAll("[data-money]")]) field.dispatchEvent(new Event("input", { bubbles: true }));
    changed.add(form);
    toast(words.filledAgain, "info");
  }

  function comeBack() {
    const draft = stored(DRAFT);
    const door = document.querySelector("[data-door]");
    if (door && draft) {
      store(DRAFT, { ...draft, isWaiting: true });
      if (draft.home && door.matches("a")) door.href = draft.home;
      else if (draft.home) door.elements.next.value = draft.home;
      toast(words.willBeFilled, "info");
    } else if (draft) {
      const form = draft.isWaiting && guarded().find((one) => actionOf(one) === draft.action);
      if (!draft.isWaiting || form) sessionStorage.removeItem(DRAFT);
      if (form && draft.viewer === viewer()) fillAgain(form, draft.fields);
    }
    // Where each form is found: the answer to a sent one stands at another address.
    const here = location.pathname + location.search;
    if (!document.querySelector("[aria-invalid], .flash-error")) store(HOMES, Object.fromEntries(guarded().map((form) => [actionOf(form), here])));
  }

  function release(form) {
    sent.delete(form);
    for (const button of buttonsOf(form)) {
      button.disabled = false;
      button.removeAttribute("aria-busy");
    }
  }

  // In the capture phase, so that htmx, which answers the same event, can already find the form marked and release it.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const bad = [...form.elements].find((field) => field.matches("[data-max-bytes]") && !checkFile(field));
    if (bad || sent.has(form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      bad?.focus();
      return;
    }
    changed.delete(form);
    if ("guard" in form.dataset) keepSent(form);
    else if (actionOf(form) === "/sign-out") sessionStorage.removeItem(DRAFT);
    if (form.getAttribute("method") !== "post" || "download" in form.dataset) return;
    sent.add(form);
    event.submitter?.setAttribute("aria-busy", "true");
    // A disabled button is left out of what is sent, so it is disabled a moment later.
    setTimeout(() => sent.has(form) && buttonsOf(form).forEach((button) => { button.disabled = true; }));
  }, true);
  window.addEventListener("pageshow", () => [...sent].forEach(release));
  document.addEventListener("htmx:finally:request", (event) => {
    const form = event.detail.ctx.sourceElement?.closest?.("form");
    if (form) release(form);
  });
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && "guard" in form.dataset) changed.add(form);
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });

  // ── keys ─────────────────────────────────────────────
  const keysOff = "hoptac.keys.off";
  const keys = document.getElementById("keys");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && location.hash === "#menu") location.hash = "content";
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input, select, textarea, [contenteditable]") || localStorage.getItem(keysOff)) return;
    const search = event.key === "/" && document.querySelector("[data-search]");
    if (search) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "?" && keys) {
      event.preventDefault();
      keys.showPopover();
    } else if (/^[1-9i]$/.test(event.key) && !(document.querySelector("[data-own-digits]") && event.key !== "i")) {
      document.querySelector(`a[data-key="${event.key}"]`)?.click();
    }
  });
  const keysSwitch = keys?.querySelector("[data-keys-switch]");
  if (keysSwitch) {
    keysSwitch.checked = !localStorage.getItem(keysOff);
    keysSwitch.addEventListener("change", () => {
      if (keysSwitch.checked) localStorage.removeItem(keysOff);
      else localStorage.setItem(keysOff, "1");
    });
  }

  // ── the menu that covers a phone's page ──────────────
  const phone = matchMedia("(max-width: 63.99rem)");
  function coverPage() {
    const open = phone.matches && location.hash === "#menu";
    for (const part of document.querySelectorAll(".main, .topbar, .bottombar")) part.inert = open;
    if (open) document.querySelector(".sidebar-close")?.focus();
  }
  window.addEventListener("hashchange", coverPage);
  phone.addEventListener("change", coverPage);

  // ── tables: fitting ones keep their heading in sight, wide ones scroll in a frame the keyboard can reach ──
  const frames = new ResizeObserver((entries) => entries.forEach(({ target }) => fit(target)));
  function fit(frame) {
    const table = frame.querySelector("table");
    if (!table) return;
    frame.classList.remove("fits", "scrolls");
    const fits = table.offsetWidth <= frame.clientWidth + 1;
    frame.classList.add(fits ? "fits" : "scrolls");
    if (fits) ["tabindex", "role", "aria-label"].forEach((name) => frame.removeAttribute(name));
    else Object.assign(frame, { tabIndex: 0, role: "region", ariaLabel: table.caption?.textContent || "" });
  }

  // ── remarks ──────────────────────────────────────────
  document.addEventListener("click", (event) => {
    event.target.closest?.("[data-dismiss]")?.parentElement.remove();
    if (event.target.closest?.("[data-print]")) window.print();
  });

  function toast(sentence, kind = "error") {
    const remark = document.createElement("div");
    remark.className = `flash flash-${kind}`;
    remark.append(document.createElement("div"));
    remark.firstChild.textContent = sentence;
    const close = document.createElement("button");
    Object.assign(close, { type: "button", className: "flash-close", textContent: "×", ariaLabel: words.close });
    close.dataset.dismiss = "";
    remark.append(close);
    document.getElementById("toasts").replaceChildren(remark);
  }

  document.addEventListener("htmx:response:error", ({ detail: { ctx } }) => {
    if (ctx.response.status === 422 || ctx.response.status === 409) return; // the answer itself says what to mend
    toast(ctx.response.status === 429 ? words.tooOften : words.problem);
  });
  document.addEventListener("htmx:error", ({ detail }) => toast(detail.ctx && !detail.ctx.response ? words.noConnection : words.problem));

  // ── swapped regions: they fade once, and are announced ──
  const swaps = new WeakMap();
  document.addEventListener("htmx:before:swap", ({ detail }) => swaps.set(detail.ctx, detail.tasks));
  document.addEventListener("htmx:after:swap", ({ detail }) => {
    for (const { target, type } of swaps.get(detail.ctx) || []) {
      if (!target?.isConnected) continue;
      enhance(target);
      const polled = type === "main" && target.getAttribute("aria-busy") === "true";
      if (!polled && target.id !== "toasts") {
        target.classList.add("swapped");
        target.addEventListener("animationend", () => target.classList.remove("swapped"), { once: true });
      }
      const said = target.dataset.announce ?? target.querySelector("[data-announce]")?.dataset.announce;
      if (said) document.getElementById("announcer").textContent = said;
    }
  });

  function enhance(part) {
    part.querySelectorAll("[data-date-box]").forEach(addDatePicker);
    part.querySelectorAll(".table-frame").forEach((frame) => frames.observe(frame));
    part.querySelectorAll(".tabs").forEach((tabs) => {
      const current = tabs.querySelector("[aria-current]");
      if (current) tabs.scrollLeft = current.offsetLeft - (tabs.clientWidth - current.offsetWidth) / 2;
    });
    (part.querySelector("[data-focus]") ?? part.querySelector("[aria-invalid]"))?.focus();
  }
  enhance(document);
  coverPage();
  document.addEventListener("DOMContentLoaded", comeBack);
})();
