// Beside a colour that is written as # and six signs stands the browser's own picker of colours.
document.addEventListener("DOMContentLoaded", () => {
  for (const written of document.querySelectorAll("input[data-colour]")) {
    const picker = document.createElement("input");
    const takeOver = () => { picker.value = /^#[0-9a-f]{6}$/i.test(written.value) ? written.value : written.dataset.colour; };
    picker.type = "color";
    picker.className = "colour-picker";
    picker.setAttribute("aria-label", "Choose the colour");
    picker.addEventListener("input", () => {
      written.value = picker.value;
      written.dispatchEvent(new Event("change", { bubbles: true }));
    });
    written.addEventListener("input", takeOver);
    takeOver();
    written.after(picker);
  }
});
