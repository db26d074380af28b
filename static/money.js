// Money fields: dots while typing, "5tr" and "5 triệu" understood, the sum on the button of the deed.
(() => {
  "use strict";
  // The same reading as hoptac.kit.money.parse_dong, which has the last word; this one only shows what will be read.
  // Whatever it is not sure of it leaves to the server: null. Amounts are exact, in BigInt, until they are whole đồng.
  const UNITS = { nghin: 1000n, ngan: 1000n, k: 1000n, trieu: 1000000n, tr: 1000000n, ty: 1000000000n, ti: 1000000000n };
  const GROUPED = /^\d+(?:(\.\d{3})+|(,\d{3})+)?$/;
  const LARGEST = 10n ** 15n;

  const separator = document.documentElement.lang === "en" ? "," : ".";
  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, separator);
  const digitsOf = (text) => text.replace(/[.,]/g, "");

  // A written number times a unit: "1,5" of a million. countsUnits: a fraction is likely ("2,5 triệu").
  function times(text, unit, countsUnits) {
    if (!text || digitsOf(text).length > 18) return null;
    if (GROUPED.test(text) && !/^0[.,]/.test(text)) {
      return countsUnits && text.split(",").length === 2 ? null : BigInt(digitsOf(text)) * unit;
    }
    const place = Math.max(text.lastIndexOf("."), text.lastIndexOf(","));
    const [whole, fraction] = [text.slice(0, place), text.slice(place + 1)];
    if (place < 0 || !fraction || whole.includes(text[place]) || !GROUPED.test(whole)) return null;
    const plain = digitsOf(whole);
    const mistyped = whole === plain && plain.length < 6 && plain !== "0";
    if (!countsUnits && (fraction.length > 2 || mistyped)) return null;
    return part(BigInt(plain + fraction) * unit, 10n ** BigInt(fraction.length));
  }

  const part = (sum, divisor) => (sum % divisor === 0n ? sum / divisor : null);

  // "1 tỷ 200 triệu 500": each number with its unit, smaller and smaller; a last one without a unit continues the one before.
  function inWords(pieces) {
    let sum = 0n;
    let ceiling = null;
    for (const [index, { digits, unit, half }] of pieces.entries()) {
      let amount;
      if (unit) amount = times(digits, unit, true);
      else if (ceiling === null || index !== pieces.length - 1 || !/^(\d|\d{3})$/.test(digits)) return null;
      else amount = part(BigInt(digits) * ceiling, 10n ** BigInt(digits.length));
      if (amount === null || (unit && ceiling !== null && amount >= ceiling)) return null;
      sum += amount + (half ? unit / 2n : 0n);
      ceiling = unit || ceiling;
    }
    return sum;
  }

  // The đồng in a typed text: a number, null when it cannot be read for sure, undefined when nothing is typed.
  function readDong(typed) {
    if (!typed.trim()) return undefined;
    const words = typed.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d").trim().replace(/\s+/g, " ")
      .replace(/^(?:vnd|₫)\s*|\s*(?:dong|vnd|d|₫)(?:\s*chan)?\.?$/g, "")
      .replace(/\s*([.,])\s*/g, "$1")
      .replace(/(^|[^\d.,])(\d{1,3}(?: \d{3})+)(?![\d.,])/g, (_, before, number) => before + number.replaceAll(" ", ""));
    const pieces = [];
    const piece = /\s*(\d[\d.,]*)?\s*([a-z]+)?/y;
    while (piece.lastIndex < words.length) {
      const [found, digits, name] = piece.exec(words);
      const last = pieces.at(-1);
      if (!found) return null;
      if (digits && (!name || Object.hasOwn(UNITS, name))) pieces.push({ digits, unit: name && UNITS[name], half: false });
      else if (!digits && name === "ruoi" && last?.unit && piece.lastIndex === words.length) last.half = true;
      else return null;
    }
    if (!pieces.length) return null;
    const sum = pieces.length === 1 && !pieces[0].unit ? times(pieces[0].digits, 1n, false) : inWords(pieces);
    return sum === null || sum > LARGEST ? null : Number(sum);
  }

  function inLargeUnits(dong, output) {
    const [size, name] = dong >= 1e9 ? [1e9, output.dataset.billion] : [1e6, output.dataset.million];
    const share = dong / size;
    if (share < 1 || Math.round(share * 1000) / 1000 !== share) return "";
    return `${share.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 3 })} ${name}`;
  }

  // Only digits typed behind what is grouped already are grouped: somebody who writes a dot or a comma means it ("1.5 triệu").
  const seen = new WeakMap();
  function formatWhileTyping(field, { data, inputType }) {
    const before = seen.get(field) ?? field.defaultValue;
    seen.set(field, field.value);
    if (before !== grouped(digitsOf(before)) || !/^(insertText|deleteContent)/.test(inputType) || /[.,]/.test(data || "")) return;
    if (!(separator === "." ? /^[\d.\s]+$/ : /^[\d,\s]+$/).test(field.value)) return;
    const digitsAfter = field.value.slice(field.selectionEnd).replace(/\D/g, "").length;
    const text = grouped(field.value.replace(/\D/g, "").replace(/^0+(?=\d)/, ""));
    if (text === field.value) return;
    field.value = text;
    seen.set(field, text);
    let place = text.length;
    for (let rest = digitsAfter; rest > 0; place -= 1) if (/\d/.test(text[place - 1])) rest -= 1;
    field.setSelectionRange(place, place);
  }

  function showReading(field) {
    const output = field.closest(".field")?.querySelector(".money-read");
    const dong = readDong(field.value);
    if (output) {
      const exact = dong === undefined || dong === null ? "" : `${grouped(dong)} đ`;
      const typedPlainly = dong !== undefined && field.value.trim() === grouped(dong);
      if (dong === undefined) output.textContent = "";
      else if (dong === null) output.textContent = output.dataset.unread;
      else output.textContent = typedPlainly ? inLargeUnits(dong, output) : `${output.dataset.read} ${exact}`;
    }
    const form = field.form;
    if (form) for (const button of form.querySelectorAll("[data-amount-from]")) nameDeed(form, button);
  }

  function nameDeed(form, button) {
    const names = button.dataset.amountFrom.split(",").map((name) => name.trim());
    const amounts = [...form.elements].filter((field) => names.includes(field.name)).map((field) => readDong(field.value));
    const sum = amounts.includes(null) ? 0 : amounts.reduce((total, amount) => total + (amount || 0), 0);
    const label = button.querySelector("[data-deed]");
    label.textContent = sum > 0 ? `${label.dataset.deed} ${grouped(sum)} đ` : label.dataset.deed;
  }

  document.addEventListener("input", (event) => {
    if (!event.target.matches?.("[data-money]")) return;
    if (!event.isComposing) formatWhileTyping(event.target, event);
    showReading(event.target);
  });
  document.addEventListener("focusout", (event) => {
    if (!event.target.matches?.("[data-money]")) return;
    const dong = readDong(event.target.value);
    if (Number.isInteger(dong)) event.target.value = grouped(dong);
    seen.set(event.target, event.target.value);
    showReading(event.target);
  });

  window.hoptacMoney = { readDong, grouped };
  const showAll = () => document.querySelectorAll("[data-money]").forEach(showReading);
  document.addEventListener("htmx:after:swap", showAll);
  showAll();
})();
