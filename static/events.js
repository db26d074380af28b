// The form of an event by keyboard alone: Enter to the next field, Ctrl+Enter posts, parties and items suggested, the sum on the button.
(() => {
  "use strict";
  const form = document.querySelector("[data-event-form]");
  if (!form) return;
  const post = form.querySelector("[data-post]");
  const idOf = (field) => field.parentElement.querySelector("input[type=hidden]");
  const announceChange = (field) => field.dispatchEvent(new Event("change", { bubbles: true }));

  const suggested = hoptac.suggestions((field, { id }) => {
    idOf(field).value = id;
    announceChange(field);
  });
  suggested.attach(form, form.querySelectorAll("[data-party], [data-item]"));

  const fields = () => [...form.querySelectorAll("input:not([type=hidden]), select, summary, [data-post]")]
    .filter((field) => field.offsetParent && !(field.type === "radio" && !field.checked) && field.tabIndex >= 0);

  form.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.isComposing || suggested.key(event)) return;
    if (event.key !== "Enter") return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      form.requestSubmit(post || undefined);
    } else if (field.matches("input, select")) {
      event.preventDefault();
      const all = fields();
      const next = all[all.indexOf(field) + (event.shiftKey ? -1 : 1)];
      next?.focus();
      if (next?.matches("input[type=text]")) next.select();
    }
  });
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (!("party" in field.dataset || "item" in field.dataset)) return;
    idOf(field).value = "";
    if ("party" in field.dataset) suggested.ask(field, form.dataset.parties, ({ id, name, address }) => ({ value: name, id, label: name, more: address }));
    else suggested.ask(field, form.dataset.items, ({ id, name, code, unit }) => ({ value: name, id, label: name, more: `${code} · ${unit}` }));
  });

  // The button says the deed and the sum of what is proposed.
  function nameDeed() {
    const label = post?.querySelector("[data-deed]");
    const total = form.querySelector("#proposal")?.dataset.total;
    if (label) label.textContent = total ? `${label.dataset.deed} ${total} đ` : label.dataset.deed;
  }
  document.addEventListener("htmx:after:swap", nameDeed);
  nameDeed();
  if (!form.querySelector(".has-error")) form.querySelector(".event-questions input:not([type=hidden]), .event-questions select")?.focus();
})();
