// The grids of vouchers and of opening balances by keyboard alone: Enter to the next cell, the line above copied, parties suggested, the total kept.
(() => {
  "use strict";
  const form = document.querySelector("[data-voucher-grid]");
  if (!form) return;
  const grid = form.querySelector(".voucher-grid");
  const body = grid.tBodies[0];
  const { fold } = hoptac;
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
    row.querySelectorAll("select").forEach((field) => {
      field.name = field.name.replace(/\d+$/, place);
      field.selectedIndex = 0;
      field.ariaLabel = field.ariaLabel.replace(/\d+$/, place + 1);
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
    const [season, seasonAbove] = [inRow(row, "season"), inRow(above, "season")];
    if (season?.selectedIndex === 0) season.value = seasonAbove.value;
    total();
    showSecondParty(row);
    field.select?.();
  }

  function go(field, step) {
    const all = cells();
    // The season is no cell: Enter walks past it, Tab stops at it, and from there Enter goes to the cell beside it.
    const before = all.filter((cell) => cell.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING).length;
    const place = all.includes(field) || step < 0 ? before + step : before;
    if (place < 0) return;
    if (place >= all.length) addRow();
    const next = cells()[place];
    next.focus();
    next.select();
  }

  // ── the totals, in whole đồng: of all amounts, or of the column that an output names ──
  const { readDong, grouped } = window.hoptacMoney;

  function sumOf(name) {
    const fields = [...body.querySelectorAll(`[data-money][name^="${name}"]`)];
    return fields.reduce((whole, field) => whole + BigInt(readDong(field.value) || 0), 0n);
  }

  function total() {
    for (const place of grid.querySelectorAll("[data-total]")) place.textContent = grouped(sumOf(place.dataset.total));
    const difference = grid.querySelector("[data-difference]");
    if (difference) {
      const sum = sumOf("debit-") - sumOf("credit-");
      difference.textContent = grouped(sum < 0n ? -sum : sum);
    }
  }

  // The second party is asked for only where both sides are kept by party.
  const byParty = grid.dataset.byParty.split(" ");
  const keeps = (field) => byParty.includes(field.value.trim().split(/\s/)[0]);
  function showSecondParty(row) {
    if (!inRow(row, "party2")) return;
    const isNeeded = (keeps(inRow(row, "debit")) && keeps(inRow(row, "credit"))) || inRow(row, "party2").value;
    inRow(row, "party2").closest("td").classList.toggle("quiet", !isNeeded);
  }

  // ── suggestions ──────────────────────────────────────
  const suggested = hoptac.suggestions((field, { id }) => {
    if ("party" in field.dataset || "item" in field.dataset) idOf(field).value = id;
    showSecondParty(rowOf(field));
    goods(field);
  });

  function suggest(field) {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    if ("party" in field.dataset) {
      return suggested.ask(field, grid.dataset.parties, ({ id, name, address }) => ({ value: name, id, label: name, more: address }));
    }
    if ("item" in field.dataset) {
      return suggested.ask(field, grid.dataset.items, ({ id, name, code, unit }) => ({ value: name, id, label: name, more: `${code} · ${unit}` }));
    }
    if (!words.length) return suggested.close();
    const found = accounts.filter(({ value, key }) => value.startsWith(words[0]) || words.every((word) => ` ${key}`.includes(` ${word}`)));
    found.sort((one, other) => other.value.startsWith(words[0]) - one.value.startsWith(words[0]));
    return suggested.open(field, found.slice(0, 12));
  }

  // ── goods: their columns appear with an account of stock; quantity and price make the amount, an issue its cost ──
  const isStock = (row, side) => /^15[267]/.test(inRow(row, side)?.value.trim() || "");
  const isMoved = (row) => isStock(row, "debit") || isStock(row, "credit");
  // "1.250,5" as a number of thousandths, exact; null where it cannot be read.
  function thousandths(typed) {
    const [whole, fraction = ""] = typed.trim().replace(/^(\d{1,3}(?:[. ]\d{3})+)/, (found) => found.replace(/[. ]/g, "")).replace(",", ".").split(".");
    return /^\d{1,12}$/.test(whole) && /^\d{0,3}$/.test(fraction) ? BigInt(whole + fraction.padEnd(3, "0")) : null;
  }

  async function goods(field) {
    const row = rowOf(field);
    if (!inRow(row, "item")) return;
    if (isMoved(row)) grid.classList.add("with-goods");
    const [quantity, price] = ["quantity", "price"].map((name) => thousandths(inRow(row, name).value));
    const amount = inRow(row, "amount");
    if (/^(quantity|price)-/.test(field.name) && quantity !== null && price !== null && inRow(row, "price").value.trim()) {
      amount.value = String((quantity * price + 500000n) / 1000000n).replace(/\B(?=(\d{3})+$)/g, ".");
      total();
    } else if (/^(quantity|item|credit)-/.test(field.name) && isStock(row, "credit") && quantity) {
      const item = idOf(inRow(row, "item")).value;
      if (!item || (amount.value.trim() && !("cost" in amount.dataset))) return;
      const asked = new URLSearchParams({ item, account: inRow(row, "credit").value.trim().split(/\s/)[0], quantity: inRow(row, "quantity").value, day: form.elements.voucher_on.value });
      const answer = await fetch(`${grid.dataset.cost}?${asked}`, { headers: { Accept: "application/json" } });
      const cost = answer.ok ? await answer.json() : {};
      if (!cost.amount || cost.amount === "0") return;
      amount.value = cost.amount;
      amount.dataset.cost = "";
      total();
    }
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
    if (!field.matches("input, select") || event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[data-post]") || undefined);
    } else if (suggested.key(event)) {
      // The list took it.
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(field, event.shiftKey ? -1 : 1);
    } else if (event.key.toLowerCase() === "d" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      copyAbove(field);
    } else if (field.matches("select")) {
      // Arrows and letters choose in it.
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const row = event.key === "ArrowDown" ? rowOf(field).nextElementSibling : rowOf(field).previousElementSibling;
      const same = row && inRow(row, nameOf(field));
      if (same) {
        event.preventDefault();
        same.focus();
        same.select();
      }
    }
  });
  // In the head too: the browser itself would press the first button, and the voucher would be in the books.
  form.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || event.isComposing || event.defaultPrevented) return;
    if (grid.contains(field) || !field.matches("input, select")) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) return form.requestSubmit(form.querySelector("[data-post]") || undefined);
    const all = [...form.querySelectorAll("input:not([type=hidden]), select")].filter((other) => other.checkVisibility());
    const next = all[all.indexOf(field) + (event.shiftKey ? -1 : 1)];
    next?.focus();
    next?.select?.();
  });
  grid.addEventListener("input", (event) => {
    const field = event.target;
    if ("party" in field.dataset || "item" in field.dataset) idOf(field).value = "";
    if ("party" in field.dataset || "item" in field.dataset || "account" in field.dataset) suggest(field);
    if ("money" in field.dataset) delete field.dataset.cost;
    goods(field);
    showSecondParty(rowOf(field));
    total();
  });
  grid.addEventListener("focusout", total);
  suggested.attach(grid, grid.querySelectorAll("[data-account], [data-party], [data-item]"), (field) => go(field, 1));
  [...body.rows].forEach(showSecondParty);
  total();
})();
