// The voucher grid by keyboard alone: Enter to the next cell, the line above copied, parties suggested, the total kept.
(() => {
  "use strict";
  const form = document.querySelector("[data-voucher-grid]");
  if (!form) return;
  const grid = form.querySelector(".voucher-grid");
  const body = grid.tBodies[0];
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
  const accounts = [...document.querySelectorAll("#accounts option")].map((option) => ({
    value: option.value,
    label: option.textContent,
    key: fold(option.textContent),
  }));
  // The browser's own list would open beside ours.
  grid.querySelectorAll("[list]").forEach((field) => field.removeAttribute("list"));

  const cells = () => [...body.querySelectorAll("input:not([type=hidden])")].filter((field) => field.offsetParent);
  const rowOf = (field) => field.closest("tr");
  const nameOf = (field) => field.name.replace(/-\d+$/, "");
  const inRow = (row, name) => row.querySelector(`[name^="${name}-"]`);
  const idOf = (field) => field.parentElement.querySelector("input[type=hidden]");

  // ── rows ─────────────────────────────────────────────
  function addRow() {
    const last = body.rows[body.rows.length - 1];
    const row = last.cloneNode(true);
    const place = body.rows.length;
    row.id = `field-line-${place}`;
    row.classList.remove("has-error");
    row.querySelector("th").textContent = place + 1;
    row.querySelectorAll(".field-error").forEach((error) => error.remove());
    row.querySelectorAll("input").forEach((field) => {
      field.name = field.name.replace(/\d+$/, place);
      field.value = "";
      if (field.ariaLabel) field.ariaLabel = field.ariaLabel.replace(/\d+$/, place + 1);
    });
    body.append(row);
    return row;
  }

  function copyAbove(field) {
    const row = rowOf(field);
    const above = row.previousElementSibling;
    if (!above) return;
    const own = [...row.querySelectorAll("input")];
    [...above.querySelectorAll("input")].forEach((from, place) => {
      if (!own[place].value) own[place].value = from.value;
    });
    total();
    showSecondParty(row);
    field.select();
  }

  function go(field, step) {
    const all = cells();
    const place = all.indexOf(field) + step;
    if (place < 0) return;
    if (place >= all.length) addRow();
    const next = cells()[place];
    next.focus();
    next.select();
  }

  // ── the total, in whole đồng ─────────────────────────
  function total() {
    const { readDong, grouped } = window.hoptacMoney;
    const sum = [...body.querySelectorAll("[data-money]")].reduce((whole, field) => whole + BigInt(readDong(field.value) || 0), 0n);
    grid.querySelector("[data-total]").textContent = grouped(sum);
  }

  // The second party is asked for only where both sides are kept by party.
  const byParty = grid.dataset.byParty.split(" ");
  const keeps = (field) => byParty.includes(field.value.trim().split(/\s/)[0]);
  function showSecondParty(row) {
    const isNeeded = (keeps(inRow(row, "debit")) && keeps(inRow(row, "credit"))) || inRow(row, "party2").value;
    inRow(row, "party2").closest("td").classList.toggle("quiet", !isNeeded);
  }

  // ── suggestions ──────────────────────────────────────
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  form.closest("main").append(list);
  let owner = null;
  let asked = 0;

  function open(field, options) {
    owner = field;
    list.replaceChildren(...options.map((option, place) => {
      const item = document.createElement("li");
      item.id = `suggestion-${place}`;
      item.setAttribute("role", "option");
      item.dataset.value = option.value;
      item.dataset.id = option.id || "";
      item.textContent = option.label;
      if (option.more) {
        const more = document.createElement("small");
        more.textContent = option.more;
        item.append(" ", more);
      }
      return item;
    }));
    list.hidden = options.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    if (list.hidden) return field.removeAttribute("aria-activedescendant");
    const box = field.getBoundingClientRect();
    const space = document.documentElement.clientWidth - list.offsetWidth;
    Object.assign(list.style, { left: `${Math.max(0, Math.min(box.left, space)) + scrollX}px`, top: `${box.bottom + scrollY}px` });
    mark(0);
  }

  function mark(place) {
    const items = [...list.children];
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
    items[place]?.scrollIntoView({ block: "nearest" });
    owner.setAttribute("aria-activedescendant", items[place]?.id || "");
  }

  const marked = () => [...list.children].findIndex((item) => item.getAttribute("aria-selected") === "true");

  function close() {
    list.hidden = true;
    owner?.setAttribute("aria-expanded", "false");
    owner?.removeAttribute("aria-activedescendant");
    owner = null;
  }

  function choose(item) {
    const field = owner;
    field.value = item.dataset.value;
    if ("party" in field.dataset) idOf(field).value = item.dataset.id;
    close();
    showSecondParty(rowOf(field));
  }

  async function suggest(field) {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    if (!words.length) return close();
    if ("account" in field.dataset) {
      const found = accounts.filter(({ value, key }) => value.startsWith(words[0]) || words.every((word) => ` ${key}`.includes(` ${word}`)));
      found.sort((one, other) => other.value.startsWith(words[0]) - one.value.startsWith(words[0]));
      return open(field, found.slice(0, 12));
    }
    const turn = ++asked;
    const answer = await fetch(`${grid.dataset.parties}?q=${encodeURIComponent(field.value)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || turn !== asked || document.activeElement !== field) return;
    open(field, (await answer.json()).map(({ id, name, address }) => ({ value: name, id, label: name, more: address })));
  }

  form.addEventListener("hoptac:fill", ({ detail }) => {
    const most = Math.max(...detail.map(([name]) => Number(/^debit-(\d+)$/.exec(name)?.[1] ?? 0)));
    while (body.rows.length <= most) addRow();
  });
  form.addEventListener("input", () => {
    [...body.rows].forEach(showSecondParty);
    total();
  });

  // ── what the keyboard does ───────────────────────────
  grid.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.matches("input") || event.isComposing) return;
    const isOpen = owner === field && !list.hidden;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[data-post]") || undefined);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isOpen) choose(list.children[Math.max(marked(), 0)]);
      go(field, event.shiftKey ? -1 : 1);
    } else if (event.key === "Tab" && isOpen && marked() >= 0) {
      choose(list.children[marked()]);
    } else if (event.key.toLowerCase() === "d" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      copyAbove(field);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && isOpen) {
      event.preventDefault();
      const count = list.children.length;
      mark((marked() + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const row = event.key === "ArrowDown" ? rowOf(field).nextElementSibling : rowOf(field).previousElementSibling;
      const same = row && inRow(row, nameOf(field));
      if (same) {
        event.preventDefault();
        same.focus();
        same.select();
      }
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      close();
    }
  });
  grid.addEventListener("input", (event) => {
    const field = event.target;
    if ("party" in field.dataset) idOf(field).value = "";
    if ("party" in field.dataset || "account" in field.dataset) suggest(field);
    showSecondParty(rowOf(field));
    total();
  });
  grid.addEventListener("focusout", () => {
    total();
    setTimeout(() => owner && document.activeElement !== owner && close());
  });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const item = event.target.closest("li");
    const field = owner;
    if (item) {
      choose(item);
      go(field, 1);
    }
  });

  grid.querySelectorAll("[data-account], [data-party]").forEach((field) => {
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", "suggestions");
    field.setAttribute("aria-expanded", "false");
  });
  [...body.rows].forEach(showSecondParty);
  total();
})();
